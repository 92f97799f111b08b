// What was read back is registered first; only once it is, the paper opens in a place of its own and
// the desk is ready for the next person. Until then everything stays on the page, to tap again: sent
// twice, it is the same registration.

const PATIENCE = 15_000;
const PAUSE = 500; // milliseconds, for the paper's window to have asked for it
const form = document.querySelector(".reading");
const why = form.querySelector(".why");
let isSending = false;

/** Where the desk goes on; nothing, with words on the page, where the person is not registered. */
async function register(wanted) {
  const body = new URLSearchParams(new FormData(form));
  body.set("paper", wanted);
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal, headers: { Accept: "application/json" } });
    if (answer.status === 201) return (await answer.json()).next;
    why.textContent = why.dataset.refused;
  } catch {
    why.textContent = why.dataset.lost;
  }
  why.hidden = false;
  return undefined;
}

function print(wanted) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "paper", value: wanted }));
  form.target = "paper";
  form.submit();
}

async function confirm(wanted) {
  why.hidden = true;
  const paper = wanted ? open("", "paper") : null; // while it is still the tap that opens it
  const next = await register(wanted);
  if (next === undefined) {
    paper?.close();
    return;
  }
  if (wanted) print(wanted);
  setTimeout(() => location.replace(next), wanted ? PAUSE : 0);
}

form.addEventListener("submit", async (event) => {
  const { submitter } = event;
  if (submitter?.name !== "paper") return; // to correct it
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  await confirm(submitter.value);
  isSending = false;
});
