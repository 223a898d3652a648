// The service worker: pages that work without network, their parts, and sending what waits. It keeps no page with a person's data:
// only pages that ask for it (`data-keep`) are kept, and they are forgotten when somebody else signs in or out.

import { replay } from "{% static 'ui/device/outbox.js' %}";

const PARTS = "parts-{{ version }}";
const PAGES = "pages";
const OFFLINE = "{% url 'web:offline' %}";
const SIGN_OUT = "{% url 'web:sign-out' %}";
const OWN = {{ parts|safe }}; // what the page that says so is made of
const PATIENCE = 5000; // milliseconds until a page is taken from here instead

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(PARTS).then((cache) => cache.addAll([new Request(OFFLINE, { credentials: "omit" }), ...OWN])).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(clean().then(() => self.clients.claim()));
});

async function clean() {
  for (const name of await caches.keys()) if (name.startsWith("parts-") && name !== PARTS) await caches.delete(name);
}

self.addEventListener("message", (event) => {
  event.waitUntil(hear(event.data));
});

// A page tells who is signed in, and what it wants to be kept.
async function hear({ user, page, parts = [] }) {
  const pages = await caches.open(PAGES);
  const known = await pages.match("/user");
  if (known && (await known.text()) !== (user ?? "")) await caches.delete(PAGES);
  if (!user) return;
  const own = await caches.open(PAGES);
  await own.put("/user", new Response(user));
  if (page && !(await own.match(page))) await renew(own, page);
  await Promise.allSettled(parts.map((one) => part(new Request(one))));
}

async function renew(cache, page) {
  const answer = await fetch(page, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await cache.put(page, answer);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === "POST" && url.pathname === SIGN_OUT) event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(part(request));
  else if (request.destination === "image" && url.pathname.endsWith("/foto/")) event.respondWith(picture(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

async function part(request) {
  const cache = await caches.open(PARTS);
  const own = await cache.match(request, { ignoreVary: true });
  if (own) return own;
  const answer = await fetch(request);
  if (answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}

// The picture of a product, which everybody may see: from here at once, and asked for anew while there is network.
async function picture(request) {
  const cache = await caches.open(PARTS);
  const kept = await cache.match(request, { ignoreVary: true });
  const asked = fetch(request).then(async (answer) => {
    if (answer.status === 200) await cache.put(request, answer.clone());
    return answer;
  });
  asked.catch(() => {});
  return kept ?? asked;
}

// The network first; a kept page when there is none, or when it is too slow; else the page that says so.
async function page(request, url) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(url.pathname, { ignoreVary: true });
  const asked = fetch(request).then(async (answer) => {
    if (kept && answer.ok && !answer.redirected) await pages.put(url.pathname, answer.clone());
    return answer;
  });
  asked.catch(() => {});
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    return (await (kept ? Promise.race([asked, slow]) : asked)) ?? kept;
  } catch {
    return kept ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(replay());
});
