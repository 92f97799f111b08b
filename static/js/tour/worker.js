// Keeps what attendees need where there is no network: stops and agendas that were read once, and
// what draws them. FILES and VERSION are written before this by the server.
//
// It is asked for pages under /ar/stops/ (or another language) alone. The one form among them is the survey's,
// the same for everybody. It touches no form that is sent, and nothing that the server says is not to be stored.

const FILES_NOW = `caravan-files-${VERSION}`;
const PAGES = "caravan-pages";
const PATIENCE = 4_000; // milliseconds for a fresh page, where there is a kept one
const MOST_PAGES = 60;
const FONTS = "/static/vendor/fonts/";
const NAMES = new Set(FILES.map((address) => address.split("?")[0]));
const READABLE = /^\/\w+\/stops\/[a-z0-9-]+(\/(days\/[0-9-]+|changes|calendar|survey|sessions\/[\w-]+\/survey))?$/;
const ADVICE = /^\/\w+\/offline$/;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFiles().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(leaveOthers().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  event.waitUntil(Promise.allSettled(event.data.keep.map(keepAddress)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (NAMES.has(pathname) || pathname.startsWith(FONTS)) event.respondWith(file(request));
  else if (READABLE.test(pathname)) event.respondWith(isVisit(request) ? page(event) : fresh(event));
  else if (isVisit(request)) event.respondWith(fresh(event).catch(() => advice(pathname)));
});

function isVisit(request) {
  return request.mode === "navigate";
}

async function keepFiles() {
  const files = await caches.open(FILES_NOW);
  // an address with a mark never changes; the others are looked at again
  const asked = FILES.map(
    (address) => new Request(address, { cache: address.includes("?v=") ? "default" : "no-cache" }),
  );
  await files.addAll(asked);
}

async function leaveOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("caravan-files-") && name !== FILES_NOW);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** What an open page asks to keep: itself, its days, what is said offline, its typefaces. */
async function keepAddress(address) {
  const { origin, pathname } = new URL(address, self.location.origin);
  if (origin !== self.location.origin) return;
  if (pathname.startsWith(FONTS)) await keepFont(address);
  else if (READABLE.test(pathname) || ADVICE.test(pathname)) await keepPage(address, await fetch(address));
}

async function keepFont(address) {
  const files = await caches.open(FILES_NOW);
  if (!(await files.match(address))) await files.add(address);
}

async function keepPage(address, answer) {
  if (!mayBeKept(answer)) return;
  const pages = await caches.open(PAGES);
  const kept = await pages.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_PAGES)).map((old) => pages.delete(old)));
  await pages.put(withoutPlace(address), answer);
}

function mayBeKept(answer) {
  return answer.status === 200 && !answer.redirected && !/no-store/.test(answer.headers.get("Cache-Control") ?? "");
}

function withoutPlace(address) {
  return address.split("#")[0];
}

/** Styles, scripts, drawings, typefaces: the kept one; a page of an older release takes the newer file. */
async function file(request) {
  const kept = await caches.match(request); // by whichever worker: there is one for each language
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (fault) {
    const similar = await caches.match(request, { ignoreSearch: true });
    if (similar) return similar;
    throw fault;
  }
}

async function fresh(event) {
  const { request } = event;
  const answer = await fetch(request);
  if (READABLE.test(new URL(request.url).pathname)) {
    event.waitUntil(keepPage(request.url, answer.clone()));
  }
  return answer;
}

/** The fresh page; the kept one when the network is silent, slow, or the server in trouble. */
async function page(event) {
  const { url } = event.request;
  const arriving = fresh(event);
  const kept = await find(url);
  if (!kept) return arriving.catch(() => advice(new URL(url).pathname));
  const tried = arriving.then((answer) => (answer.status < 500 ? answer : null), () => null);
  event.waitUntil(tried);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  return (await Promise.race([tried, late])) ?? dated(kept);
}

/** The kept page; a choice that was never looked at gives the whole agenda. */
async function find(address) {
  const pages = await caches.open(PAGES);
  return (await pages.match(withoutPlace(address))) ?? pages.match(withoutPlace(address).split("?")[0]);
}

/** The kept page, which says of when it is, by the server's clock. */
async function dated(kept) {
  const marked = (await kept.text()).replace("<html ", `<html data-as-of="${kept.headers.get("Date") ?? ""}" `);
  return new Response(marked, { headers: kept.headers });
}

/** What to do instead, in the language of the address. */
async function advice(pathname) {
  const pages = await caches.open(PAGES);
  const language = /^\/(ar|fr|en|zgh)\//.exec(pathname)?.[1] ?? "ar";
  const kept = (await pages.match(`/${language}/offline`)) ?? (await pages.match("/ar/offline"));
  return kept ? new Response(kept.body, { status: 503, headers: kept.headers }) : Response.error();
}
