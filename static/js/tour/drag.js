// Dragging a session with mouse, pen or finger: the card follows by quarters of an hour and rooms.

import { minutesOf, QUARTER } from "./grid.js";

const THRESHOLD = 5; // pixels: less is a click

/** The heights at which the half hours stand on the page, as they are when the drag begins. */
function hoursOf(grid) {
  const ticks = [...grid.element.querySelectorAll("[data-at]")];
  const hours = ticks.map((tick) => [minutesOf(tick.dataset.at), tick.getBoundingClientRect().top + scrollY]);
  const [last] = hours.at(-1);
  return [...hours, [last + 30, grid.element.getBoundingClientRect().bottom + scrollY]];
}

function minutesAt(hours, y) {
  const after = Math.max(hours.findIndex(([, top]) => top > y), 1);
  const [[minutes, top], [, next]] = hours.slice(after - 1);
  return minutes + (30 * (y - top)) / (next - top);
}

function roomAt(grid, x, room) {
  const column = grid.columns.find((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left <= x && x <= right;
  });
  return column ? column.dataset.room : room;
}

/** Let the pointer drag the cards of `grid`; `put(card, place)` when one is dropped elsewhere. */
export function dragSessions(grid, put) {
  let drag = null;

  function begin(event) {
    const card = event.target.closest(".ses");
    const isGrip = event.target.closest(".grip");
    const isOther = event.target.closest("a, form, button");
    if (!card || event.button !== 0 || (!isGrip && (isOther || event.pointerType !== "mouse"))) return;
    if (getComputedStyle(grid.element).display !== "grid") return; // the narrow list
    const from = grid.placeOf(card);
    const hours = hoursOf(grid);
    const held = minutesAt(hours, event.pageY) - from.starts;
    drag = { card, from, hours, held, x: event.pageX, y: event.pageY, place: from, isOn: false };
    card.setPointerCapture(event.pointerId);
  }

  function follow(event) {
    if (!drag) return;
    const way = Math.hypot(event.pageX - drag.x, event.pageY - drag.y);
    if (!drag.isOn && way < THRESHOLD) return;
    if (!drag.isOn) {
      drag.isOn = true;
      drag.card.classList.add("taken");
      grid.tell("");
    }
    const wanted = minutesAt(drag.hours, event.pageY) - drag.held;
    const by = Math.round((wanted - drag.from.starts) / QUARTER) * QUARTER;
    const room = roomAt(grid, event.clientX, drag.from.room);
    drag.place = grid.later({ ...drag.from, room }, by);
    grid.show(drag.card, drag.place);
  }

  function end(isDropped) {
    if (!drag) return;
    const { card, place, from, isOn } = drag;
    drag = null;
    if (!isOn) return;
    card.classList.remove("taken");
    addEventListener("click", stop, { capture: true, once: true }); // the click that ends a drag
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    const isMoved = place.starts !== from.starts || place.room !== from.room;
    if (isDropped && isMoved) put(card, place);
    else {
      grid.restore(card);
      card.classList.remove("taken");
    }
  }

  grid.element.addEventListener("pointerdown", begin);
  grid.element.addEventListener("pointermove", follow);
  grid.element.addEventListener("pointerup", () => end(true));
  grid.element.addEventListener("pointercancel", () => end(false));
  grid.element.addEventListener("keydown", (event) => event.key === "Escape" && end(false));
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
