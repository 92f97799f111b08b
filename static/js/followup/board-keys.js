// The board by keyboard: arrows go from line to line, Enter opens one, digits go to the act that wears
// them. Only while a tick box of the board has the focus, and only while the keys are switched on.

const SWITCH = "board-keys";
const AGAIN = "board-again";
const DIGIT = /^(?:Digit|Numpad)(\d)$/;
const panel = document.querySelector("[data-keys]");

if (panel) {
  const form = document.querySelector("[data-board]");
  const boxes = [...form.querySelectorAll("table input[type=checkbox]")];
  const keys = panel.querySelector("input");

  function go(box) {
    box?.focus();
    box?.closest("tr").scrollIntoView({ block: "nearest" });
  }

  function tickAll() {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  }

  /** The focus goes to the first field of the act, or to its button where it has none. */
  function reach(digit) {
    form.querySelector(`[data-act="${digit}"]`)?.querySelector("select, input, button").focus();
  }

  function press(key) {
    if (key === "0") tickAll();
    else if (key === "Backspace") document.querySelector("[data-key=Backspace]")?.click();
    else reach(key);
  }

  const moves = { ArrowDown: 1, ArrowUp: -1 };
  form.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    if (event.key === "Enter") event.preventDefault(); // it would send the form
    if (!keys.checked || event.ctrlKey || event.altKey || event.metaKey) return;
    // by place, not by letter: a French keyboard has its digits under Shift
    const key = DIGIT.exec(event.code)?.[1] ?? (event.key === "Backspace" ? "Backspace" : "");
    if (event.key in moves) go(boxes[at + moves[event.key]]);
    else if (event.key === "Enter") event.target.closest("tr").querySelector("a").click();
    else if (key) press(key);
    else return;
    event.preventDefault();
  });

  keys.checked = localStorage.getItem(SWITCH) !== "off";
  keys.addEventListener("change", () => localStorage.setItem(SWITCH, keys.checked ? "on" : "off"));
  panel.hidden = false;
  // After an act by key the first line is at hand; what is to be mended comes before it.
  for (const one of document.querySelectorAll("form[method=post]")) {
    one.addEventListener("submit", () => keys.checked && sessionStorage.setItem(AGAIN, "1"));
  }
  if (location.hash) go(document.getElementById(location.hash.slice(1))?.querySelector("input"));
  else if (sessionStorage.getItem(AGAIN) && !document.querySelector("[autofocus]")) go(boxes[0]);
  sessionStorage.removeItem(AGAIN);
}
