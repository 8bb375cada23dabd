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
