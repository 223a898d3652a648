// An order that did not reach the office stays on the screen, with a sentence and under its own name: sent again, it is ordered once.

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const unsent = document.querySelector("[data-not-sent]");
  const buttons = form.querySelectorAll("button");
  unsent.hidden = true;
  for (const button of buttons) button.disabled = true;
  try {
    const answer = await fetch(location.href, { method: "POST", body: new FormData(form) });
    if (answer.redirected) location.assign(answer.url);
    else show(await answer.text());
  } catch {
    for (const button of buttons) button.disabled = false;
    unsent.hidden = false;
    unsent.scrollIntoView({ block: "center" });
  }
}

// What the office corrects comes as a whole page: its middle takes the place of ours.
function show(page) {
  const read = new DOMParser().parseFromString(page, "text/html");
  document.querySelector("main").replaceWith(read.querySelector("main"));
  listen();
  document.querySelector("[aria-invalid=true]")?.focus();
}

function listen() {
  document.querySelector("[data-not-sent] ~ * form")?.addEventListener("submit", send);
}

listen();
