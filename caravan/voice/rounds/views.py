"""The moderators' page of rounds: open one, end it, change its mode."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice.rounds import actions, queries
from caravan.voice.rounds.forms import ModeForm, RoundForm

blueprint = Blueprint("rounds", __name__)
ROUNDS = "/<lang:lang>/staff/stops/<key>/rounds"


@blueprint.get(ROUNDS)
@staff("moderate")
def rounds(key: str) -> str:
    """The open round with its mode, and the form to open another one."""
    return _page(tour.get_stop(key), RoundForm(formdata=None))


@blueprint.post(ROUNDS)
@staff("moderate")
def open_round(key: str) -> ResponseReturnValue:
    """Open a round; the one before ends."""
    stop, form, staff_id = tour.get_stop(key), RoundForm(), guard.actor().id
    if not form.validate():
        return _page(stop, form), 422
    mode: str = form.mode.data
    act = actions.open_round
    return _done(key, lambda: act(stop, mode, staff_id, now=now()), _("The round is open."))


@blueprint.post(f"{ROUNDS}/end")
@staff("moderate")
def close_round(key: str) -> ResponseReturnValue:
    """End the round: nothing more is taken."""
    stop, staff_id = tour.get_stop(key), guard.actor().id
    said = _("The round is over. What still waits comes to the desk when the half-day is over.")
    return _done(key, lambda: actions.close_round(stop, staff_id, now=now()), said)


@blueprint.post(f"{ROUNDS}/mode")
@staff("moderate")
def change_mode(key: str) -> ResponseReturnValue:
    """Change the mode; what was gathered is deleted before."""
    stop, form, staff_id = tour.get_stop(key), ModeForm(), guard.actor().id
    form.validate()
    seen, sure = form.seen.data or "", bool(form.sure.data)
    act = actions.change_mode
    said = _("The mode is changed. What was gathered before is deleted.")
    return _done(key, lambda: act(stop, seen, staff_id, sure=sure, now=now()), said)


def _done(key: str, act: Callable[[], None], said: str) -> ResponseReturnValue:
    try:
        act()
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(said, "ok")
    return redirect(url_for("rounds.rounds", key=key), 303)


def _page(stop: Stop, form: RoundForm) -> str:
    """The same before the first text and after it: that one was written is told to nobody."""
    found, standing = queries.find_open(stop.id), queries.standing(stop.id)
    return render_template(
        "voice/rounds/rounds.html",
        stop=stop,
        form=form,
        standing=standing,
        gathered=queries.gathered(found.id) if found else queries.NOTHING,
        mode_form=ModeForm(formdata=None, seen=standing.mode),
    )
