"""What staff write down: said to a helper or at a stand, or written on paper."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries
from caravan.voice.forms import SpokenForm
from caravan.voice.rounds import queries as rounds
from caravan.voice.views import door, speaking
from caravan.voice.views.door import DESK, blueprint
from caravan.voice.views.speaking import KINDS, QUESTION, SUGGESTION

_ENTERING = f"{DESK}/entering"
_IDEAS = f"{_ENTERING}/suggestion"
_QUESTION = {"what": QUESTION.name}
_SUGGESTION = {"what": SUGGESTION.name}


@blueprint.get(_ENTERING, defaults=_QUESTION)
@blueprint.get(_IDEAS, defaults=_SUGGESTION)
@staff("ask")
def entering(key: str, what: str) -> str:
    """The form to write a question or a suggestion down for somebody."""
    stop = tour.get_stop(key)
    return _page(stop, what, _form(stop, what))


@blueprint.post(f"{_ENTERING}/reading", defaults=_QUESTION)
@blueprint.post(f"{_IDEAS}/reading", defaults=_SUGGESTION)
@staff("ask")
def read_back(key: str, what: str) -> ResponseReturnValue:
    """What was said, in large type, to be read aloud; `correct` leads back to the form."""
    stop = tour.get_stop(key)
    form = _form(stop, what)
    is_whole = form.validate()
    if "correct" in request.form or not is_whole:
        return _page(stop, what, form), 200 if is_whole else 422
    kind = KINDS[what]
    return render_template(
        "voice/entering/reading.html",
        stop=stop,
        kind=kind,
        form=form,
        alike=kind.alike(stop.id, form["body"].data or ""),
        standing=rounds.standing(stop.id),
    )


@blueprint.post(_ENTERING, defaults=_QUESTION)
@blueprint.post(_IDEAS, defaults=_SUGGESTION)
@staff("ask")
def enter(key: str, what: str) -> ResponseReturnValue:
    """Keep what was read back; the code to hand over stands on the answer alone.

    Nothing is written down of who helped: beside an hour that would tell when the person asked.
    """
    stop, kind = tour.get_stop(key), KINDS[what]
    form = _form(stop, what)
    if form.validate() and (kept := speaking.keep(kind, stop, form, form["channel"].data)):
        return render_template("voice/entering/entered.html", stop=stop, kind=kind, kept=kept)
    return _page(stop, what, form), 422


@blueprint.post(f"{_ENTERING}/me-too/<text>", defaults=_QUESTION)
@blueprint.post(f"{_IDEAS}/me-too/<text>", defaults=_SUGGESTION)
@staff("ask")
def count_in(key: str, what: str, text: str) -> ResponseReturnValue:
    """The person says what is said already: counted there, as one more, by no phone."""
    stop = tour.get_stop(key)
    KINDS[what].count(stop, text, secrets.token_hex(door.PHONE_LENGTH // 2))
    said = {
        QUESTION.name: _("Counted: one more shares that question."),
        SUGGESTION.name: _("Counted: one more supports that suggestion."),
    }
    flash(said[what], "ok")
    return redirect(url_for("voice.entering", key=key, what=what), 303)


def _form(stop: Stop, what: str) -> SpokenForm:
    return door.spoken(KINDS[what].entry, stop, queries.subjects(stop.id))


def _page(stop: Stop, what: str, form: SpokenForm) -> str:
    return render_template(
        "voice/entering/entering.html",
        stop=stop,
        kind=KINDS[what],
        form=form,
        state=door.state_now(stop),
        standing=rounds.standing(stop.id),
    )
