// The gate: reads codes with the camera, sends each once, shows the server's verdict at once.
// Without this script the page still works: type a code, or search a name.
import { startCamera } from "./camera.js";
import { sound } from "./sound.js";

const RETURN_AFTER = 1500; // only after "come in": the others wait for a tap
const place = document.querySelector("#verdict");
const typed = document.querySelector("#typed");
const net = document.querySelector("#net");
const connected = net.querySelector("span").textContent;
let timer;
let waiting = false;
const unjudged = new Map(); // by code: the id of a scan that was sent and got no verdict yet

class ServerFault extends Error {}

// crypto.randomUUID is not there without https, nor on telephones from before 2022.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const fragmentOf = (address) => {
  const url = new URL(address, location.href);
  url.searchParams.set("fragment", "1");
  return url;
};

function show(html) {
  clearTimeout(timer);
  place.innerHTML = html;
  const verdict = place.querySelector(".verdict");
  if (!verdict) return location.assign(typed.dataset.page); // signed out, or the form is too old
  document.body.classList.add("judged");
  sound(verdict.dataset.kind);
  if (verdict.dataset.kind === "go") timer = setTimeout(ready, RETURN_AFTER);
  else verdict.querySelector("[data-next]").focus();
}

function ready() {
  clearTimeout(timer);
  document.body.classList.remove("judged");
  place.replaceChildren();
  typed.reset();
  typed.code.focus();
  refresh();
}

// The clock, the count, and above all whom "take the last one back" means: all as they are now.
async function refresh() {
  try {
    const html = await (await fetch(typed.dataset.page)).text();
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const part of ["#foot", "#clock"]) {
      const now = page.querySelector(part);
      if (now) document.querySelector(part).replaceWith(now);
    }
  } catch {
    online(false);
  }
}

function online(is, otherwise = net.dataset.offline) {
  net.classList.toggle("off", !is);
  net.querySelector("span").textContent = is ? connected : otherwise;
}

// One at a time: scanned again while the network is away, somebody let in would look let in before.
async function send(form, code) {
  if (waiting) return;
  waiting = true;
  await deliver(form, code);
  waiting = false;
}

async function deliver(form, code) {
  const fields = new FormData(form);
  if (code) fields.set("code", code);
  const scanned = fields.get("code");
  // The id is made here, once per scan: the same scan sent again is the same arrival. So is one
  // whose verdict was lost on the way: the person did not come in before, and is scanned again.
  const id = unjudged.get(scanned) ?? newId();
  unjudged.set(scanned, id);
  fields.set("arrival_id", id);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const answer = await fetch(fragmentOf(form.action), { method: "POST", body: fields });
      if (answer.status >= 500) throw new ServerFault();
      const html = await answer.text();
      online(true);
      unjudged.delete(scanned);
      return show(html);
    } catch (fault) {
      online(false, fault instanceof ServerFault ? net.dataset.failed : net.dataset.offline);
      await new Promise((wake) => setTimeout(wake, 800 * (attempt + 1)));
    }
  }
}

typed.dataset.page = location.href;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form === typed || form.matches("[data-arrival]")) {
    event.preventDefault();
    send(form);
  }
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-next]")) return;
  event.preventDefault();
  ready();
});

// Results appear while the name is typed; the button does the same without waiting.
const search = document.querySelector("#search");
const people = document.querySelector("#people");
let asked = 0;
async function find() {
  const name = search.q.value.trim();
  const turn = (asked += 1);
  if (name.length < 3) return people.replaceChildren();
  const address = fragmentOf(search.action);
  address.searchParams.set("q", name);
  address.searchParams.set("gate", search.gate.value);
  try {
    const html = await (await fetch(address)).text();
    if (turn === asked) people.innerHTML = html;
  } catch {
    online(false);
  }
}
search.q.addEventListener("input", () => setTimeout(find, 250));
search.addEventListener("submit", (event) => {
  event.preventDefault();
  find();
});
addEventListener("online", () => online(true));
addEventListener("offline", () => online(false));
startCamera(document.querySelector("#camera"), (code) => {
  if (waiting || document.body.classList.contains("judged")) return false;
  send(typed, code);
  return true;
});
