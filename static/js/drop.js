// A file input inside [data-drop]: says what was chosen, and keeps too much from being sent.
const LIMIT_BYTES = 10 * 1000 * 1000;

const size = (bytes) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${Math.ceil(bytes / 1e5) / 10} MB`;

document.addEventListener("change", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (!zone) return;
  const files = [...event.target.files];
  const limit = Number(event.target.dataset.maxBytes) || LIMIT_BYTES;
  const isTooLarge = files.some((file) => file.size > limit);
  zone.toggleAttribute("data-filled", files.length > 0);
  zone.toggleAttribute("data-too-large", isTooLarge);
  const names = files.map((file) => `${file.name}, ${size(file.size)}`).join(" · ");
  const warning = isTooLarge ? `That is more than ${size(limit)}. Choose a smaller file.` : "";
  zone.querySelector("[data-drop-hint]").textContent = [names, warning].filter(Boolean).join(". ");
  event.target.setCustomValidity(warning);
});

// The input covers the whole zone, so the browser itself takes the drop; this only shows it.
for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(name, (event) => {
    event.target.closest?.("[data-drop]")?.toggleAttribute("data-over", over);
  });
}
