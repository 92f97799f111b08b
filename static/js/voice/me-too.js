// "Mine too" without leaving the page. Which questions were supported is kept in this tab alone;
// without scripts the same form works by itself.

const KEPT = "me-too";

function supported() {
  return new Set(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"));
}

function remember(id) {
  sessionStorage.setItem(KEPT, JSON.stringify([...supported().add(id)]));
}

function press(form) {
  form.querySelector("button").setAttribute("aria-pressed", "true");
}

function pressAll() {
  const ids = supported();
  for (const form of document.querySelectorAll("[data-me-too]")) {
    if (ids.has(form.dataset.meToo)) press(form);
  }
}

function write(form, { count, people }) {
  const noun = document.createElement("small");
  noun.textContent = people;
  form.querySelector(".many").replaceChildren(String(count), noun);
}

async function send(form) {
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
  } catch {
    return; // no network: the button stays as it is, and may be pressed again
  }
  if (!answer.ok) {
    form.submit(); // the page says why
    return;
  }
  write(form, await answer.json());
  remember(form.dataset.meToo);
  press(form);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-me-too]");
  if (!form) return;
  event.preventDefault();
  if (form.querySelector("button").getAttribute("aria-pressed") !== "true") send(form);
});
document.addEventListener("renewed", pressAll);
pressAll();
