// Ask an address again and again, gently: with jitter, never while the page is hidden, and slower
// while the server does not answer. What was shown last stays. While a stream tells what changes, it is
// asked at once then, and seldom between.

import { isPressed } from "./press.js";
import { listen } from "./stream.js";

const SLOWEST = 60_000;
const PATIENCE = 10_000;
const TOLD = 3_000; // between two looks while a stream stands

/**
 * Call `show(html)` each time `address` gives something new; `every` is in milliseconds.
 * `show` returns false (or promises it) when it cannot show it now: it is then offered again. So it
 * is where somebody presses a button.
 * `tell` hears how it went: "" (answered), "silent" (nobody answers), "out" (led elsewhere, as who
 * is signed out is). It never waits longer than `slowest` milliseconds. `stream`: the address gives one.
 */
export function poll(address, every, show, { tell = () => {}, slowest = SLOWEST, stream = false } = {}) {
  let etag = null;
  let wait = every;
  let timer = null;
  let isLate = false; // what is shown is older than what is there
  const isTold = stream ? listen(address, askNow) : () => false;

  async function look() {
    const signal = AbortSignal.timeout(PATIENCE); // a lost connection may never answer
    const answer = await fetch(address, { cache: "no-cache", redirect: "manual", signal });
    if (answer.type === "opaqueredirect") return "out";
    if (!answer.ok) throw new Error(String(answer.status));
    const current = answer.headers.get("ETag");
    isLate = current !== etag && !(await offer(await answer.text()));
    if (!isLate) etag = current;
    return "";
  }

  async function offer(html) {
    return !isPressed() && (await show(html)) !== false;
  }

  async function ask() {
    const ended = await look().catch(() => "silent");
    wait = ended ? Math.min(wait * 2, Math.max(slowest, every)) : usual(); // the last picture stays
    tell(ended);
    plan();
  }

  function usual() {
    return isTold() && !isLate ? Math.max(every, TOLD) : every;
  }

  function askNow() {
    clearTimeout(timer);
    if (!document.hidden) ask();
  }

  function plan() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, wait * (0.8 + Math.random() * 0.4));
  }

  /** Who comes back to the page, or to the network, waits no longer than usual. */
  function comeBack() {
    wait = every;
    plan();
  }

  document.addEventListener("visibilitychange", comeBack);
  addEventListener("online", comeBack);
  plan();
}
