// On every page of an attendee: what waits on this phone is sent by itself, and a sign says so.

import { all, forget, keep } from "./kept.js";
import { send } from "./send.js";

const PAUSES = [2_000, 4_000, 8_000, 15_000, 30_000];
const bar = document.createElement("div"); // under the sign that there is no network
let turn = 0;
let timer = null;
let isBusy = false;
let held = null; // the entry that its own page shows

/** Its own page tells of this entry, the bar does not; then try at once. */
export function hold(id) {
  held = id;
  return wake();
}

/** Try to send what waits, now and then again with growing pauses. */
export async function wake() {
  clearTimeout(timer);
  if (isBusy) return;
  isBusy = true;
  try {
    const left = await tryEach(await all());
    turn = left ? turn + 1 : 0;
    if (left) timer = setTimeout(wake, PAUSES[Math.min(turn, PAUSES.length) - 1] * (0.8 + Math.random() * 0.4));
  } finally {
    isBusy = false;
  }
}

/** Each entry that waits is tried, one after the other; says whether one still waits. */
async function tryEach(entries) {
  await tell(entries);
  for (const entry of entries.filter(isWaiting)) {
    if (!navigator.onLine) break;
    if (!entry.tried) await keep(Object.assign(entry, { tried: true }));
    const became = await send(entry);
    if (!became) continue;
    const { fields, ...rest } = entry;
    await keep(became.fault === "mend" ? { ...entry, ...became } : { ...rest, ...became });
  }
  const now = await all();
  await tell(now);
  return now.some(isWaiting);
}

const isWaiting = ({ ticket, fault }) => !ticket && !fault;

async function tell(entries) {
  document.dispatchEvent(new CustomEvent("kept", { detail: entries }));
  const here = entries.filter(({ ticket }) => ticket === location.pathname);
  await Promise.all(here.map(({ id }) => forget(id))); // the ticket is open: nothing is left to keep
  const shown = entries.filter((entry) => !here.includes(entry) && entry.id !== held);
  bar.replaceChildren(...shown.map(line));
  bar.hidden = shown.length === 0;
}

/** One entry, in the words that its form gave it along: other pages need not carry them. */
function line({ id, name, path, words, ticket, fault }) {
  const [item, who] = [document.createElement("p"), document.createElement("bdi")];
  const what = document.createElement(ticket || fault ? "a" : "span");
  item.className = "wrap";
  who.textContent = name;
  item.append(who, what);
  what.textContent = words[ticket ? "arrived" : (fault ?? "waits")];
  if (ticket) what.href = ticket;
  if (fault) what.href = path;
  if (fault === "closed") what.addEventListener("click", () => forget(id));
  return item;
}

bar.className = "net kept";
bar.setAttribute("role", "status");
bar.hidden = true;
document.getElementById("net").after(bar);
addEventListener("online", wake);
document.addEventListener("visibilitychange", () => document.hidden || wake());
wake().catch(() => {}); // a browser that keeps nothing has nothing to send
