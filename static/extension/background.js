// The button takes the page that the person is looking at to Jobtracker: when they click it, and
// only then. Jobtracker is the one site that the manifest names.
const SITE = chrome.runtime.getManifest().host_permissions[0].slice(0, -1);
const THERE = `${SITE}applications/new/from-browser/`;
const LONGEST = 2_000_000;

// These two run inside a tab, and know nothing of this file.
const look = (longest) => ({
  url: location.href,
  html: document.documentElement.outerHTML.slice(0, longest),
});
const hand = (page) => window.postMessage({ kind: "jobtracker:page", ...page }, location.origin);

const seen = async (tab) => {
  try {
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: tab.id }, func: look, args: [LONGEST],
    });
    return answer.result;
  } catch {
    // A page of the browser's own, or a file, is not ours to read.
    return { url: tab.url ?? "", html: "" };
  }
};

// The tab may show the sign-in first; what was seen waits until it is there.
const deliver = async (id) => {
  const key = String(id);
  const page = (await chrome.storage.session.get(key))[key];
  const tab = page && (await chrome.tabs.get(id));
  if (!tab || tab.status !== "complete" || !tab.url?.startsWith(THERE)) return;
  await chrome.storage.session.remove(key);
  if (page.html) await chrome.scripting.executeScript({ target: { tabId: id }, func: hand, args: [page] });
};

chrome.action.onClicked.addListener(async (tab) => {
  const page = await seen(tab);
  const url = `${THERE}#${encodeURIComponent(page.url)}`;
  const opened = await chrome.tabs.create({ url, index: tab.index + 1 });
  await chrome.storage.session.set({ [opened.id]: page });
  await deliver(opened.id);
});
chrome.tabs.onUpdated.addListener((id, change) => change.status === "complete" && deliver(id));
chrome.tabs.onRemoved.addListener((id) => chrome.storage.session.remove(String(id)));
