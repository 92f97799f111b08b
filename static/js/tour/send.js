// Telling the server of a move. What it answers is the grid anew; what it refuses goes back.

import { clockOf } from "./grid.js";

const PLACE = ["day", "starts", "ends", "room"];

function fieldsOf(grid, card, place) {
  return {
    csrf_token: grid.words.token,
    opened: card.dataset.place,
    chosen: grid.words.chosen,
    day: grid.words.day,
    starts: clockOf(place.starts),
    ends: clockOf(place.ends),
    room: place.room,
  };
}

/** Somebody changed the session meanwhile: the page that shows the difference takes over. */
function leave(action, fields) {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action, hidden: true });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { name, value }));
  }
  document.body.append(form);
  form.submit();
}

/** The form beside the grid follows; what is being typed into its other fields stays. */
function follow(place, key) {
  const form = document.querySelector("#chosen-form");
  if (form?.dataset.key !== key) return;
  const opened = JSON.parse(form.elements.opened.value);
  for (const name of PLACE) {
    form.elements[name].value = place[name];
    opened[name] = place[name];
  }
  form.elements.opened.value = JSON.stringify(opened);
}

function renew(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of ["#board", "#issues"]) {
    document.querySelector(part).replaceWith(page.querySelector(part));
  }
}

/** Send the card to `place`; whether the grid was drawn anew. */
export async function send(grid, card, place) {
  const fields = fieldsOf(grid, card, place);
  const { action } = card.dataset;
  grid.tell("");
  card.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams({ ...fields, fragment: "1" });
    const answer = await fetch(action, { method: "POST", body });
    if (answer.status === 409) return leave(action, fields);
    if (answer.status === 422) throw new Error((await answer.json()).message);
    if (!answer.ok) throw new Error(grid.words.lost);
    renew(await answer.text());
    follow(fields, card.dataset.key);
    return true;
  } catch (fault) {
    card.removeAttribute("aria-busy");
    grid.restore(card);
    grid.tell(fault instanceof TypeError ? grid.words.lost : fault.message);
    return false;
  }
}
