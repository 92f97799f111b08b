// Regions that keep themselves up to date: data-live is where the newest state comes from,
// data-every how many seconds lie between two looks; with data-stream the address tells of changes
// too. Those with data-news are news.js's. Where the page has a data-stale, it says when a region
// cannot be renewed, and why.

import { poll } from "../poll.js";
import { isPressed } from "../press.js";

const SLOWEST = 5_000; // a few desks, which are to go on soon

/** Somebody types in the region, presses, or has opened a form there: it is not to change now. */
function isInUse(region) {
  return isPressed() || region.querySelector("details[open]") || region.contains(document.activeElement?.closest("input, textarea, select"));
}

/** After a new sign-in the forms that stay need the new token too: the panic key above all. */
function shareToken(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[name=csrf_token]")?.value;
  if (fresh) for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = fresh;
}

/** Put `html` into the region; false while somebody uses it, which is to be offered again. */
export function renew(region, html) {
  shareToken(html);
  if (isInUse(region)) return false;
  const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
  region.innerHTML = html;
  if (focused) document.getElementById(focused)?.focus();
  region.dispatchEvent(new Event("renewed", { bubbles: true }));
  return true;
}

/** Say that the page is old, and why; "" takes it back. */
function tell(why) {
  const stale = document.querySelector("[data-stale]");
  if (!stale) return;
  for (const line of stale.querySelectorAll("[data-why]")) line.hidden = line.dataset.why !== why;
  stale.hidden = !why;
}

for (const region of document.querySelectorAll("[data-live]:not([data-news])")) {
  poll(region.dataset.live, Number(region.dataset.every) * 1000, (html) => renew(region, html), {
    tell,
    slowest: SLOWEST,
    stream: "stream" in region.dataset,
  });
}
