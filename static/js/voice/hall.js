// The screen of the hall and the tablet of the speaker: they ask often, never give up, and never
// show a fault. A key at the machine of the screen covers the picture, without any network.

import { listen } from "../stream.js";

const EVERY = 400; // milliseconds between two looks: a change is to be seen within a second
const TOLD = 3_000; // the same while a stream tells at once what changes
const LOST = 1_500; // the same while nobody answers
const PATIENCE = 3_000; // a lost connection may never answer
const MINUTE = 60_000;
const HERE = 12_000; // so often the server hears that the picture arrives
const COVER = new Set(["Digit0", "Numpad0", "F9"]); // by place: letters move between keyboards
const PRESENTERS = new Set(["b", "B", "."]); // what the little remote controls of speakers send

const page = document.documentElement;
const region = document.querySelector("[data-hall]");
let etag = null;
let answered = performance.now(); // when the server was last heard
let toldHere = -Infinity;
let wake = () => {};
let isNews = false;

/** A pause between four and six fifths as long, or until somebody looks at the page again. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    wake = resolve;
    setTimeout(resolve, milliseconds * (0.8 + Math.random() * 0.4));
  });
}

async function look() {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(region.dataset.hall, { cache: "no-cache", redirect: "error", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const current = answer.headers.get("ETag");
  if (current !== etag) region.innerHTML = await answer.text();
  etag = current;
  answered = performance.now();
  sayHere();
  delete page.dataset.cold;
}

/** The desk and backstage are told that the picture arrives here. */
function sayHere() {
  if (!region.dataset.here || performance.now() - toldHere < HERE) return;
  toldHere = performance.now();
  fetch(region.dataset.here, { method: "POST", signal: AbortSignal.timeout(PATIENCE) }).catch(() => {});
}

/** While nobody answers the clock goes on from what the server said last. */
function tick() {
  const clock = region.querySelector("header time");
  const minutes = Math.floor((performance.now() - answered) / MINUTE);
  if (!clock || minutes < 1) return;
  clock.dataset.said ??= clock.textContent;
  const [hour, minute] = clock.dataset.said.split(":").map(Number);
  const now = (hour * 60 + minute + minutes) % (24 * 60);
  clock.textContent = [Math.floor(now / 60), now % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function onKey(event) {
  if (COVER.has(event.code) || PRESENTERS.has(event.key)) page.classList.toggle("covered");
}

async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // the machine's own settings must keep it awake
  }
}

/** A worker for this page alone: started anew without a server, the browser shows rest, no fault. */
async function keepForColdStart() {
  const own = { scope: location.pathname, updateViaCache: "none" };
  const { active, installing, waiting } = await navigator.serviceWorker.register("/hall-worker.js", own);
  await document.fonts.ready;
  const used = performance.getEntriesByType("resource").map((one) => one.name);
  const files = used.filter((name) => new URL(name).pathname.startsWith("/static/"));
  (active ?? waiting ?? installing).postMessage({ page: location.href, files });
}

document.addEventListener("visibilitychange", () => {
  wake();
  if (!document.hidden) stayAwake();
});
addEventListener("online", () => wake());
document.addEventListener("keydown", onKey);
setInterval(tick, 1_000);
stayAwake();
if ("serviceWorker" in navigator) keepForColdStart();

const isTold = listen(region.dataset.hall, () => {
  isNews = true; // it may come while the picture is asked for
  wake();
});

for (;;) {
  try {
    isNews = false;
    await look();
    if (!isNews) await pause(isTold() ? TOLD : EVERY);
  } catch {
    await pause(LOST); // the last picture stays
  }
}
