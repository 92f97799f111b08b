"""Asking at a kiosk: one page, that forgets each visitor."""

from flask import make_response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from caravan.kernel import csrf
from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import public
from caravan.kernel.limits import GUESS, OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.tour import queries as tour
from caravan.tour.models import Service, Stop
from caravan.voice import actions, queries, rules
from caravan.voice.forms import QuestionForm
from caravan.voice.rounds import queries as rounds
from caravan.voice.rounds import rules as modes
from caravan.voice.views import door
from caravan.voice.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/kiosk/question")
@public
def kiosk_question(key: str) -> Response:
    """The form in large type; nothing of the visitor before is in it."""
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    return _forgetting(_page(stop, subjects, door.asked(QuestionForm, stop, subjects)))


@blueprint.post(f"{STOP}/kiosk/question")
@public
@collects("voice")
@csrf.same_for_all
@limited(OPEN_FORM)
@limited(GUESS, exempt_when=door.has_no_code, deduct_when=door.is_refused)
def ask_at_kiosk(key: str) -> ResponseReturnValue:
    """Take the question and show its code, for as long as one needs to write it down."""
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    form = door.asked(QuestionForm, stop, subjects)
    if form.validate():
        alike = [] if form.sure.data else queries.similar_to(stop.id, form.body.data or "")
        if alike:
            drawn = render_template("voice/kiosk/similar.html", stop=stop, form=form, alike=alike)
            return _forgetting(drawn)
        try:
            kept = actions.ask(stop, door.words(form, modes.KIOSK), now=now())
        except (rules.UnknownFollowCode, modes.CodeMissing) as refusal:
            form.code.errors = [explain(refusal)]
        else:
            done = render_template("voice/kiosk/asked.html", stop=stop, kept=kept)
            return _forgetting(done)
    return _forgetting(_page(stop, subjects, form)), 422


def _page(stop: Stop, subjects: list[Service], form: QuestionForm) -> str:
    return render_template(
        "voice/kiosk/question.html",
        stop=stop,
        form=form,
        subjects=subjects,
        state=door.state_now(stop),
        standing=rounds.standing(stop.id),
    )


def _forgetting(drawn: str) -> Response:
    """The page, kept by no browser; its script leaves it when nobody touches it any more."""
    answer = make_response(drawn)
    answer.cache_control.no_store = True
    return answer
