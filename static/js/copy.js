// A button with data-copy="ID" puts that element's text, or its value, on the clipboard.
const SHOWN_FOR_MS = 2500;

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
document.addEventListener("htmx:after:swap", () => {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const copied = await write(source.value ?? source.textContent.trim());
  if (!copied) source.select?.();
  say(button, copied ? "Copied" : "Press Ctrl+C to copy");
});

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function say(button, text) {
  const label = button.querySelector("span");
  button.dataset.words ??= label.textContent;
  label.textContent = text;
  announce(text);
  setTimeout(() => (label.textContent = button.dataset.words), SHOWN_FOR_MS);
}

function announce(text) {
  const region = document.querySelector("[data-announcer]");
  if (region) region.textContent = text;
}
