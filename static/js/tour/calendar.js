// The year by keyboard: arrows by day and week as seen, PgUp and PgDn by month, Enter opens or plans.

const DAY = 86_400_000;
const frame = document.querySelector("table.year");
const places = new Map();

for (const place of frame?.querySelectorAll("[data-day]") ?? []) {
  const first = Date.parse(place.dataset.day);
  place.tabIndex = -1;
  for (let day = 0; day < Number(place.dataset.days); day += 1) {
    places.set(first + day * DAY, place);
  }
}

const days = [...places.keys()].sort((one, other) => one - other);
const turn = document.dir === "rtl" ? -1 : 1;
const steps = { ArrowRight: turn, ArrowLeft: -turn, ArrowDown: 7, ArrowUp: -7 };

/** The day that has the focus: of a stop the first one, unless one came to a later one by week or month. */
let at = days.find((day) => places.get(day).closest("td.today, td.now")) ?? days[0];

function go(day) {
  const place = places.get(day);
  if (!place) return false;
  places.get(at).tabIndex = -1;
  at = day;
  place.tabIndex = 0;
  place.focus();
  place.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

/** The same day of another month, or the month's last one. */
function inMonth(step) {
  const day = new Date(at);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + step + 1, 0));
  const number = Math.min(day.getUTCDate(), last.getUTCDate());
  return Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), number);
}

/** Beyond the rows that are drawn: to the page with the months before or after. */
function leave(step) {
  document.querySelector(`main a[rel="${step < 0 ? "prev" : "next"}"]`)?.click();
}

function move(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const paging = { PageUp: -1, PageDown: 1 }[event.key];
  const step = steps[event.key];
  if (paging) {
    if (!go(inMonth(paging))) leave(paging);
  } else if (step) {
    const from = places.get(at);
    let day = at + step * DAY;
    while (places.get(day) === from && Math.abs(step) === 1) day += step * DAY;
    if (Math.abs(step) === 1 && places.has(day)) day = Date.parse(places.get(day).dataset.day);
    if (!go(day)) leave(step);
  } else {
    return;
  }
  event.preventDefault();
}

if (days.length) {
  places.get(at).tabIndex = 0;
  frame.addEventListener("keydown", move);
  frame.addEventListener("focusin", (event) => {
    const place = event.target.closest("[data-day]");
    if (place && places.get(at) !== place) {
      places.get(at).tabIndex = -1;
      at = Date.parse(place.dataset.day);
      place.tabIndex = 0;
    }
  });
  document.querySelector("[data-keys]").hidden = false;
}
