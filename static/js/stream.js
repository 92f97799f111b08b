// Be told at once: a stream beside an address that is asked again and again. Where there is none, or no
// room for one more, whoever asks goes on asking.

const SILENCE = 10_000; // a stream that has not beaten for so long is lost
const AGAIN = 20_000; // after a stream was refused

/**
 * Call `hear()` each time the stream of `address` says that something changed. Gives a function that says
 * whether a stream stands at this moment. A hidden page has none.
 */
export function listen(address, hear) {
  const url = new URL(address, location);
  url.searchParams.set("stream", "1");
  let stream = null;
  let heard = -Infinity;
  let timer = null;

  function open() {
    close();
    if (document.hidden) return;
    stream = new EventSource(url);
    stream.addEventListener("beat", () => {
      heard = performance.now();
    });
    stream.addEventListener("message", () => {
      heard = performance.now();
      hear();
    });
    stream.addEventListener("error", () => {
      if (stream?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN);
    });
  }

  function close() {
    clearTimeout(timer);
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", open);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => {
    if (event.persisted) open();
  });
  open();
  return () => stream?.readyState === EventSource.OPEN && performance.now() - heard < SILENCE;
}
