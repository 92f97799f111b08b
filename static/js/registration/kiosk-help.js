// Help at the kiosk: call somebody, or hear the question read. Only a voice that is on the device itself
// reads, and never what the visitor has said.

const PATIENCE = 15_000;
const [help, call, called, listen] = ["help", "call", "called", "listen"].map((id) => document.getElementById(id));
const shown = "#kiosk:not([hidden]) [data-step]:not([hidden])";
const told = ["legend", "label:not(:has(input:not([type=checkbox])))", ".pick b", ".hint", "label:has([type=checkbox])"];

async function callHelp() {
  const signal = AbortSignal.timeout(PATIENCE);
  let isCalled = false;
  try {
    const answer = await fetch(call.action, { method: "POST", body: new URLSearchParams(new FormData(call)), signal });
    isCalled = answer.status === 201;
  } catch { /* said below */ }
  called.textContent = isCalled ? called.dataset.said : called.dataset.lost;
  called.hidden = false;
}

function voice() {
  const { lang } = document.documentElement;
  return globalThis.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.startsWith(lang));
}

function words() {
  const parts = told.flatMap((part) => [...document.querySelectorAll(`${shown} ${part}`)]);
  const lines = [document.getElementById("question"), ...new Set(parts)].map((part) => part.textContent.trim());
  return [...new Set(lines)].join(". ");
}

function read() {
  const said = new SpeechSynthesisUtterance(words());
  said.voice = voice();
  said.lang = said.voice.lang;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
}

function offer() {
  listen.hidden = !voice();
}

if (help) help.hidden = false;
help?.addEventListener("click", callHelp);
addEventListener("kiosk-cleared", () => {
  if (called) called.hidden = true;
  globalThis.speechSynthesis?.cancel();
});
listen.addEventListener("click", read);
globalThis.speechSynthesis?.addEventListener?.("voiceschanged", offer);
offer();
