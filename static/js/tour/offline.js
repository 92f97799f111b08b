// Where there is no network: starts the worker that keeps what was read, and says so on the page.

import "../registration/waiting.js";

const bar = document.getElementById("net");
const keptOf = document.documentElement.dataset.asOf; // the worker gave a kept page, of this instant
const SOON = 5_000;
let next = null; // the next look whether the network is back
const INSTANT = /\w+, \d+ \w+ \d+ [\d:]+ GMT/; // of a Date header; some servers write it twice

/** The instant on Moroccan clocks, whatever rules the phone knows; its day where it is another one. */
function onOurClocks(instant) {
  const shift = Number(bar.dataset.zone) * 60_000;
  const [then, now] = [instant, Date.now()].map((at) => new Date(Number(at) + shift));
  const hour = then.toISOString().slice(11, 16);
  if (then.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)) return hour;
  const words = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  return `${then.toLocaleDateString(`${document.documentElement.lang}-MA`, words)} ${hour}`;
}

async function dateOfKept() {
  const kept = await caches.match(location.href.split("#")[0]);
  return kept?.headers.get("Date");
}

async function tell() {
  const [said] = INSTANT.exec(keptOf ?? (await dateOfKept()) ?? "") ?? [];
  const when = bar.querySelector(".as-of");
  if (when && said) {
    when.querySelector("bdi").textContent = onOurClocks(new Date(said));
    when.hidden = false;
  }
  bar.hidden = false;
  clearTimeout(next);
  next = setTimeout(look, SOON);
}

/** A phone says "online" before anybody answers: only an answer counts. */
async function look() {
  if (bar.hidden) return;
  if (!document.hidden && (await isAnswered())) comeBack();
  else next = setTimeout(look, SOON);
}

/** A kept page is loaded anew, but not a form: what was chosen there would be gone. */
function comeBack() {
  const isForm = document.querySelector("form[data-keep]") || document.activeElement.matches("input, textarea, select");
  if (keptOf !== undefined && !isForm) location.reload();
  else bar.hidden = true;
}

async function isAnswered() {
  try {
    const signal = AbortSignal.timeout(SOON);
    return (await fetch("/healthz", { cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}

/** What was typed stays: a form leaves the page only when somebody is there to take it. */
async function holdBack(event) {
  const { target: form, submitter } = event;
  if (navigator.onLine || form.method !== "post" || event.defaultPrevented) return;
  event.preventDefault();
  if (await isAnswered()) {
    document.removeEventListener("submit", holdBack);
    form.requestSubmit(submitter);
  } else {
    await tell();
    bar.scrollIntoView({ block: "center" });
  }
}

/** The way out of the page that stands for another one: the stop that was asked for. */
function leadToStop() {
  const stop = /^\/\w+\/stops\/[a-z0-9-]+/.exec(location.pathname);
  const way = document.querySelector("[data-to-stop]");
  if (way && stop) {
    way.href = stop[0];
    way.hidden = false;
  }
}

/** For the pages of stops alone: those of the staff, the gate and tickets are none of its business. */
async function startWorker() {
  const scope = `/${document.documentElement.lang}/stops/`;
  await navigator.serviceWorker.register("/offline-worker.js", { scope, updateViaCache: "none" });
  if (!location.pathname.startsWith(scope)) return;
  const { active } = await navigator.serviceWorker.ready;
  await document.fonts.ready;
  const wanted = "#agenda a[href*='/days/']:not([href*='.ics']), a[data-keep]"; // days, and the survey
  const days = [...document.querySelectorAll(wanted)].map((link) => link.href);
  const used = performance.getEntriesByType("resource").map((one) => one.name);
  const said = `/${document.documentElement.lang}/offline`;
  active.postMessage({ keep: [location.href, ...days, said, ...used] });
}

addEventListener("offline", tell);
addEventListener("online", look);
document.addEventListener("renewed", () => { bar.hidden = true; }); // the page is fresh again
document.addEventListener("submit", holdBack);
leadToStop();
if (keptOf !== undefined || !navigator.onLine) tell();
if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") startWorker();
  else addEventListener("load", startWorker);
}
