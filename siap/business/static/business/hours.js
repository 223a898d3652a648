// Adds up hours while they are typed ("7,5" or "7:30"), so that a slip shows before it is sent. Without it nothing is lost.
const minutes = (text) => {
  const clock = text.trim().match(/^(\d{1,2}):([0-5]\d)$/);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = Number(text.trim().replace(",", "."));
  return Number.isFinite(hours) && hours > 0 ? Math.round(hours * 60) : 0;
};

for (const form of document.querySelectorAll("form[data-hours]")) {
  const says = form.querySelector("output");
  const lang = document.documentElement.lang;
  const add = () => {
    const total = [...form.querySelectorAll("input.number")].reduce((sum, input) => sum + minutes(input.value), 0);
    const hours = (total / 60).toLocaleString(lang, { maximumFractionDigits: 2 });
    says.textContent = total ? says.dataset.says.replace("{hours}", hours) : "";
  };
  form.addEventListener("input", add);
  add();
}
