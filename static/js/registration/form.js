// A form that outlives the network (registration, survey): what was filled in is kept on the phone first,
// then sent; a plain sign stands in the form's place until the server has it. The form says which fields
// make it whole (data-whole), of which group one is enough (data-some), and which names it (data-named).

import { all, forget, keep } from "./kept.js";
import { hold } from "./waiting.js";

const form = document.querySelector("form[data-keep]");
const sign = document.getElementById("waiting");
const SOON = 2_500; // milliseconds: an answer that comes sooner needs no sign of waiting
let mine = null;

/** Whether it is worth keeping; what is missing is told by the server, or the form stays as it is. */
function isWhole(data) {
  const { named, some, whole = "" } = form.dataset;
  const hasName = !named || (String(data.get(named)).match(/\p{L}/gu) ?? []).length > 1;
  const hasSome = !some || [...data].some(([name, value]) => name.startsWith(some) && String(value).trim());
  return hasName && hasSome && whole.split(" ").every((name) => !name || data.has(name));
}

async function submit(event) {
  const data = new FormData(form);
  const isRedrawn = event.submitter?.name === "other_language"; // nothing is to be sent yet
  if (isRedrawn || !isWhole(data)) return;
  event.preventDefault();
  const { named } = form.dataset;
  const name = named ? String(data.get(named)).trim() : sign.dataset.name;
  form.hidden = true; // at once: a second tap finds nothing to tap
  try {
    const { waits, arrived, mend: toMend, closed } = sign.dataset;
    const words = { waits, arrived, mend: toMend, closed };
    mine = await keep({ path: location.pathname, name, words, fields: [...data] });
  } catch {
    form.submit(); // a browser that keeps nothing
    return;
  }
  sign.querySelector("bdi").textContent = name;
  show("sending");
  setTimeout(() => sign.dataset.state === "sending" && show("waits"), navigator.onLine ? SOON : 0);
  sign.hidden = false;
  sign.focus();
  await hold(mine);
}

function show(state) {
  sign.dataset.state = state;
  for (const part of sign.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
}

/** What became of the form on this page. */
function follow({ detail }) {
  const entry = detail.find(({ id }) => id === mine);
  if (mine === null || !entry) return;
  if (entry.ticket) location.replace(entry.ticket);
  else if (entry.fault) mend(entry);
  else sign.querySelector("button").hidden = navigator.onLine || Boolean(entry.tried);
}

/** Nothing was sent yet, so it can still be changed. */
async function change() {
  await forget(mine);
  mine = null;
  form.hidden = false;
  sign.hidden = true;
  form.querySelector(".field input").focus();
}

/** The server has a word to say: send it as a page does, and what is to mend stands in the answer. */
async function mend({ id, fields }) {
  await forget(id);
  if (!fields) {
    location.reload(); // closed meanwhile: the page says why
    return;
  }
  for (const [name, value] of fields) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
      else if (name !== "csrf_token") field.value = value;
    }
  }
  form.submit();
}

form.addEventListener("submit", submit);
sign.querySelector("button").addEventListener("click", change);
document.addEventListener("kept", follow);
all().then((entries) => {
  const faulty = entries.find(({ path, fault }) => path === location.pathname && fault === "mend");
  if (faulty) mend(faulty);
}, () => {});
