// The till counts along while one taps: the sum on the button, and the change. Without it the form works all the same.
//
// A sale is sent to the office at once. When there is no network, or none that answers, it is written down on this device with the
// same name (uid) and sent later: whatever arrived already is not booked twice.

import { items, keep, newUid } from "../ui/device/outbox.js";
import { written } from "../ui/device/device.js";

const PATIENCE = 8000; // milliseconds until a silent network counts as none
const form = document.querySelector(".till");
const rupiah = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-US" : "id-ID");
const shown = (amount) => `Rp${rupiah.format(amount)}`;
const whole = (text) => Number.parseInt(text.replace(/\D/g, "") || "0", 10);
const bundles = JSON.parse(form?.dataset.bundles || "[]");
const scanned = new Map(); // product → number of the lot that was scanned last

const shelves = () => [...form.querySelectorAll(".shelf[data-product]")];

function pieces(shelf) {
  const input = shelf.querySelector("input");
  return input ? whole(input.value) : 0;
}

// What each product costs now (rupiah for all its pieces). Bundles are taken off as the office does it (rules/bundling.py): what
// saves most first, each piece once, the price shared by what the pieces cost one by one, to the rupiah (largest remainder).
function amounts() {
  const prices = new Map(shelves().map((shelf) => [shelf.dataset.product, Number(shelf.dataset.price)]));
  const left = new Map(shelves().map((shelf) => [shelf.dataset.product, pieces(shelf)]));
  const sums = new Map([...left].map(([product, count]) => [product, count * prices.get(product)]));
  const value = ({ parts }) => Object.entries(parts).reduce((sum, [product, count]) => sum + count * prices.get(product), 0);
  const fitting = bundles.filter((one) => Object.keys(one.parts).every((product) => prices.has(product)) && one.price < value(one) && Math.min(...shares(one, prices, 1).values()) > 0);
  for (const one of fitting.toSorted((a, b) => a.price - value(a) - (b.price - value(b)))) {
    const times = Math.min(...Object.entries(one.parts).map(([product, count]) => Math.floor(left.get(product) / count)));
    if (!times) continue;
    for (const [product, share] of shares(one, prices, times)) {
      const taken = times * one.parts[product];
      left.set(product, left.get(product) - taken);
      sums.set(product, sums.get(product) - taken * prices.get(product) + share);
    }
  }
  return sums;
}

function shares({ price, parts }, prices, times) {
  const weights = Object.entries(parts).map(([product, count]) => [product, BigInt(count * prices.get(product))]);
  const whole = weights.reduce((sum, [, weight]) => sum + weight, 0n);
  const amount = BigInt(price * times);
  const shared = new Map(weights.map(([product, weight]) => [product, Number((amount * weight) / whole)]));
  const rest = ([, weight]) => (amount * weight) % whole;
  const first = weights.toSorted((a, b) => (rest(a) === rest(b) ? (a[0] < b[0] ? -1 : 1) : rest(b) > rest(a) ? 1 : -1));
  const over = price * times - [...shared.values()].reduce((sum, one) => sum + one, 0);
  for (const [product] of first.slice(0, over)) shared.set(product, shared.get(product) + 1);
  return shared;
}

function total() {
  for (const shelf of shelves()) shelf.classList.toggle("picked", pieces(shelf) > 0);
  return [...amounts().values()].reduce((sum, amount) => sum + amount, 0);
}

// Cash first: what goes by QRIS is the rest.
function paid(sum) {
  const method = form.elements.method.value;
  const other = method === "cash" ? Math.min(sum, whole(form.elements.qris_part?.value ?? "")) : 0;
  return [
    { method, amount: sum - other },
    { method: "qris", amount: other },
  ].filter(({ amount }) => amount > 0);
}

function count() {
  const sum = total();
  const button = form.querySelector("[data-sell]");
  button.textContent = sum ? `${button.dataset.sell} ${shown(sum)}` : button.dataset.sell;
  const change = form.querySelector("[data-change]");
  const cash = paid(sum).find(({ method }) => method === "cash")?.amount ?? 0;
  change.hidden = form.elements.method.value !== "cash";
  const received = whole(form.querySelector("#received").value);
  const said = change.querySelector("output");
  said.classList.toggle("short", received < cash);
  said.textContent = received ? `${received < cash ? said.dataset.short : said.dataset.say} ${shown(Math.abs(received - cash))}` : "";
}

function put(shelf, wanted) {
  const most = Number(shelf.dataset.left);
  shelf.querySelector("input").value = wanted > 0 ? Math.min(wanted, Math.max(most, 0)) || "" : "";
  count();
}

function step(event) {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const shelf = button.closest(".shelf");
  put(shelf, pieces(shelf) + Number(button.dataset.step));
}

// --- A label: its QR holds the lot's name, its bars the product's number; what is printed can be typed ------------------------

const lots = (shelf) => (shelf.dataset.lots ?? "").split(" ").filter(Boolean).map((lot) => lot.split("|"));

export function ring(text) {
  const said = form.querySelector("[data-scan-says]");
  const code = text.trim().toUpperCase();
  const uid = text.toLowerCase().match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.[0];
  for (const shelf of shelves()) {
    const lot = lots(shelf).find(([own, number]) => own === uid || number === code);
    if (!lot && !(shelf.dataset.codes ?? "").split(" ").includes(code)) continue;
    if (shelf.classList.contains("closed")) {
      said.textContent = said.dataset.closed.replace("{product}", shelf.dataset.name);
      return false;
    }
    if (lot) {
      scanned.set(shelf.dataset.product, lot[1]);
      const field = form.elements[`lot-${shelf.dataset.product.replaceAll("-", "")}`];
      if (field) [, field.value] = lot;
    }
    put(shelf, pieces(shelf) + 1);
    said.textContent = `${shelf.dataset.name}${lot ? `, ${lot[1]}` : ""}: ${pieces(shelf)}`;
    return true;
  }
  said.textContent = said.dataset.unknown.replace("{code}", text.trim().slice(0, 40));
  return false;
}

// --- Selling ------------------------------------------------------------------------------------------------------------------

// A line has a price a piece: what a bundle leaves for some pieces may be two prices, a rupiah apart.
function priced(product, count, amount) {
  const [price, over] = [Math.floor(amount / count), amount % count];
  const lot = scanned.get(product) ?? "";
  return [
    { product, pieces: count - over, price, lot },
    { product, pieces: over, price: price + 1, lot },
  ].filter(({ pieces }) => pieces > 0);
}

function payload() {
  const sums = amounts();
  const lines = shelves()
    .filter((shelf) => pieces(shelf) > 0)
    .flatMap((shelf) => priced(shelf.dataset.product, pieces(shelf), sums.get(shelf.dataset.product)));
  const sum = total();
  return { channel: form.dataset.channel, lines, paid: paid(sum), buyer: form.elements.buyer?.value ?? "" };
}

async function sell(event) {
  event.preventDefault();
  const button = form.querySelector("[data-sell]");
  button.disabled = true;
  try {
    await send();
  } finally {
    button.disabled = false;
  }
}

async function send() {
  let answer;
  try {
    answer = await fetch(location.href, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    await write();
    return;
  }
  const there = answer.headers.get("HX-Redirect");
  if (there) location.assign(there);
  else if (answer.redirected) await write(); // signed out meanwhile: it waits for him here
  else if (answer.status >= 500 || answer.status === 403) await write();
  else refuse(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

// The office refused: its words stand beside the fields, and nothing that was typed is lost.
function refuse(page) {
  const typed = new FormData(form);
  form.querySelector(".form-errors")?.remove();
  const said = page.querySelector(".till .form-errors");
  if (said) form.prepend(said);
  for (const shelf of shelves()) {
    const name = shelf.querySelector("input")?.name;
    const own = name && page.querySelector(`.till input[name="${name}"]`)?.closest(".shelf");
    shelf.querySelector(".errorlist")?.remove();
    const wrong = own?.querySelector(".errorlist");
    shelf.classList.toggle("wrong", Boolean(wrong));
    if (wrong) shelf.append(wrong);
  }
  form.elements.uid.value = typed.get("uid");
  form.querySelector(".form-errors, .wrong")?.scrollIntoView({ block: "center" });
}

async function write() {
  const deed = payload();
  const problem = form.querySelector("[data-problem]");
  problem.hidden = true;
  if (!deed.lines.length) return;
  const { user, name } = document.body.dataset;
  try {
    await keep("sale", deed, { user, name, uid: form.elements.uid.value });
  } catch {
    problem.hidden = false; // no room left on the device: the form stays as it is
    problem.scrollIntoView({ block: "center" });
    return;
  }
  sold(deed, form.elements.uid.value);
  written();
}

// What was sold a moment ago was wrong: a second item takes it back, in the order of the device.
async function takeBack() {
  const panel = document.querySelector("[data-sold]");
  const reason = panel.querySelector("[data-void-because]");
  if (!reason.reportValidity()) return;
  const { user, name } = document.body.dataset;
  await keep("void", { sale: panel.dataset.sale, because: reason.value }, { user, name });
  reason.value = "";
  panel.hidden = true;
  begin();
  written();
}

// What was just sold, for the buyer and the one who gives change; then the till is ready for the next.
function sold(deed, uid) {
  const panel = document.querySelector("[data-sold]");
  panel.dataset.sale = uid;
  const sum = total();
  const names = new Map(shelves().map((shelf) => [shelf.dataset.product, shelf.dataset.name]));
  const change = form.querySelector("[data-change] output").textContent;
  panel.querySelector("[data-sold-sum]").textContent = [shown(sum), form.elements.method.value === "cash" ? change : ""].filter(Boolean).join(" · ");
  const list = deed.lines.map((line) => `${line.pieces} × ${names.get(line.product)} ${shown(line.pieces * line.price)}`);
  panel.querySelector("ul").replaceChildren(...list.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  const told = [panel.dataset.place, ...list, `${panel.dataset.total} ${shown(sum)}`].join("\n");
  panel.querySelector("[data-whatsapp]").href = `https://wa.me/?text=${encodeURIComponent(told)}`;
  panel.hidden = false;
  panel.scrollIntoView({ block: "nearest" });
  for (const shelf of shelves()) if (shelf.querySelector("input")) shelf.querySelector("input").value = "";
  form.reset();
  begin();
}

// A name of its own for every sale, and the stock less what still waits on this device.
async function begin() {
  form.elements.uid.value = newUid();
  scanned.clear();
  const waiting = new Map();
  const left = await items().catch(() => []);
  const voided = new Set(left.filter(({ verb }) => verb === "void").map(({ payload: { sale } }) => sale));
  for (const item of left)
    if (item.verb === "sale" && !voided.has(item.uid)) for (const line of item.payload.lines) waiting.set(line.product, (waiting.get(line.product) ?? 0) + line.pieces);
  for (const shelf of shelves()) {
    shelf.dataset.stock ??= shelf.dataset.left;
    const left = Number(shelf.dataset.stock) - (waiting.get(shelf.dataset.product) ?? 0);
    shelf.dataset.left = left;
    const said = shelf.querySelector("[data-left-says]");
    if (said) said.textContent = said.dataset.leftSays.replace("{n}", Math.max(left, 0));
  }
  count();
}

if (form) {
  for (const button of form.querySelectorAll("[data-step], [data-scan]")) button.hidden = false;
  form.addEventListener("click", step);
  form.addEventListener("input", count);
  form.addEventListener("submit", sell);
  form.querySelector("[data-code]")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (ring(event.target.value)) event.target.value = "";
  });
  form.querySelector("[data-ring]")?.addEventListener("click", () => {
    const input = form.querySelector("[data-code]");
    if (ring(input.value)) input.value = "";
    input.focus();
  });
  document.querySelector("[data-take-back]")?.addEventListener("click", takeBack);
  addEventListener("pageshow", begin);
  begin();
}
