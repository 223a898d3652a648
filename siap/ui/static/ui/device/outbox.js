// The outbox of this device: what was done here without network, until the office says that it has it.
//
// An item is written once, as a text with its digest, and is sent as it is until it is answered; it leaves the device only then.
// Pages and the service worker share this file. One of them replays at a time (Web Locks).

import { openDB } from "./idb.js";

const ENDPOINT = "/kotak-keluar/";
const AT_ONCE = 50; // as the office answers
const PATIENCE = 15_000; // milliseconds until a silent network counts as none

const opened = openDB("siap-usaha", 1, {
  upgrade(db) {
    db.createObjectStore("items", { keyPath: "sequence" });
    db.createObjectStore("about");
  },
});

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// UUID version 7 (RFC 9562): 48 bits of time, the rest by chance.
export function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let at = 5; at >= 0; at -= 1, time = Math.floor(time / 256)) bytes[at] = time % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function digestOf(text) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

// Write down a deed. Rejects when the device has no room left: then nothing was written, and the caller says so.
export async function keep(verb, payload, { user, name = "", uid = newUid() }) {
  const db = await opened;
  const made_at = Date.now();
  const reading = db.transaction("about");
  const [device, skew, last] = await Promise.all(["device", "skew", "sequence"].map((key) => reading.store.get(key)));
  const own = { device: device ?? newUid(), sequence: (last ?? 0) + 1 };
  const body = JSON.stringify({ verb, user, ...own, made_at, skew: skew ?? 0, payload });
  const item = { ...own, uid, verb, user, name, payload, made_at, body, digest: await digestOf(body) };
  const writing = db.transaction(["items", "about"], "readwrite");
  const isNext = ((await writing.objectStore("about").get("sequence")) ?? 0) + 1 === own.sequence;
  if (!isNext) {
    writing.abort(); // another tab was faster: take the next number
    await writing.done.catch(() => {});
    return keep(verb, payload, { user, name, uid });
  }
  writing.objectStore("items").add(item);
  writing.objectStore("about").put(own.device, "device");
  writing.objectStore("about").put(own.sequence, "sequence");
  await writing.done;
  navigator.storage?.persist?.().catch(() => {});
  return item;
}

// Everything that is still here, oldest first.
export async function items() {
  return (await opened).getAll("items");
}

function within(address, options = {}) {
  return fetch(address, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options });
}

// Who is signed in, the word that lets us write (CSRF), and the office's clock. Rejects without network.
export async function hello() {
  const before = Date.now();
  const said = await (await within(ENDPOINT)).json();
  const skew = Math.round(said.now - (before + Date.now()) / 2);
  await (await opened).put("about", skew, "skew");
  return said;
}

// What time it is at the office, as far as this device knows.
export async function officeNow() {
  return Date.now() + ((await (await opened).get("about", "skew")) ?? 0);
}

// Send what is here and belongs to whoever is signed in. Resolves to { sent, waiting, left, user, busy }; rejects without network.
export async function replay() {
  return navigator.locks.request("siap-outbox", { ifAvailable: true }, async (lock) => {
    if (!lock) return { sent: 0, waiting: 0, left: (await items()).length, busy: true };
    const { user, csrf } = await hello();
    let [sent, waiting] = [0, 0];
    while (user) {
      const batch = (await items()).filter((item) => item.user === user).slice(0, AT_ONCE);
      if (!batch.length) break;
      const answers = await send(batch, csrf);
      const taken = answers.filter((answer) => answer.state !== "sign-in");
      await forget(batch, taken);
      sent += taken.length;
      waiting += taken.filter((answer) => answer.state === "waiting" || answer.state === "conflict").length;
      if (!taken.length) break;
    }
    return { sent, waiting, left: (await items()).length, user };
  });
}

async function send(batch, csrf) {
  const answer = await within(ENDPOINT, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ items: batch.map(({ uid, digest, body }) => ({ uid, digest, body })) }),
  });
  if (answer.status === 401) return [];
  if (!answer.ok) throw new Error(`outbox ${answer.status}`);
  return (await answer.json()).answers;
}

async function forget(batch, taken) {
  const done = new Set(taken.map((answer) => answer.uid));
  const writing = (await opened).transaction("items", "readwrite");
  for (const item of batch) if (done.has(item.uid)) writing.store.delete(item.sequence);
  await writing.done;
}
