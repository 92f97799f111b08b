// Opens the page of a hall screen or of a speaker's tablet where the server does not answer: with
// what draws it, at rest until somebody answers. Asked for these pages alone; keeps nothing that
// was said: the picture itself always comes from the server.

const KEPT = "caravan-hall";
const PATIENCE = 4_000; // milliseconds

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(file(request));
});

/** The page after all that draws it: where it is kept, it can be shown. */
async function keep({ page, files }) {
  await Promise.allSettled(files.map(keepAddress));
  await keepAddress(page);
}

async function keepAddress(address) {
  const answer = await fetch(address);
  const kept = await caches.open(KEPT);
  if (answer.ok) await kept.put(address, await bare(answer));
}

/** A page without its picture: what was said yesterday is not to be shown tomorrow. */
async function bare(answer) {
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return answer;
  const text = (await answer.text())
    .replace("<html ", "<html data-cold ")
    .replace(/(<main [^>]*data-hall[^>]*>)[^]*<\/main>/, "$1</main>");
  return new Response(text, { headers: answer.headers });
}

async function page(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) return answer;
  } catch {
    // nobody answers
  }
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw fault;
  }
}
