"""The private desk: personal cases as numbers, without any text."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.voice import queries
from caravan.voice.moderation import actions
from caravan.voice.views.desk import done, seen
from caravan.voice.views.door import DESK, blueprint


@blueprint.post(f"{DESK}/questions/<question>/appointment")
@staff("moderate")
def make_private(key: str, question: str) -> ResponseReturnValue:
    """Turn a personal case into an appointment; its text is erased."""
    asked = queries.get_question(question, tour.get_stop(key).id)
    try:
        number = actions.make_private(asked.id, guard.actor().id, mark=seen())
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(_("Private desk, number %(number)s. The text is erased.", number=number), "ok")
    return redirect(url_for("voice.desk", key=key), 303)


@blueprint.post(f"{DESK}/suggestions/<suggestion>/appointment")
@staff("moderate")
def make_suggestion_private(key: str, suggestion: str) -> ResponseReturnValue:
    """Turn a personal case that came as a suggestion into an appointment."""
    made = queries.get_suggestion(suggestion, tour.get_stop(key).id)
    try:
        number = actions.make_suggestion_private(made.id, guard.actor().id, mark=seen())
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(_("Private desk, number %(number)s. The text is erased.", number=number), "ok")
    return redirect(url_for("voice.desk_suggestions", key=key), 303)


@blueprint.post(f"{DESK}/appointments/<int:number>/hearing")
@staff("moderate")
def hear_case(key: str, number: int) -> ResponseReturnValue:
    """The person with that number was heard."""
    stop, staff_id = tour.get_stop(key), guard.actor().id
    return done(
        key,
        lambda: actions.set_heard(stop, number, staff_id, heard=True),
        _("Number %(number)s was heard.", number=number),
    )


@blueprint.post(f"{DESK}/appointments/<int:number>/hearing/end")
@staff("moderate")
def wait_for_case(key: str, number: int) -> ResponseReturnValue:
    """The person with that number was not heard after all."""
    stop, staff_id = tour.get_stop(key), guard.actor().id
    return done(
        key,
        lambda: actions.set_heard(stop, number, staff_id, heard=False),
        _("Number %(number)s waits again.", number=number),
    )
