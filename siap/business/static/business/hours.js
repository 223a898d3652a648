// Makes keying in a sheet quick: Enter and the arrows move from cell to cell, and the sums stand beside what is typed ("7,5" or
// "7:30"), so that a slip shows before it is sent. Without it nothing is lost.
const minutes = (typed) => {
  const [text] = typed.split("/"); // what stands behind it are pieces
  const clock = text.trim().match(/^(\d{1,2}):([0-5]\d)$/);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = Number(text.trim().replace(",", "."));
  return Number.isFinite(hours) && hours > 0 ? Math.round(hours * 60) : 0;
};

const spoken = (total) =>
  (total / 60).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });

const sum = (inputs) => [...inputs].reduce((total, input) => total + minutes(input.value), 0);

// Where an arrow leads: rows down and up, columns right and left, the latter only from the edge of what is typed.
const steps = {
  Enter: () => [1, 0],
  ArrowDown: () => [1, 0],
  ArrowUp: () => [-1, 0],
  ArrowRight: (input) => input.selectionEnd === input.value.length && [0, 1],
  ArrowLeft: (input) => input.selectionStart === 0 && [0, -1],
};

function neighbour(cell, [down, right]) {
  const row = cell.parentElement;
  const rows = [...row.parentElement.rows];
  let [y, x] = [rows.indexOf(row) + down, cell.cellIndex + right];
  for (; rows[y]?.cells[x]; y += down, x += right) {
    const input = rows[y].cells[x].querySelector("input.number");
    if (input) return input;
  }
  // From the last person on to the first of the next day.
  if (down > 0) for (x += 1; rows[0].cells[x]; x += 1) {
    const input = rows.map((one) => one.cells[x]?.querySelector("input.number")).find(Boolean);
    if (input) return input;
  }
  return null;
}

for (const form of document.querySelectorAll("[data-hours]")) {
  const says = form.querySelector("output[data-says]");
  const add = () => {
    const total = sum(form.querySelectorAll("input.number"));
    says.textContent = total ? says.dataset.says.replace("{hours}", spoken(total)) : "";
    for (const own of form.querySelectorAll("output[data-row]")) {
      const whole = Number(own.dataset.row) + sum(own.closest("tr").querySelectorAll("input.number"));
      own.textContent = whole ? spoken(whole) : "";
    }
  };
  form.addEventListener("input", add);
  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("table.week td");
    const step = cell && event.target.matches("input.number") && !event.isComposing && steps[event.key]?.(event.target);
    const next = step && neighbour(cell, step);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });
  add();
}
