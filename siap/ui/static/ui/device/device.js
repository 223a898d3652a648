// What every signed-in page does on a device: it registers the service worker, keeps a copy of pages that work without network,
// sends what waits, and says in the top bar how things stand.

import { hello, items, replay } from "./outbox.js";

const RETRY = 30_000; // milliseconds
const sign = document.querySelector("[data-net]");
const { user } = document.body.dataset;
const isKept = document.body.dataset.keep !== undefined; // this page works without network: it wants to know, and what time it is
let isOffline = !navigator.onLine;
let timer;

const words = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), sign.dataset[name]);

// "Tanpa jaringan · 3 menunggu": nothing while all is well.
async function show(note = "") {
  if (!sign) return;
  const left = await items();
  const others = left.find((item) => item.user !== user);
  const mine = left.filter((item) => item.user === user).length;
  const parts = [];
  if (isOffline) parts.push(words("off"));
  if (mine) parts.push(words("left", { n: mine }));
  if (note) parts.push(note);
  if (others) parts.push(words("signIn", { name: others.name }));
  sign.hidden = !parts.length;
  sign.querySelector("span").textContent = parts.join(" · ");
  for (const warning of document.querySelectorAll("[data-unsent]")) warning.hidden = !mine;
}

// Send what waits. Without network it is tried again, at the latest in half a minute.
export async function flush() {
  clearTimeout(timer);
  const isQueued = (await items()).length > 0;
  if (!isQueued && !isKept) return show();
  try {
    const { waiting = 0, left = 0 } = isQueued ? await replay() : await hello().then(() => ({}));
    isOffline = false;
    await show(waiting ? words("look", { n: waiting }) : "");
    if (left) timer = setTimeout(flush, RETRY);
    return waiting;
  } catch {
    isOffline = true;
    timer = setTimeout(flush, RETRY);
    return show();
  }
}

// Something was just written down: ask the browser to send it even when this page is closed, and try at once.
export async function written() {
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.sync?.register("outbox").catch(() => {});
  return flush();
}

async function install() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js", { type: "module" });
  const { active } = await navigator.serviceWorker.ready;
  if (!isKept) {
    active.postMessage({ user });
    return;
  }
  await document.fonts.ready;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name.split("#")[0]);
  const later = document.body.dataset.keep.split(" ").filter(Boolean); // what it loads only when needed
  const own = [...new Set([...parts, ...later.map((name) => new URL(name, location).href)])].filter((name) => name.startsWith(`${location.origin}/static/`) || name.endsWith("/foto/"));
  active.postMessage({ user, page: location.pathname, parts: own });
}

addEventListener("online", flush);
addEventListener("offline", () => {
  isOffline = true;
  show();
});
install().catch(() => {}); // without it everything works as long as there is a network
flush();
