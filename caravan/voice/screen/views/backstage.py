"""Backstage: what the hall sees, what comes next, and everything that changes it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from caravan.kernel import guard
from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import LANGUAGES
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice.screen import actions, queries, rules
from caravan.voice.screen.forms import AnnouncementForm, ModeForm, NoteForm, StepForm
from caravan.voice.screen.queries import is_connected
from caravan.voice.screen.views import live
from caravan.voice.views.door import DESK, blueprint

BACKSTAGE = f"{DESK}/backstage"


@blueprint.get(BACKSTAGE)
@staff("moderate")
def backstage(key: str) -> ResponseReturnValue:
    """The page of whoever runs the hall screen."""
    return _page(tour.get_stop(key), AnnouncementForm(), None)


@blueprint.get(f"{BACKSTAGE}/state")
@staff("moderate")
def backstage_state(key: str) -> ResponseReturnValue:
    """What the hall sees and the order of questions, for pages that keep themselves up to date."""

    def draw() -> str:
        return render_template("voice/_screen_backstage.html", **_shown(tour.get_stop(key)))

    return live.own(key, draw, is_connected(key, now()))


@blueprint.post(f"{BACKSTAGE}/picture")
@staff("moderate")
def set_picture(key: str) -> ResponseReturnValue:
    """Show a list, the agenda, survey results, the last announcement."""
    stop, form = tour.get_stop(key), ModeForm()
    if not form.validate():
        raise BadRequest
    mode, chart, who = form.mode.data or "", form.chart.data or "", guard.actor().id
    return _done(key, lambda: actions.show(stop, mode, who, chart=chart))


@blueprint.post(f"{BACKSTAGE}/blank")
@staff("moderate")
def panic(key: str) -> ResponseReturnValue:
    """Empty the screen at once, as `blank_screen` of the desk does."""
    stop, who = tour.get_stop(key), guard.actor().id
    return _done(key, lambda: actions.blank_screen(stop, who))


@blueprint.post(f"{BACKSTAGE}/announcement")
@staff("moderate")
def announce(key: str) -> ResponseReturnValue:
    """Write an announcement and show it; what is wrong is said beside it."""
    stop, form = tour.get_stop(key), AnnouncementForm()
    if not form.validate():
        return _page(stop, form, None), 422
    try:
        actions.announce(stop, {name: form[name].data for name in form.data}, guard.actor().id)
    except rules.NothingToAnnounce as refusal:
        form.ar.errors = [explain(refusal)]
        return _page(stop, form, None), 422
    return redirect(url_for("voice.backstage", key=key), 303)


@blueprint.post(f"{BACKSTAGE}/note")
@staff("moderate")
def tell_speaker(key: str) -> ResponseReturnValue:
    """Put a line on the speaker's tablet."""
    stop, form = tour.get_stop(key), NoteForm()
    if not form.validate():
        return _page(stop, AnnouncementForm(formdata=None), form), 422
    note, who = form.note.data or "", guard.actor().id
    said = _("The tablet shows the note.") if note else _("The note is off the tablet.")
    return _done(key, lambda: actions.tell_speaker(stop, note, who), said)


@blueprint.post(f"{BACKSTAGE}/questions/<question>/screen")
@staff("moderate")
def show_question(key: str, question: str) -> ResponseReturnValue:
    """Show a question at full size, without leaving this page."""
    stop, who = tour.get_stop(key), guard.actor().id
    return _done(key, lambda: actions.put_on_screen(stop, question, who))


@blueprint.post(f"{BACKSTAGE}/questions/<question>/place")
@staff("moderate")
def arrange(key: str, question: str) -> ResponseReturnValue:
    """Move a question in the moderators' order."""
    stop, form = tour.get_stop(key), StepForm()
    if not form.validate():
        raise BadRequest
    step, who = form.step.data, guard.actor().id
    return _done(key, lambda: actions.arrange(stop, question, step, who))


def _done(key: str, act: Callable[[], None], said: str = "") -> ResponseReturnValue:
    """Do it and go back; the page shows what the hall sees now, or why nothing changed."""
    try:
        act()
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        if said:
            flash(said, "ok")
    return redirect(url_for("voice.backstage", key=key), 303)


def _page(stop: Stop, announcement: AnnouncementForm, note: NoteForm | None) -> str:
    screen = actions.open_screen(stop)
    note = note or NoteForm(formdata=None, note=screen.note)
    shown = _shown(stop)
    partners = tour.partners_of(stop.id)
    return render_template(
        "voice/screen_backstage.html",
        announcement=announcement,
        note=note,
        languages=LANGUAGES,
        tablet_token=queries.tablet_token(screen),
        partners=[(one, queries.queue_token(screen, one.key)) for one in partners],
        **shown,
    )


def _shown(stop: Stop) -> dict[str, object]:
    """What the part that changes by itself is drawn from."""
    screen = actions.open_screen(stop)
    return {
        "stop": stop,
        "screen": screen,
        "is_connected": is_connected(stop.key, now()),
        "picture": queries.picture(stop, now()),
        "line_up": queries.line_up(stop.id),
        "ready": queries.readiness(stop.id),
        "charts": queries.charts(stop.id),
    }
