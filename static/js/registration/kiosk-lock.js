// What keeps visitors on the page of the kiosk, as far as a page can, and the number that ends it. Keys that
// save, print, copy, or open something are stopped; links open in this very window only.

const PATIENCE = 15_000;
const form = document.getElementById("end");

/** A key for the browser and not for the page. AltGr, which types signs, is none. */
function isCommand(event) {
  const withKeys = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  return withKeys || /^F\d+$/.test(event.key);
}

function stop(event) {
  event.preventDefault();
}

async function ask() {
  const body = new URLSearchParams(new FormData(form));
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(form.action, { method: "POST", body, signal, cache: "no-store", headers: { Accept: "application/json" } });
}

async function end(event) {
  event.preventDefault();
  const line = form.querySelector(".why");
  try {
    const answer = await ask();
    if (answer.ok) location.replace((await answer.json()).next);
    else if (answer.status === 422) line.textContent = (await answer.json()).why.join(" ");
    else line.textContent = answer.status === 429 ? line.dataset.often : line.dataset.lost;
    line.hidden = answer.ok;
  } catch {
    line.textContent = line.dataset.lost;
    line.hidden = false;
  }
  form.reset();
}

for (const way of ["contextmenu", "dragstart", "drop", "copy", "cut", "paste", "auxclick"]) addEventListener(way, stop);
addEventListener("keydown", (event) => { if (isCommand(event)) stop(event); });
addEventListener("beforeinput", (event) => { if (/^history/.test(event.inputType)) stop(event); });
addEventListener("click", (event) => {
  if (event.target.closest("a") && (event.ctrlKey || event.shiftKey || event.metaKey || event.altKey)) stop(event);
});
form?.addEventListener("submit", end);
