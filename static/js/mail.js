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
