// A form[data-passkey] sends what the browser's passkey answers: "create" makes one, "get" uses one.
// Its options are in the element that data-options names, or come from the form's own address.
const canAsk = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

for (const form of document.querySelectorAll("[data-passkey]")) form.hidden = !canAsk;
for (const hint of document.querySelectorAll("[data-without-passkey]")) hint.hidden = canAsk;

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-passkey]");
  if (!form || form.elements.credential.value) return;
  event.preventDefault();
  try {
    const credential = await ask(form.dataset.passkey, await optionsOf(form));
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    form.querySelector("[data-passkey-failed]").hidden = false;
  }
});

async function optionsOf(form) {
  const source = document.getElementById(form.dataset.options);
  if (source) return JSON.parse(source.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function ask(kind, options) {
  if (kind === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.creation_options.publicKey);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey);
  return navigator.credentials.get({ publicKey });
}
