"""Questions that staff write down: said to a helper or at a stand, or written on paper."""

import secrets

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Service, Stop
from caravan.voice import actions, queries, rules
from caravan.voice.forms import EntryForm
from caravan.voice.rounds import queries as rounds
from caravan.voice.rounds import rules as modes
from caravan.voice.views import door
from caravan.voice.views.door import DESK, blueprint

_ENTERING = f"{DESK}/entering"


@blueprint.get(_ENTERING)
@staff("ask")
def entering(key: str) -> str:
    """The form to write a question down for somebody."""
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    return _page(stop, subjects, door.asked(EntryForm, stop, subjects))


@blueprint.post(f"{_ENTERING}/reading")
@staff("ask")
def read_question_back(key: str) -> ResponseReturnValue:
    """What was said, in large type, to be read aloud; `correct` leads back to the form."""
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    form = door.asked(EntryForm, stop, subjects)
    is_whole = form.validate()
    if "correct" in request.form or not is_whole:
        return _page(stop, subjects, form), 200 if is_whole else 422
    return render_template(
        "voice/entering/reading.html",
        stop=stop,
        form=form,
        alike=queries.similar_to(stop.id, form.body.data or ""),
        standing=rounds.standing(stop.id),
    )


@blueprint.post(_ENTERING)
@staff("ask")
def enter(key: str) -> ResponseReturnValue:
    """Keep what was read back; the code to hand over stands on the answer alone.

    Nothing is written down of who helped: beside an hour that would tell when the person asked.
    """
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    form = door.asked(EntryForm, stop, subjects)
    if form.validate():
        try:
            kept = actions.ask(stop, door.words(form, form.channel.data), now=now())
        except (rules.UnknownFollowCode, modes.CodeMissing) as refusal:
            form.code.errors = [explain(refusal)]
        else:
            return render_template("voice/entering/entered.html", stop=stop, kept=kept)
    return _page(stop, subjects, form), 422


@blueprint.post(f"{_ENTERING}/me-too/<question>")
@staff("ask")
def count_in(key: str, question: str) -> ResponseReturnValue:
    """The person asks what is asked already: counted there, as one more, by no phone."""
    actions.add_me_too(tour.get_stop(key), question, secrets.token_hex(door.PHONE_LENGTH // 2))
    flash(_("Counted: one more shares that question."), "ok")
    return redirect(url_for("voice.entering", key=key), 303)


def _page(stop: Stop, subjects: list[Service], form: EntryForm) -> str:
    return render_template(
        "voice/entering/entering.html",
        stop=stop,
        form=form,
        subjects=subjects,
        state=door.state_now(stop),
        standing=rounds.standing(stop.id),
    )
