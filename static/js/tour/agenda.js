// The grid of the agenda: sessions are taken by the keyboard or dragged, and put down in another
// place. Without this script the arrows on the chosen card and the forms do the same.

import { dragSessions } from "./drag.js";
import { Grid } from "./grid.js";
import { carrySessions } from "./keys.js";
import { send } from "./send.js";

function start() {
  const grid = new Grid(document.querySelector("#board"));
  const put = async (card, place) => {
    const moved = await send(grid, card, place);
    if (moved) start();
    document.getElementById(card.id).querySelector(".grip").focus();
    if (moved) grid.say(document.querySelector("#board").dataset.said);
  };
  carrySessions(grid, put);
  dragSessions(grid, put);
}

document.querySelector("[data-keys]").hidden = false;
start();
