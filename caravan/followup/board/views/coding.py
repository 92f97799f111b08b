"""Coding: what is left for this coder, how far every two agree; what other stops said before."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.accounts import queries as accounts
from caravan.followup.board import queries
from caravan.followup.board.views import door
from caravan.followup.board.views.door import BOARD, place
from caravan.followup.views.door import blueprint
from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour


@blueprint.get(f"{BOARD}/coding")
@staff("answer")
def coding(key: str) -> str:
    """How much is left to code, and the agreement of every two coders."""
    here = place(key)
    agreements = queries.agreements(here.ids)
    coders = {one for pair in agreements for one in (pair.first, pair.second)}
    return render_template(
        "followup/board/coding.html",
        stop=here.stop,
        left=queries.count_to_code(guard.actor().id, here.ids),
        agreements=agreements,
        coders=accounts.names_of(coders),
    )


@blueprint.get(f"{BOARD}/coding/next")
@staff("answer")
def next_to_code(key: str) -> ResponseReturnValue:
    """On to the next item that this person may code; to the agreement when none is left."""
    waiting = queries.next_to_code(guard.actor().id, place(key).ids)
    if waiting:
        return redirect(url_for("followup.board_item", key=key, item=waiting, onward=1), 303)
    flash(_("Nothing is left for you to code here."), "ok")
    return redirect(url_for("followup.coding", key=key), 303)


@blueprint.get(f"{BOARD}/alike")
@staff("answer")
def alike(key: str) -> str:
    """What seems to have been said at other stops too: proposed, for a person to decide."""
    here, stop = place(key), tour.get_stop(key)
    return render_template(
        "followup/board/alike.html",
        stop=stop,
        stops={one.id: one for one in here.stops},
        proposals=queries.proposals(stop.id, here.all_ids),
        services=door.services(),
    )
