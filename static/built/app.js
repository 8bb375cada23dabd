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
// A form with data-from-browser takes the page that a bookmark or our extension hands over, and
// reads it. Nothing is kept by that: the person still adds it, or doesn't.
const LONGEST = 2_000_000;
const form = document.querySelector("[data-from-browser]");

// The extension speaks from inside this page; a bookmark from the page that opened this one, and
// no page may speak for another site.
const speaksForItself = (event) => {
  if (event.source === window) return event.origin === location.origin;
  const isOpener = window.opener !== null && event.source === window.opener;
  return isOpener && URL.canParse(event.data.url) && new URL(event.data.url).origin === event.origin;
};
const isPage = ({ data }) =>
  data?.kind === "jobtracker:page" && typeof data.url === "string" && typeof data.html === "string";
const receive = (event) => {
  if (!isPage(event) || !speaksForItself(event)) return;
  window.removeEventListener("message", receive);
  form.elements.url.value = event.data.url;
  form.elements.given.value = event.data.html.slice(0, LONGEST);
  form.requestSubmit();
};

if (form) {
  // Its address at least came along; it is no part of ours.
  const link = /^#(https?%3A.*)$/i.exec(location.hash);
  if (link) form.elements.given.value = decodeURIComponent(link[1]);
  history.replaceState(null, "", location.pathname + location.search);
  window.addEventListener("message", receive);
  window.opener?.postMessage("jobtracker:ready", "*");
}
}
{
// In a list inside [data-keys]: j and k move from row to row, and the letter of a button in the
// row, [data-key], presses it; [data-key-c="#part"] opens that part of the page behind the row's
// link by c. After the page has come anew, the row in that place has the focus.
// The place is kept in the tab's name, since a browser's storage outlives signing out.
const KEPT = /^row (\d+) of (.*)$/;
const rowsOf = (list) => [...list.querySelectorAll(".row")];
const focusRow = (rows, place) =>
  rows[Math.max(0, Math.min(place, rows.length - 1))]?.querySelector("a")?.focus();

document.addEventListener("keydown", (event) => {
  const list = event.target.closest("[data-keys]");
  if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = rowsOf(list);
  const place = rows.indexOf(event.target.closest(".row"));
  if (place < 0) return;
  const step = { j: 1, k: -1 }[event.key];
  if (step) return focusRow(rows, place + step);
  const part = /^[a-z]$/.test(event.key) && list.getAttribute(`data-key-${event.key}`);
  if (part) return location.assign(rows[place].querySelector("a").href + part);
  const button = rows[place]?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  window.name = `row ${place} of ${location.pathname}`;
  button.click();
});

const [, place, path] = KEPT.exec(window.name) ?? [];
if (path) window.name = "";
const list = document.querySelector("[data-keys]");
if (list && path === location.pathname) focusRow(rowsOf(list), Number(place));
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
}
{
// [data-recorder]: records the microphone into this page's memory, to listen to it at once. It is
// never sent anywhere, and gone with the page.
const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

for (const section of canRecord ? document.querySelectorAll("[data-recorder]") : []) {
  const [record, stop] = section.querySelectorAll("button");
  const player = section.querySelector("audio");
  const state = section.querySelector("[data-recorder-state]");
  let recorder = null;

  const show = (runs, words) => {
    record.hidden = runs;
    stop.hidden = !runs;
    state.textContent = words;
  };

  // A word is not spoken that fast: what holds no sound is no recording.
  player.addEventListener("error", () => {
    player.hidden = true;
    state.textContent = "That was too short to hear anything. Record once more.";
  });

  const keep = (parts, stream) => {
    for (const track of stream.getTracks()) track.stop();
    if (player.src) URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(new Blob(parts, { type: recorder.mimeType }));
    player.hidden = false;
    show(false, "Recorded. It is in this page alone, and gone when you leave it.");
    record.focus();
  };

  record.addEventListener("click", async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      show(false, "The browser gives no microphone. You can practise without it.");
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => keep(parts, stream));
    recorder.start();
    show(true, "Recording …");
    stop.focus();
  });
  stop.addEventListener("click", () => recorder.stop());
  section.hidden = false;
}
}
{
// [data-tick-all="NAME"] ticks every box of that name on the page, or none, and shows which it is.
const boxesOf = (all) => [...document.querySelectorAll(`[name="${all.dataset.tickAll}"]`)];

function show(all) {
  const boxes = boxesOf(all);
  const ticked = boxes.filter((each) => each.checked).length;
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

for (const all of document.querySelectorAll("[data-tick-all]")) {
  all.hidden = false;
  show(all);
}

document.addEventListener("change", (event) => {
  const { dataset, checked } = event.target;
  if (dataset.tickAll) for (const each of boxesOf(event.target)) each.checked = checked;
  for (const all of document.querySelectorAll("[data-tick-all]")) show(all);
});
}
{
// [data-timer]: a clock that counts up while one speaks. Stopping it puts the minutes, rounded up,
// into the field whose id it names, where nobody wrote any.
const SECOND_MS = 1000;

const shown = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

for (const timer of document.querySelectorAll("[data-timer]")) {
  const [start, stop] = timer.querySelectorAll("button");
  const face = timer.querySelector("[data-timer-face]");
  const minutes = document.getElementById(timer.dataset.timer);
  let before = 0;
  let since = null;
  let ticking;

  const elapsed = () => before + (since === null ? 0 : (performance.now() - since) / SECOND_MS);
  const show = () => (face.textContent = shown(elapsed()));
  const run = (runs) => {
    if (!runs) before = elapsed();
    since = runs ? performance.now() : null;
    clearInterval(ticking);
    if (runs) ticking = setInterval(show, SECOND_MS / 4);
    start.hidden = runs;
    stop.hidden = !runs;
    (runs ? stop : start).focus();
    show();
  };

  let written = "";
  start.addEventListener("click", () => run(true));
  stop.addEventListener("click", () => {
    run(false);
    if (minutes.value !== written) return;
    written = minutes.value = String(Math.max(1, Math.ceil(elapsed() / 60)));
  });
  timer.hidden = false;
}
}
{
// Offers the browser's own time zone in an empty select[data-browser-zone]. The attribute tells
// names of today by those that places had before, which some browsers still use: "Old=New …".
const offer = () => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll("select[data-browser-zone]")) {
    const earlier = select.dataset.browserZone.split(" ").map((pair) => pair.split("="));
    const zone = new Map(earlier).get(own) ?? own;
    const known = [...select.options].some((option) => option.value === zone);
    if (!select.value && known) select.value = zone;
  }
};

offer();
document.addEventListener("htmx:after:swap", offer);
}
