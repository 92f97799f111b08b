// A shared screen: after a silence the page is asked for anew, and nothing of what was said is left on it.

const form = document.querySelector("form[data-silence]");
let timer = null;

function leave() {
  form.reset();
  location.replace(form.action);
}

/** Somebody is there: the silence begins anew. */
function listen() {
  clearTimeout(timer);
  timer = setTimeout(leave, Number(form.dataset.silence) * 1000);
}

for (const sign of ["pointerdown", "keydown", "input"]) addEventListener(sign, listen);
addEventListener("pagehide", () => form.reset());
addEventListener("pageshow", (event) => { if (event.persisted) leave(); });
listen();
