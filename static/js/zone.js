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
