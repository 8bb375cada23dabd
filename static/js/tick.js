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
