// Cards of [data-board] go to another column: dragged with the mouse, held and dragged with a
// finger, or carried with the keyboard. The server says where a card stands from then on.
const board = document.querySelector("[data-board]");
const dialog = document.querySelector("[data-outcome]");
const HOLD_MS = 250;

const columns = () => [...board.querySelectorAll("[data-place], [data-group]")];
const columnOf = (card) => card.closest("[data-place], [data-group]");
const listOf = (column) => column.querySelector("[data-cards]");

function home(card) {
  return columns().find((each) => each.dataset.place === card.dataset.standing);
}

// Where it is counted: closed ones lie in no column, but in one of the folded ones.
function countedIn(card) {
  const ends = (column) =>
    column.querySelector("[data-outcomes]")?.content.querySelector(`[value="${card.dataset.standing}"]`);
  return home(card) ?? columns().find(ends);
}

function putInto(column, card) {
  const first = listOf(column).querySelector("[data-card]");
  if (first === card) return;
  listOf(column).insertBefore(card, first ?? listOf(column).firstChild);
}

function say(text) {
  document.querySelector("[data-announcer]").textContent = text;
}

function count(column, by) {
  const shown = column?.querySelector("[data-count]");
  if (shown && /^\d+$/.test(shown.textContent)) shown.textContent = Number(shown.textContent) + by;
}

async function placeIn(column) {
  if (column.dataset.place) return column.dataset.place;
  const choices = dialog.querySelector("[data-choices]");
  choices.replaceChildren(column.querySelector("[data-outcomes]").content.cloneNode(true));
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (!dialog.returnValue) return "";
  return choices.querySelector(":checked").value;
}

// To the column it lies in now; back where it came from when that is not to be.
async function moveTo(column, card) {
  const from = home(card);
  const to = await placeIn(column);
  const wasFocused = card.contains(document.activeElement);
  if (!to || to === card.dataset.standing) return from ? putBack(card, from) : undefined;
  const answer = await ask(card, to);
  if (!answer) {
    if (from) putBack(card, from);
    return say("It could not be moved. Try again.");
  }
  const page = new DOMParser().parseFromString(answer, "text/html");
  document.getElementById("messages").replaceChildren(...page.getElementById("messages").childNodes);
  const fresh = document.adoptNode(page.querySelector("[data-card]"));
  ready(fresh);
  card.remove();
  if (fresh.dataset.standing !== card.dataset.standing) {
    count(countedIn(card), -1);
    count(countedIn(fresh), 1);
  }
  const place = home(fresh);
  if (place) putInto(place, fresh);
  if (wasFocused && place) fresh.querySelector("[data-grip]").focus();
}

function putBack(card, from) {
  putInto(from, card);
  card.querySelector("[data-grip]").focus();
}

async function ask(card, to) {
  const body = new URLSearchParams({ to, standing: card.dataset.standing });
  const headers = {
    "HX-Request": "true",
    "HX-Current-URL": location.href,
    "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
  };
  try {
    const answer = await fetch(`/applications/${card.dataset.card}/stage/`, { method: "POST", body, headers });
    // Refused, it comes back as it is now, with the reason.
    const isCard = (answer.ok && !answer.redirected) || answer.status === 422;
    return isCard ? await answer.text() : "";
  } catch {
    return "";
  }
}

function ready(card) {
  card.querySelector("[data-grip]").hidden = false;
}

for (const card of board.querySelectorAll("[data-card]")) ready(card);
document.addEventListener("htmx:after:swap", () => {
  for (const card of board.querySelectorAll("[data-card]")) ready(card);
});

for (const column of columns()) {
  Sortable.create(listOf(column), {
    group: "board",
    sort: false,
    draggable: "[data-card]",
    filter: "input",
    preventOnFilter: false,
    delay: HOLD_MS,
    delayOnTouchOnly: true,
    touchStartThreshold: 5,
    // What browsers drag by themselves scrolls nothing under a finger.
    forceFallback: matchMedia("(any-pointer: coarse)").matches,
    // Wide enough for a finger at the edge of a phone, where the next column looks in.
    scrollSensitivity: 60,
    scrollSpeed: 14,
    onStart: () => board.classList.add("is-dragging"),
    onEnd: () => board.classList.remove("is-dragging"),
    onAdd: (event) => moveTo(columnOf(event.item), event.item),
  });
}

let held = null;

function grab(card) {
  held = { card, from: columnOf(card), next: card.nextElementSibling };
  card.dataset.held = "";
  say(`Picked up. It is in ${held.from.dataset.label}.`);
}

function carry(step) {
  const all = columns();
  const to = all[all.indexOf(columnOf(held.card)) + step];
  if (!to) return;
  putInto(to, held.card);
  held.card.querySelector("[data-grip]").focus();
  held.card.scrollIntoView({ block: "nearest", inline: "nearest" });
  say(to.dataset.label);
}

function letGo(isKept, isLeft = false) {
  const { card, from, next } = held;
  held = null;
  delete card.dataset.held;
  if (isKept && columnOf(card) !== from) return moveTo(columnOf(card), card);
  listOf(from).insertBefore(card, next);
  if (!isLeft) card.querySelector("[data-grip]").focus();
  say("Put back.");
}

// Who goes elsewhere with a card in hand has not put it down: it must not look moved. Carrying
// takes the focus off for a moment, too, as the card is taken out of one column for the next.
board.addEventListener("focusout", () =>
  setTimeout(() => {
    if (held && !held.card.contains(document.activeElement)) letGo(false, true);
  }),
);

board.addEventListener("keydown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (held) letGo(true);
    else grab(grip.closest("[data-card]"));
  } else if (held && step) {
    event.preventDefault();
    carry(step);
  } else if (held && event.key === "Escape") {
    letGo(false);
  }
});
