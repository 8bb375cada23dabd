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
