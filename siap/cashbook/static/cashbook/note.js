// Says above the button what will be written, with the amount as it is typed.

const say = document.querySelector("[data-say]");
const amount = document.querySelector("#id_amount");
const plain = say?.textContent;
const digits = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-US" : "id-ID");

function speak() {
  const typed = amount.value.trim();
  const isWhole = /^(rp\.?)?\s*[\d.]+$/i.test(typed);
  say.textContent = isWhole ? say.dataset.say.replace("{amount}", `Rp${digits.format(typed.replace(/\D/g, ""))}`) : plain;
}

if (say && amount) {
  amount.addEventListener("input", speak);
  speak();
}
