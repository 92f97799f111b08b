// Sends one kept form. It may be sent any number of times: the mark in the field "once" of a registration,
// the pass or code in an answer to a survey, makes the server find that it has it already.

const PATIENCE = 20_000;
const CLOSED = [404, 410];

async function ask(path, options) {
  const signal = AbortSignal.timeout(PATIENCE); // a lost connection may never answer
  return fetch(path, { cache: "no-store", redirect: "error", signal, ...options });
}

function post(path, fields) {
  const headers = { Accept: "application/json" };
  return ask(path, { method: "POST", body: new URLSearchParams(fields), headers });
}

/** The fields as a page of now would send them: its token, and the mark of the sitting they had. */
async function renewed({ path, fields }) {
  const answer = await ask(path);
  if (!answer.ok) return answer;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const hidden = [...page.querySelectorAll("form[data-keep] input[type=hidden]")].filter(({ name }) => name !== "once");
  const names = hidden.map(({ name }) => name);
  return [...fields.filter(([name]) => !names.includes(name)), ...hidden.map(({ name, value }) => [name, value])];
}

/** The answer; a browser that was closed meanwhile has another token, and asks for it once. */
async function answerTo(entry) {
  const answer = await post(entry.path, entry.fields);
  if (answer.status !== 400) return answer;
  const fields = await renewed(entry);
  return Array.isArray(fields) ? post(entry.path, fields) : fields;
}

/** What became of the entry: `{ ticket }`, `{ fault: "mend" | "closed" }`, or null: not yet. */
export async function send(entry) {
  try {
    const answer = await answerTo(entry);
    if (answer.status === 201) return { ticket: (await answer.json()).ticket };
    if (CLOSED.includes(answer.status)) return { fault: "closed" };
    const isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    return isRefused ? { fault: "mend" } : null; // some networks answer in our place
  } catch {
    return null;
  }
}
