// Sends one kept form. It may be sent any number of times: the mark in the field "once" of a registration,
// the pass or code in an answer to a survey, makes the server find that it has it already.

import { canWork, workOut } from "./solve.js";

const FORM = "form[data-keep]";
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

const parse = (text) => new DOMParser().parseFromString(text, "text/html");

/** A page with the form as it is now: the one that asks a sum, else a fresh one; or an answer without any. */
async function formOfNow(path, answer) {
  const asked = answer.status === 429 ? parse(await answer.text()).querySelector(FORM) : null;
  if (asked) return asked;
  const fresh = await ask(path);
  return (fresh.ok && parse(await fresh.text()).querySelector(FORM)) || fresh;
}

/** The fields as that form would send them: its token, its work, and the mark of the sitting they had. */
async function renewed(fields, form) {
  const now = new FormData(form);
  now.delete("once");
  const names = [...form.querySelectorAll("input[type=hidden]")].map(({ name }) => name).filter((name) => name !== "once");
  for (const [name, value] of await solved(form)) now.set(name, value);
  names.push("work_answer", "sum_answer");
  return [...fields.filter(([name]) => !names.includes(name)), ...[...now].filter(([name]) => names.includes(name))];
}

/** What floods are kept out by: the work, where this browser can do it, else the plain sum where one is asked. */
async function solved(form) {
  const [work, sum] = ["work_answer", "sum_answer"].map((name) => form.querySelector(`[name=${name}]`));
  if (work && canWork) return [["work_answer", await workOut(form.querySelector("[name=work]").value, work.dataset)]];
  const numbers = sum ? form.querySelector("label[for=sum_answer]").textContent.match(/\d+/g) : null;
  return numbers ? [["sum_answer", String(numbers.reduce((total, number) => total + Number(number), 0))]] : [];
}

/** The answer; a form of too old a page, then one in a flood of others, is sent anew as a page of now would. */
async function answerTo({ path, fields }) {
  let answer = await post(path, fields);
  for (let turn = 0; turn < 2 && [400, 429].includes(answer.status); turn += 1) {
    const form = await formOfNow(path, answer);
    if (form instanceof Response) return form;
    answer = await post(path, await renewed(fields, form));
  }
  return answer;
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
