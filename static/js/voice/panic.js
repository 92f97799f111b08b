// The panic key: F9 anywhere on the page empties the hall screen, whatever is being typed. It is
// sent again until it arrives. Without scripts the button does the same.

const AGAIN = 300; // milliseconds
const PATIENCE = 2_000;

const form = document.querySelector("[data-panic]");
const told = form.querySelector("[role=status]");
let isSending = false;

async function arrives() {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const sent = { method: "POST", body: new FormData(form), redirect: "manual", signal };
    const answer = await fetch(form.action, sent);
    if (answer.status >= 400 && answer.status < 500) form.submit(); // signed out: the page says so
    return answer.type === "opaqueredirect"; // the page it leads to is not needed
  } catch {
    return false;
  }
}

async function panic() {
  if (isSending) return;
  isSending = true;
  while (!(await arrives())) {
    told.textContent = told.dataset.trying;
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
  told.textContent = told.dataset.said;
  isSending = false;
}

document.addEventListener("keydown", (event) => {
  if (event.code !== "F9") return;
  event.preventDefault();
  panic();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  panic();
});
