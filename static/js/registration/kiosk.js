// The kiosk: three steps on one page. What a visitor says stays in this page's memory alone: nothing
// is kept, no page follows another, and after a silence all of it is gone.

const [form, done, after] = ["kiosk", "done", "after"].map((id) => document.getElementById(id));
const [why, silence, next, before] = ["why", "silence", "next", "before"].map((id) => document.getElementById(id));
const strip = document.getElementById("steps");
const question = document.getElementById("question");
const steps = [...form.querySelectorAll("[data-step]")];
const lost = document.getElementById("kiosk-script").dataset.lost;
const PATIENCE = 15_000;
let step = 0;
let timers = [];
let isSending = false;

/** As unlike as two visitors: 128 random bits, also where the page is served without https. */
function sitting() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Which of the steps are done, and which is now; after the last one all are done. */
function mark(now) {
  strip.hidden = false;
  [...strip.children].forEach((line, at) => {
    line.className = at < now ? "done" : at === now ? "now" : "coming";
    if (at === now) line.setAttribute("aria-current", "step");
    else line.removeAttribute("aria-current");
  });
}

function show(number) {
  step = number;
  mark(step);
  steps.forEach((part, at) => { part.hidden = at !== step; });
  question.textContent = steps[step].dataset.title;
  before.hidden = step === 0;
  next.textContent = step === steps.length - 1 ? next.dataset.last : next.dataset.next;
  why.hidden = true;
  document.getElementById("said-name").textContent = form.full_name.value;
  document.getElementById("said-category").textContent =
    form.querySelector("[name=category]:checked")?.parentElement.textContent ?? "";
}

/** As if nobody had been here. */
function clear() {
  form.reset();
  form.full_name.value = "";
  form.once.value = sitting();
  done.replaceChildren();
  for (const part of [done, after, silence]) part.hidden = true;
  dispatchEvent(new Event("kiosk-cleared"));
  document.getElementById("staff")?.removeAttribute("open");
  document.getElementById("end")?.reset();
  form.hidden = false;
  show(0);
  scrollTo(0, 0);
  for (const timer of timers) clearTimeout(timer);
}

/** The next visitor finds the language that the kiosk was begun in. */
function leave() {
  clear();
  if (form.dataset.home) location.replace(form.dataset.home);
}

/** Somebody is there: the silence begins anew. */
function listen() {
  const seconds = Number(form.dataset.silence);
  for (const timer of timers) clearTimeout(timer);
  silence.hidden = true;
  timers = [
    setTimeout(() => { silence.hidden = false; }, (seconds - Number(form.dataset.warning)) * 1000),
    setTimeout(leave, seconds * 1000),
  ];
}

function isAnswered() {
  const letters = form.full_name.value.match(/\p{L}/gu) ?? [];
  return [letters.length > 1, form.category.value !== "", form.consent.checked][step];
}

function tell(text) {
  why.textContent = text;
  why.hidden = false;
}

async function post(address, data) {
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(address, { method: "POST", body: new URLSearchParams(data), cache: "no-store", signal });
}

async function go(event) {
  event.preventDefault();
  if (isSending) return;
  if (!isAnswered()) {
    tell(steps[step].dataset.why);
    steps[step].querySelector("input").focus();
    return;
  }
  if (step < steps.length - 1) {
    show(step + 1);
    question.focus();
    return;
  }
  isSending = true;
  const visitor = form.once.value;
  try {
    const answer = await post(location.pathname, new FormData(form));
    if (form.once.value !== visitor) return; // cleared meanwhile: it is nobody's any more
    if (answer.status === 201) finish(await answer.text());
    else if ([400, 410].includes(answer.status)) location.reload(); // too old a page; the stop is over
    else tell([422, 429].includes(answer.status) ? (await answer.json()).why.join(" ") : lost);
  } catch {
    if (form.once.value === visitor) tell(lost);
  } finally {
    isSending = false;
  }
}

function finish(html) {
  form.reset();
  form.full_name.value = "";
  form.hidden = true;
  done.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  mark(steps.length);
  question.textContent = done.firstElementChild.dataset.title;
  done.hidden = after.hidden = false;
  question.focus();
  listen();
}

form.addEventListener("submit", go);
before.addEventListener("click", () => show(step - 1));
document.getElementById("print").addEventListener("click", () => print());
document.getElementById("finish").addEventListener("click", leave);
for (const sign of ["pointerdown", "keydown", "input"]) addEventListener(sign, listen);
addEventListener("pagehide", clear);
clear();
