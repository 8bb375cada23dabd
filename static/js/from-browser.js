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
