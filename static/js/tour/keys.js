// Carrying a session by the keyboard: Space takes, arrows move, + and − change its length, Enter
// puts it down, Escape puts it back. Every step is spoken.

import { QUARTER } from "./grid.js";

const LONGER = new Set(["+", "="]);
const SHORTER = new Set(["-", "−", "_"]);

function moved(grid, place, key) {
  const ahead = grid.isTurned ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowUp") return grid.later(place, -QUARTER);
  if (key === "ArrowDown") return grid.later(place, QUARTER);
  if (key === "ArrowLeft" || key === "ArrowRight") return grid.beside(place, key === ahead ? 1 : -1);
  if (LONGER.has(key)) return grid.longer(place, QUARTER);
  if (SHORTER.has(key)) return grid.longer(place, -QUARTER);
  return null;
}

/** Let the keyboard carry the cards of `grid`; `put(card, place)` when one is put down. */
export function carrySessions(grid, put) {
  let carried = null; // { card, place }

  function take(card) {
    carried = { card, place: grid.placeOf(card) };
    grid.tell("");
    card.classList.add("taken");
    card.querySelector(".grip").setAttribute("aria-pressed", "true");
    const title = card.querySelector("h3").textContent.trim();
    grid.say(grid.words.taken.replace("{title}", title));
  }

  function letGo() {
    const { card } = carried;
    carried = null;
    card.classList.remove("taken");
    card.querySelector(".grip").setAttribute("aria-pressed", "false");
    return card;
  }

  function putBack() {
    const card = letGo();
    grid.restore(card);
    card.classList.remove("taken");
    grid.say(grid.words.back);
  }

  function putDown() {
    const { place } = carried;
    put(letGo(), place);
  }

  function carry(event) {
    if (event.key === "Enter" || event.code === "Space") putDown();
    else if (event.key === "Escape") putBack();
    else {
      const place = moved(grid, carried.place, event.key);
      if (!place) return;
      carried.place = place;
      grid.show(carried.card, place);
      grid.say(grid.sentence(carried.card, place));
    }
    event.preventDefault();
  }

  grid.element.addEventListener("keydown", (event) => {
    if (carried) carry(event);
    else if (event.code === "Space" && event.target.matches(".grip, .ses h3 a")) {
      event.preventDefault();
      take(event.target.closest(".ses"));
    }
  });
  // what a screen reader, or a tap, does with a button
  grid.element.addEventListener("click", (event) => {
    const grip = event.target.closest(".grip");
    if (grip && !carried) take(grip.closest(".ses"));
    else if (grip) putDown();
  });
  grid.element.addEventListener("focusout", (event) => {
    if (carried && !carried.card.contains(event.relatedTarget)) putBack();
  });
}
