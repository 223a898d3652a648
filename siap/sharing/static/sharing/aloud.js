// Reads a slip out, a sentence at a time, in the language of the page. Without it an officer reads the list himself.
const voice = window.speechSynthesis;

for (const box of voice ? document.querySelectorAll("[data-aloud]") : []) {
  const button = box.querySelector("button");
  const label = button.querySelector("span");
  const start = label.textContent;
  const sentences = [...box.querySelectorAll("li")];

  const rest = () => {
    label.textContent = start;
    for (const one of sentences) one.removeAttribute("aria-current");
  };

  const read = () => {
    label.textContent = button.dataset.stop;
    for (const one of sentences) {
      const said = new SpeechSynthesisUtterance(one.textContent);
      said.lang = document.documentElement.lang;
      said.rate = 0.9;
      said.onstart = () => {
        for (const other of sentences) other.toggleAttribute("aria-current", other === one);
      };
      if (one === sentences.at(-1)) said.onend = rest;
      voice.speak(said);
    }
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    const isReading = voice.speaking;
    voice.cancel();
    if (isReading) rest();
    else read();
  });
}
