// Sheets that are written down without network: hours, a batch, a class, a visit. Each is an item of the outbox, also while there is a network.

import { keep, officeNow } from "./outbox.js";
import { written } from "./device.js";

const says = (name, isShown) => {
  const line = document.querySelector(`[data-${name}]`);
  line.hidden = !isShown;
  if (isShown) line.scrollIntoView({ block: "center" });
};

// The day by the office's clock: this device's may be wrong.
async function today() {
  return new Date((await officeNow()) - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

// "3,5", "3.5" and "3:30" are 210 minutes.
function minutes(text) {
  const [, hours, part, sixtieths] = text.trim().match(/^(\d+)(?:[.,](\d+)|:(\d+))?$/);
  return Number(hours) * 60 + Math.round(Number(`0.${part ?? 0}`) * 60) + Number(sixtieths ?? 0);
}

const people = (form) => [...form.querySelectorAll("[data-person]")];
const number = (form, name) => Number(form.elements[name].value);
// Numbers that may be left empty: not known is nothing, never a zero. People group the digits of rupiah with points.
const known = (form, ...names) =>
  Object.fromEntries(
    names.filter((name) => form.elements[name].value.trim()).map((name) => [name, Number(form.elements[name].value.replaceAll(".", ""))]),
  );

const DEEDS = {
  hours: (form) => ({
    business: form.dataset.about,
    day: form.elements.day.value,
    minutes: Object.fromEntries(people(form).filter(({ value }) => value.trim()).map(({ dataset, value }) => [dataset.person, minutes(value)])),
  }),
  batch: (form) => ({
    product: form.elements.product.value,
    version: Number(form.elements.product.selectedOptions[0].dataset.version),
    rounds: form.elements.rounds.value.trim(), // "1/2" is half a round
    good: number(form, "good"),
    lost: number(form, "lost"),
    lost_because: form.elements.lost_because.value,
    first: form.elements.first.value,
    chosen_because: form.elements.chosen_because.value,
  }),
  follow_up: (form) => ({
    follow_up: form.dataset.about,
    answer: form.elements.answer.value,
    has_permits: form.elements.has_permits.value,
    difficulty: form.elements.difficulty.value,
    ...known(form, "turnover", "profit", "employed", "loan"),
  }),
  attendance: (form) => ({
    cohort: form.dataset.about,
    day: form.elements.day.value,
    topic: form.elements.topic.value,
    lesson_hours: number(form, "lesson_hours"),
    attendance: Object.fromEntries(people(form).map(({ dataset, value }) => [dataset.person, value])),
  }),
};

async function save(event) {
  event.preventDefault();
  const form = event.target;
  const { user, name } = document.body.dataset;
  const button = form.querySelector("button");
  button.disabled = true; // two taps are one deed
  says("kept-says", false);
  try {
    await keep(form.dataset.deed, DEEDS[form.dataset.deed](form), { user, name });
  } catch {
    says("full", true); // what was typed stays
    return;
  } finally {
    button.disabled = false;
  }
  says("full", false);
  says("kept-says", true);
  form.reset();
  await begin(form);
  form.closest("details").open = false;
  written();
}

async function begin(form) {
  if (!form.elements.day) return;
  form.elements.day.max = await today();
  form.elements.day.value = form.elements.day.max;
}

for (const form of document.querySelectorAll("form[data-deed]")) {
  begin(form);
  form.addEventListener("submit", save);
}
