// The camera reads labels into the till: the browser's own reader where it has one, else zxing (loaded on the first use only).

import { ring } from "./till.js";

const EVERY = 200; // milliseconds between two looks
const SAME = 2500; // milliseconds in which the same label is one label
const view = document.querySelector("[data-view]");
const video = view?.querySelector("video");
let stream;
let last = { text: "", at: 0 };

async function reader() {
  if ("BarcodeDetector" in window) {
    const detector = new BarcodeDetector({ formats: ["qr_code", "ean_13", "code_128"] });
    return async () => (await detector.detect(video))[0]?.rawValue;
  }
  const { prepareZXingModule, readBarcodes } = await import("./scan/reader/index.js");
  await prepareZXingModule({ overrides: { locateFile: () => view.dataset.wasm }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  return async () => {
    Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(video, 0, 0);
    const seen = await readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height), { formats: ["QRCode", "EAN13", "Code128"] });
    return seen[0]?.text;
  };
}

async function start() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    view.hidden = false;
    await video.play();
    const read = await reader();
    while (stream) {
      see(await read());
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  } catch {
    stop();
    document.querySelector("[data-scan-says]").textContent = view.dataset.off;
  }
}

function see(text) {
  const now = Date.now();
  if (!text || (text === last.text && now - last.at < SAME)) return;
  last = { text, at: now };
  if (ring(text)) navigator.vibrate?.(60);
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
  view.hidden = true;
}

const button = document.querySelector("[data-camera]");
if (button && navigator.mediaDevices?.getUserMedia) {
  button.hidden = false;
  button.addEventListener("click", start);
  view.querySelector("[data-stop]").addEventListener("click", stop);
}
