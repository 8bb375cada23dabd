// Offers the browser's own time zone in an empty select[data-browser-zone].
const offer = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll("select[data-browser-zone]")) {
    const known = [...select.options].some((option) => option.value === zone);
    if (!select.value && known) select.value = zone;
  }
};

offer();
document.addEventListener("htmx:after:swap", offer);
