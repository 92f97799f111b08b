// A stop's page that stays true while it is open: what is on now, what changed, the agenda. Place,
// focus and what was folded open stay as they are.

import { poll } from "../poll.js";

const frame = document.querySelector("[data-every]");
const parts = [...frame.querySelectorAll("[data-part]")];
const shown = new Map(parts.map((part) => [part, part.innerHTML])); // as the server wrote it

/** The session at the top of the window, to be found there again. */
function topmost() {
  const line = [...frame.querySelectorAll("li[id]")].find((one) => one.getBoundingClientRect().bottom > 0);
  return { id: line?.id, height: line?.getBoundingClientRect().top };
}

function holdPlace({ id, height }) {
  const line = id && document.getElementById(id);
  if (line?.offsetParent) scrollBy({ top: line.getBoundingClientRect().top - height, behavior: "instant" });
}

/** How the focused element is found again: by its name, or by where it leads. */
function focused() {
  const { id, href, closest } = document.activeElement;
  if (id) return () => document.getElementById(id);
  return () => closest && [...frame.querySelectorAll("a")].find((link) => href && link.href === href);
}

function swap(part, fresh) {
  if (shown.get(part) === fresh) return;
  const open = [...part.querySelectorAll("details[open][id]")].map((one) => one.id);
  part.innerHTML = fresh;
  shown.set(part, fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
}

function renew(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const [place, find] = [topmost(), focused()];
  for (const part of parts) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh) swap(part, fresh.innerHTML);
  }
  document.dispatchEvent(new Event("renewed"));
  if (!document.activeElement || document.activeElement === document.body) find()?.focus({ preventScroll: true });
  holdPlace(place);
}

poll(location.href, Number(frame.dataset.every) * 1000, renew);
