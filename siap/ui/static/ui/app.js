// What a page can do a little better with a script. Everything here may be missing and the page still works.

const root = document.documentElement;
const themes = document.querySelector("fieldset.theme");

function showTheme() {
  const chosen = localStorage.getItem("theme") ?? "auto";
  for (const button of themes.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === chosen);
}

function chooseTheme(event) {
  const chosen = event.target.closest("button")?.value;
  if (!chosen) return;
  if (chosen === "auto") delete root.dataset.theme;
  else root.dataset.theme = chosen;
  localStorage.setItem("theme", chosen);
  showTheme();
}

if (themes) {
  themes.hidden = false;
  themes.addEventListener("click", chooseTheme);
  showTheme();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.querySelector("span").textContent = button.dataset.done;
  });
}

// An open menu closes with Escape, or when one touches anything else.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.me[open], .bottom details[open]")) if (menu !== except) menu.open = false;
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

// After a refused form the first thing to correct is where the cursor stands.
document.querySelector("[aria-invalid=true]")?.focus();
