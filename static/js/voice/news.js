// The list of questions on a phone. A tiny answer says what changed: numbers are written where they
// stand; only when questions come, go, or change their state or place is the list fetched.

import { renew } from "./live-list.js";
import { poll } from "../poll.js";

const ID_SIGNS = 8;
const PATIENCE = 10_000;

/** The questions as they are shown: id and state, as the news write them. */
function shown(region) {
  return [...region.querySelectorAll("li.q")].map((line) => {
    const state = line.querySelector(".flag.on") ? "o" : line.querySelector("[data-me-too]") ? "" : "a";
    return line.id.slice("q-".length).slice(0, ID_SIGNS) + state;
  });
}

function count(region, [id, number, people]) {
  const place = region.querySelector(`li[id^="q-${id}"] .many`);
  if (!place || !number) return;
  const noun = document.createElement("small");
  noun.textContent = people;
  place.replaceChildren(String(number), noun);
}

async function show(region, text) {
  const rows = JSON.parse(text);
  if (rows.map(([id, , , state]) => id + state).join() === shown(region).join()) {
    for (const row of rows) count(region, row);
    return true;
  }
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(region.dataset.live, { cache: "no-cache", redirect: "error", signal });
  return answer.ok && renew(region, await answer.text());
}

for (const region of document.querySelectorAll("[data-news]")) {
  poll(region.dataset.news, Number(region.dataset.every) * 1000, (text) => show(region, text));
}
