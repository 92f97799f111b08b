// Reads QR codes from the camera, where there is one and it may be used.
import { prepareZXingModule, readBarcodes } from "/static/vendor/zxing/reader/index.js";

const SIDE = 600; // the square in the middle of the picture that is searched
const MUTE = 3000; // the same code is not told twice within this time

prepareZXingModule({
  overrides: { locateFile: (file) => `/static/vendor/zxing/${file}` },
  fireImmediately: true,
});

/** Shows the camera in `box` and calls `tell(text)` for each code; stays hidden without a camera.
 *  A code for which `tell` says that it had no time is told again as soon as it is seen again. */
export async function startCamera(box, tell) {
  const video = box.querySelector("video");
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } },
    });
  } catch {
    return; // none, or not allowed: codes are typed, names searched
  }
  box.hidden = false;
  await video.play();
  watch(video, tell);
}

async function watch(video, tell) {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const told = new Map();
  for (;;) {
    await new Promise(requestAnimationFrame);
    const side = Math.min(video.videoWidth, video.videoHeight);
    if (!side) continue;
    const [x, y] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
    pen.drawImage(video, x, y, side, side, 0, 0, SIDE, SIDE);
    const picture = pen.getImageData(0, 0, SIDE, SIDE);
    const [found] = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    if (!found?.text || told.get(found.text) > Date.now() - MUTE) continue;
    if (tell(found.text)) told.set(found.text, Date.now());
  }
}
