{
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
}
{
// A file input inside [data-drop]: says what was chosen, and warns before too much is sent.
const LIMIT_BYTES = 10 * 1000 * 1000;

const size = (bytes) =>
  bytes < 1000 * 1000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

document.addEventListener("change", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (!zone) return;
  const files = [...event.target.files];
  const tooLarge = files.filter((file) => file.size > LIMIT_BYTES);
  zone.toggleAttribute("data-filled", files.length > 0);
  zone.toggleAttribute("data-too-large", tooLarge.length > 0);
  const names = files.map((file) => `${file.name}, ${size(file.size)}`).join(" · ");
  const warning = tooLarge.length ? " That is over 10 MB, and would be refused." : "";
  zone.querySelector("[data-drop-hint]").textContent = names + warning;
});

// The input covers the whole zone, so the browser itself takes the drop; this only shows it.
for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(name, (event) => {
    event.target.closest?.("[data-drop]")?.toggleAttribute("data-over", over);
  });
}
}
{
// After a form came back with errors, the reader starts at the list of them.
const toErrors = () => document.querySelector("[data-focus]")?.focus();

toErrors();
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.response?.status === 422) toErrors();
});
}
{
// In a form with data-mail, the link to the mail program carries what is written by now.
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-mail]");
  const link = form?.querySelector('a[href^="mailto:"]');
  if (!link) return;
  const { to, subject, body } = form.elements;
  const lines = body.value.replace(/\r?\n/g, "\r\n");
  const address = encodeURIComponent(to.value).replace("%40", "@");
  link.href = `mailto:${address}?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(lines)}`;
});
}
{
// An open <details data-menu> closes on Escape, on a click elsewhere and when focus leaves it.
const close = (menu) => menu.removeAttribute("open");
const openMenus = () => document.querySelectorAll("[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) close(menu);
});

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) close(menu);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    close(menu);
    menu.querySelector("summary").focus();
  }
});
}
{
// Offers the browser's own time zone in an empty select[data-browser-zone].
const offer = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll("select[data-browser-zone]")) {
    const known = [...select.options].some((option) => option.value === zone);
    if (!select.value && known) select.value = zone;
  }
};

offer();
document.addEventListener("htmx:after:swap", offer);
}
