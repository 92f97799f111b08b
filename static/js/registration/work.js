// Lets the browser work for the form while people type. Without scripts, without a worker or
// without its own hashing, nothing happens: the form then goes by the quiet lane.

import { canWork, workOut } from "./solve.js";

const answer = document.querySelector("input[name=work_answer]");

if (answer && canWork) {
  const task = document.querySelector("input[name=work]").value;
  workOut(task, answer.dataset).then((data) => { answer.value = data; }, () => {});
}
