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
