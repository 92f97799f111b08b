// Ask an address again and again, gently: with jitter, never while the page is hidden, and slower
// while the server does not answer. What was shown last stays.

const SLOWEST = 60_000;
const PATIENCE = 10_000;

/**
 * Call `show(html)` each time `address` gives something new; `every` is in milliseconds.
 * `show` returns false (or promises it) when it cannot show it now: it is then offered again.
 */
export function poll(address, every, show) {
  let etag = null;
  let wait = every;
  let timer = null;

  async function ask() {
    try {
      const signal = AbortSignal.timeout(PATIENCE); // a lost connection may never answer
      const answer = await fetch(address, { cache: "no-cache", redirect: "error", signal });
      if (!answer.ok) throw new Error(String(answer.status));
      wait = every;
      const current = answer.headers.get("ETag");
      if (current !== etag && (await show(await answer.text())) !== false) etag = current;
    } catch {
      wait = Math.min(wait * 2, Math.max(SLOWEST, every)); // the last picture stays
    }
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, wait * (0.8 + Math.random() * 0.4));
  }

  document.addEventListener("visibilitychange", plan);
  plan();
}
