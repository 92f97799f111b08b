// Regions that keep themselves up to date: data-live is where the newest state comes from,
// data-every how many seconds lie between two looks. Those with data-news are news.js's.

import { poll } from "../poll.js";

/** Somebody types in the region, or has opened a form there: it is not to change now. */
function isInUse(region) {
  return region.querySelector("details[open]") || region.contains(document.activeElement?.closest("input, textarea, select"));
}

/** Put `html` into the region; false while somebody uses it. */
export function renew(region, html) {
  if (isInUse(region)) return false;
  const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
  region.innerHTML = html;
  if (focused) document.getElementById(focused)?.focus();
  region.dispatchEvent(new Event("renewed", { bubbles: true }));
  return true;
}

for (const region of document.querySelectorAll("[data-live]:not([data-news])")) {
  poll(region.dataset.live, Number(region.dataset.every) * 1000, (html) => renew(region, html));
}
