// After a form came back with errors, the reader starts at the list of them.
const toErrors = () => document.querySelector("[data-focus]")?.focus();

toErrors();
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.response?.status === 422) toErrors();
});
