// What the grid knows of its cards: where each stands, and how it is shown elsewhere.
// Times are minutes since midnight.

export const QUARTER = 15;
const PLACED = /^(at|for|c|w)-?\d+$/;

export const minutesOf = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(-2));
const two = (number) => String(number).padStart(2, "0");
export const clockOf = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

export class Grid {
  constructor(board) {
    this.element = board.querySelector("[data-grid]");
    this.words = this.element.dataset;
    this.opens = minutesOf(this.words.opens);
    this.closes = minutesOf(this.words.closes);
    this.block = (this.words.block ?? "").split(" ").filter(Boolean).map(minutesOf);
    this.columns = [...this.element.querySelectorAll("[data-track]")];
    this.isTurned = document.dir === "rtl"; // the next room is on the left
    for (const card of this.cards()) card.querySelector(".grip").hidden = false;
  }

  cards() {
    return this.element.querySelectorAll(".ses");
  }

  /** Where the card stands, as the server said. */
  placeOf(card) {
    const { starts, ends, room } = JSON.parse(card.dataset.place);
    return { starts: minutesOf(starts), ends: minutesOf(ends), room };
  }

  columnOf(room) {
    return this.columns.find((column) => column.dataset.room === room);
  }

  /** Move the card within the page; only the server moves it for good. */
  show(card, place) {
    const column = this.columnOf(place.room);
    const start = Math.floor(place.starts / QUARTER) * QUARTER;
    const length = Math.ceil((place.ends - start) / QUARTER) * QUARTER;
    card.dataset.was ??= card.className;
    const kept = [...card.classList].filter((name) => !PLACED.test(name) && name !== "inside");
    const { track, width } = column ? column.dataset : { track: 1, width: this.columns.length };
    kept.push(`at-${clockOf(start).replace(":", "")}`, `for-${length}`, `c${track}`, `w${width}`);
    card.className = kept.join(" ");
    card.querySelector(".when").textContent = `${clockOf(place.starts)}–${clockOf(place.ends)}`;
  }

  /** Show the card where it stands. */
  restore(card) {
    if (!card.dataset.was) return;
    this.show(card, this.placeOf(card));
    card.className = card.dataset.was;
    delete card.dataset.was;
  }

  /** "Ateliers, 14:00, conflit": what is said of a place while the card is carried. */
  sentence(card, place) {
    const room = this.columnOf(place.room)?.textContent.trim() ?? "";
    const said = [room, clockOf(place.starts), clockOf(place.ends)];
    if (this.isTaken(card, place)) said.push(this.words.clash);
    if (this.isInBlock(place)) said.push(this.words.inside);
    return said.filter(Boolean).join(this.words.comma);
  }

  isTaken(card, place) {
    return [...this.cards()].some((other) => {
      const its = this.placeOf(other);
      if (other === card || !place.room || its.room !== place.room || other.matches(".gone")) return false;
      return its.starts < place.ends && place.starts < its.ends;
    });
  }

  isInBlock(place) {
    const [first, last] = this.block;
    return first < place.ends && place.starts < last;
  }

  /** The place moved by so many minutes, within the hours of the day. */
  later(place, minutes) {
    const length = place.ends - place.starts;
    const latest = Math.max(this.closes - length, this.opens);
    const starts = Math.min(Math.max(place.starts + minutes, this.opens), latest);
    return { ...place, starts, ends: starts + length };
  }

  longer(place, minutes) {
    const ends = Math.min(Math.max(place.ends + minutes, place.starts + QUARTER), this.closes);
    return { ...place, ends };
  }

  /** The place in the room beside it; from nowhere, the first or the last. */
  beside(place, by) {
    const at = this.columns.indexOf(this.columnOf(place.room));
    const last = this.columns.length - 1;
    const next = at < 0 ? (by > 0 ? 0 : last) : Math.min(Math.max(at + by, 0), last);
    return { ...place, room: this.columns[next].dataset.room };
  }

  say(text) {
    document.querySelector("#spoken").textContent = text;
  }

  /** Say it where everybody sees it, until something else happens. */
  tell(text) {
    const told = document.querySelector("#told");
    told.hidden = !text;
    told.querySelector("span").textContent = text;
  }
}
