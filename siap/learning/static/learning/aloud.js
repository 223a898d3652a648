// Reads a part of the page out, in the language of the page. Without a voice the button stays hidden.
const voice = window.speechSynthesis;

for (const button of voice ? document.querySelectorAll("button[data-aloud]") : []) {
  const label = button.querySelector("span");
  const start = label.textContent;
  const rest = () => (label.textContent = start);

  button.hidden = false;
  button.addEventListener("click", () => {
    const isReading = voice.speaking;
    voice.cancel();
    rest();
    if (isReading) return;
    label.textContent = button.dataset.stop;
    const parts = [...document.querySelector(button.dataset.aloud).querySelectorAll("h1, h2, h3, p, li, th, td, label span")];
    const spoken = parts.filter((part) => !part.querySelector("p, li") && part.textContent.trim());
    for (const part of spoken) {
      const said = new SpeechSynthesisUtterance(part.textContent);
      said.lang = document.documentElement.lang;
      said.rate = 0.9;
      if (part === spoken.at(-1)) said.onend = rest;
      voice.speak(said);
    }
  });
}
