"""The moderators' desk: what came in, what is shown, what the hall sees."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import actions, queries, words
from caravan.voice.forms import RejectionForm
from caravan.voice.moderation import queries as moderation
from caravan.voice.moderation.flags import flags
from caravan.voice.moderation.forms import MarkForm
from caravan.voice.screen.queries import is_connected
from caravan.voice.screen.views import live
from caravan.voice.views import door
from caravan.voice.views.door import DESK, blueprint


@blueprint.get(f"{DESK}/questions")
@staff("moderate")
def desk(key: str) -> ResponseReturnValue:
    """The lanes of questions, and the link of the hall screen."""
    return _desk(tour.get_stop(key))


@blueprint.get(f"{DESK}/questions/lanes")
@staff("moderate")
def desk_lanes(key: str) -> ResponseReturnValue:
    """The lanes alone, for desks that keep themselves up to date; 304 while nothing changed."""

    def draw() -> str:
        stop = tour.get_stop(key)
        found = moderation.desk(stop.id, door.page_number())
        return render_template("voice/_lanes.html", **_shown(stop, found))

    return live.own(key, draw, is_connected(key, now()))


@blueprint.post(f"{DESK}/questions/<question>/approval")
@staff("moderate")
def approve(key: str, question: str) -> ResponseReturnValue:
    """Show a question to everybody."""
    return decide(key, question, actions.approve, _("Approved: everybody sees it."))


@blueprint.post(f"{DESK}/questions/<question>/rejection")
@staff("moderate")
def reject(key: str, question: str) -> ResponseReturnValue:
    """Keep a question from everybody, with a reason."""
    stop = tour.get_stop(key)
    asked = queries.get_question(question, stop.id)
    form, mark = RejectionForm(), seen()
    if not form.validate():
        return _desk(stop, rejecting=asked.id, form=form), 422
    reason, state, staff_id = form.reason.data or "", form.seen.data, guard.actor().id
    return done(
        key,
        lambda: actions.reject(asked.id, reason, staff_id, seen=state, mark=mark),
        _("Rejected: nobody sees it, the reason is kept."),
    )


@blueprint.post(f"{DESK}/questions/<question>/answered")
@staff("moderate")
def mark_answered(key: str, question: str) -> ResponseReturnValue:
    """A question was answered in the hall."""
    return decide(key, question, actions.mark_answered, _("Marked as answered."))


@blueprint.post(f"{DESK}/questions/<question>/screen")
@staff("moderate")
def put_on_screen(key: str, question: str) -> ResponseReturnValue:
    """Show a question to the hall at full size."""
    stop, act = tour.get_stop(key), actions.put_on_screen
    asked = queries.get_question(question, stop.id)
    return done(key, lambda: act(stop, asked.id, guard.actor().id), _("It is on the screen."))


@blueprint.post(f"{DESK}/screen/list")
@staff("moderate")
def show_list(key: str) -> ResponseReturnValue:
    """Take the question back from the screen: the list of approved ones shows again."""
    stop, act = tour.get_stop(key), actions.show_list
    return done(key, lambda: act(stop, guard.actor().id), _("The screen shows the list."))


@blueprint.post(f"{DESK}/screen/blank")
@staff("moderate")
def blank_screen(key: str) -> ResponseReturnValue:
    """Empty the screen at once."""
    stop, act = tour.get_stop(key), actions.blank_screen
    return done(key, lambda: act(stop, guard.actor().id), _("The screen is empty."))


def seen() -> str:
    """The mark of what the page showed, from the form; none is a mark that fits nothing."""
    return MarkForm().mark.data or ""


def decide(key: str, question: str, act: Callable[..., object], said: str) -> ResponseReturnValue:
    """Run one of the desk's actions on a question of this stop, as the moderator saw it."""
    asked = queries.get_question(question, tour.get_stop(key).id)
    mark, staff_id = seen(), guard.actor().id
    return done(key, lambda: act(asked.id, staff_id, mark=mark), said)


def done(key: str, act: Callable[[], object], said: str, back: str = "") -> ResponseReturnValue:
    """Do it and go `back` (to the desk), where is told what happened, or why it did not."""
    try:
        act()
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(said, "ok")
    return redirect(back or url_for("voice.desk", key=key, page=request.args.get("page")), 303)


def _desk(stop: Stop, rejecting: str = "", form: RejectionForm | None = None) -> str:
    screen = actions.open_screen(stop)
    found = moderation.desk(stop.id, door.page_number())
    return render_template("voice/desk.html", screen=screen, **_shown(stop, found, rejecting, form))


def _shown(
    stop: Stop, found: moderation.Desk, rejecting: str = "", form: RejectionForm | None = None
) -> dict[str, Any]:
    """What the lanes are drawn from; `form` is the faulty one of the question `rejecting`."""
    return {
        "stop": stop,
        "board": found.board,
        "desk": found,
        "flags": {one.id: flags(one.body) for one in found.board.lanes["received"]},
        "services": {one.code: one.name for one in tour.all_services()},
        "is_connected": is_connected(stop.key, now()),
        "rejecting": rejecting,
        "reasons": {"": _("Choose the reason"), **words.REASONS},
        "form": form or RejectionForm(formdata=None),
        "may_answer": guard.actor().may("answer", stop.key),
    }
