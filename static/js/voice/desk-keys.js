// The desk by keyboard: arrows go from question to question and from lane to lane, digits press the
// button that wears them. Only while a question has the focus, and only while they are switched on;
// 0 empties the screen from wherever the focus is in the desk.

const SWITCH = "desk-keys";
const AGAIN = "desk-again";
const DIGIT = /^(?:Digit|Numpad)(\d)$/;
const panel = document.querySelector("[data-keys]");
const box = panel.querySelector("input");

function lanes() {
  return [...document.querySelectorAll(".desk .lane")]
    .map((lane) => [...lane.querySelectorAll("li.q[tabindex]")].filter((one) => one.checkVisibility()))
    .filter((lane) => lane.length);
}

function go(question) {
  question?.focus();
  question?.scrollIntoView({ block: "nearest" });
}

function step(question, down) {
  const lane = lanes().find((one) => one.includes(question)) ?? [];
  go(lane[lane.indexOf(question) + down]);
}

/** The next lane as seen: to the left is forward where one reads from the right. */
function cross(question, right) {
  const all = lanes();
  const forward = (document.dir === "rtl") === (right < 0) ? 1 : -1;
  go(all[all.findIndex((one) => one.includes(question)) + forward]?.[0]);
}

function press(question, key) {
  const button =
    question.querySelector(`[data-key="${key}"]`) ??
    (key === "0" || key === "5" ? document.querySelector(`.onair [data-key="${key}"], .panic [data-key="${key}"]`) : null);
  if (!button) return false;
  sessionStorage.setItem(AGAIN, "1");
  button.click();
  const details = button.closest("details");
  if (button.matches("summary")) details.querySelector("select")?.focus();
  return true;
}

const MOVES = {
  ArrowDown: (question) => step(question, 1),
  ArrowUp: (question) => step(question, -1),
  ArrowRight: (question) => cross(question, 1),
  ArrowLeft: (question) => cross(question, -1),
};

// A colleague may decide about the very question that has the focus. The focus then waits for an
// arrow: a digit on its way means another act in another lane, and must fall on no other question.
let isTaken = false;
let held = {};
document.addEventListener("focusin", ({ target }) => {
  const question = target.closest("li.q[tabindex]");
  const lane = question?.closest(".lane").getAttribute("aria-labelledby");
  const isMoved = question && held.id === question.id && held.lane !== lane;
  held = isMoved ? {} : { id: question?.id, lane };
  if (isMoved) target.blur();
});
document.addEventListener("renewed", () => {
  isTaken = document.activeElement === document.body;
});

document.addEventListener("keydown", (event) => {
  if (!box.checked || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const question = event.target.closest("li.q[tabindex]");
  if (!question && isTaken && event.key in MOVES) {
    event.preventDefault();
    go(lanes()[0]?.[0]);
  }
  if (!question) return;
  const move = MOVES[event.key];
  // by place, not by letter: a French keyboard has its digits under Shift
  const key = DIGIT.exec(event.code)?.[1] ?? (event.key === "Backspace" ? "Backspace" : "");
  if (move) move(question);
  if (move || (key && press(question, key))) event.preventDefault();
});

box.checked = localStorage.getItem(SWITCH) !== "off";
box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
panel.hidden = false;
// After an act by key the next question is at hand; a link to one question puts the focus there.
if (sessionStorage.getItem(AGAIN)) go(lanes()[0]?.[0]);
else if (location.hash) go(document.getElementById(location.hash.slice(1)));
sessionStorage.removeItem(AGAIN);
