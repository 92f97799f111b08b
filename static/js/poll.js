// Ask an address again and again, gently: with jitter, never while the page is hidden, and slower
// while the server does not answer. What was shown last stays.

const SLOWEST = 60_000;
const PATIENCE = 10_000;

/**
 * Call `show(html)` each time `address` gives something new; `every` is in milliseconds.
 * `show` returns false (or promises it) when it cannot show it now: it is then offered again.
 * `tell` hears how it went: "" (answered), "silent" (nobody answers), "out" (led elsewhere, as who
 * is signed out is). It never waits longer than `slowest` milliseconds.
 */
export function poll(address, every, show, { tell = () => {}, slowest = SLOWEST } = {}) {
  let etag = null;
  let wait = every;
  let timer = null;

  async function look() {
    const signal = AbortSignal.timeout(PATIENCE); // a lost connection may never answer
    const answer = await fetch(address, { cache: "no-cache", redirect: "manual", signal });
    if (answer.type === "opaqueredirect") return "out";
    if (!answer.ok) throw new Error(String(answer.status));
    const current = answer.headers.get("ETag");
    if (current !== etag && (await show(await answer.text())) !== false) etag = current;
    return "";
  }

  async function ask() {
    const ended = await look().catch(() => "silent");
    wait = ended ? Math.min(wait * 2, Math.max(slowest, every)) : every; // the last picture stays
    tell(ended);
    plan();
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
