// Between the pressing and the letting go of a button nothing may be changed beneath the finger: the
// browser would find another element there, and nothing would happen.

const LONGEST = 2_000; // whoever lets go elsewhere is not heard
let since = -Infinity;

function begin(event) {
  if (event.type === "pointerdown" || event.key === " ") since = performance.now();
}

/** Once what the press does has been done. */
function end() {
  setTimeout(() => {
    since = -Infinity;
  });
}

/** Whether somebody presses something at this moment. */
export function isPressed() {
  return performance.now() - since < LONGEST;
}

for (const name of ["pointerdown", "keydown"]) addEventListener(name, begin, true);
for (const name of ["pointerup", "pointercancel", "keyup"]) addEventListener(name, end, true);
