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
