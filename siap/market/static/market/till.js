// The till counts along while one taps: the sum on the button, and the change. Without it the form works all the same.

const form = document.querySelector(".till");
const rupiah = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-US" : "id-ID");
const shown = (amount) => `Rp${rupiah.format(amount)}`;
const whole = (text) => Number.parseInt(text.replace(/\D/g, "") || "0", 10);

function pieces(shelf) {
  const input = shelf.querySelector("input");
  return input ? whole(input.value) : 0;
}

function total() {
  let sum = 0;
  for (const shelf of form.querySelectorAll(".shelf")) {
    const count = pieces(shelf);
    shelf.classList.toggle("picked", count > 0);
    sum += count * Number(shelf.dataset.price);
  }
  return sum;
}

function count() {
  const sum = total();
  const button = form.querySelector("[data-sell]");
  button.textContent = sum ? `${button.dataset.sell} ${shown(sum)}` : button.dataset.sell;
  const change = form.querySelector("[data-change]");
  change.hidden = form.elements.method.value !== "cash";
  const received = whole(form.querySelector("#received").value);
  const said = change.querySelector("output");
  said.classList.toggle("short", received < sum);
  said.textContent = received ? `${received < sum ? said.dataset.short : said.dataset.say} ${shown(Math.abs(received - sum))}` : "";
}

function step(event) {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const shelf = button.closest(".shelf");
  const wanted = pieces(shelf) + Number(button.dataset.step);
  const most = Number(shelf.dataset.left);
  shelf.querySelector("input").value = wanted > 0 ? Math.min(wanted, most) : "";
  count();
}

if (form) {
  for (const button of form.querySelectorAll("[data-step]")) button.hidden = false;
  form.addEventListener("click", step);
  form.addEventListener("input", count);
  count();
}
