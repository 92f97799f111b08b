"""Speaking at a kiosk: a question, a suggestion, "mine too"; each page forgets its visitor."""

import secrets

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from caravan.kernel import csrf
from caravan.kernel.guard import at_kiosk, public
from caravan.kernel.limits import GUESS, OPEN_FORM, TAP, limited
from caravan.kernel.purposes import collects
from caravan.kernel.refusal import NotFound
from caravan.registration.kiosk import queries as kiosks
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries
from caravan.voice.forms import SpokenForm
from caravan.voice.rounds import queries as rounds
from caravan.voice.rounds import rules as modes
from caravan.voice.views import door, speaking
from caravan.voice.views.door import STOP, blueprint
from caravan.voice.views.speaking import KINDS, QUESTION, SUGGESTION, Pages

_PAGES = Pages(modes.KIOSK, "voice/kiosk/similar.html", "voice/kiosk/asked.html")
_FORMS = {
    QUESTION.name: "voice/kiosk/question.html",
    SUGGESTION.name: "voice/kiosk/suggestion.html",
}
_QUESTION = {"what": QUESTION.name}
_SUGGESTION = {"what": SUGGESTION.name}


@blueprint.get(f"{STOP}/kiosk/question", defaults=_QUESTION)
@blueprint.get(f"{STOP}/kiosk/suggestion", defaults=_SUGGESTION)
@public
@at_kiosk
def at_kiosk_form(key: str, what: str) -> Response:
    """The form in large type; nothing of the visitor before is in it."""
    stop = tour.get_stop(key)
    return _forgetting(_page(stop, what, _form(stop, what)))


@blueprint.post(f"{STOP}/kiosk/question", defaults=_QUESTION)
@blueprint.post(f"{STOP}/kiosk/suggestion", defaults=_SUGGESTION)
@public
@at_kiosk
@collects("voice")
@csrf.same_for_all
@limited(OPEN_FORM)
@limited(GUESS, exempt_when=door.has_no_code, deduct_when=door.is_refused)
def speak_at_kiosk(key: str, what: str) -> ResponseReturnValue:
    """Take it and show its code, for as long as one needs to write it down or print it."""
    stop = tour.get_stop(key)
    form = _form(stop, what)
    if not kiosks.is_at_ease() and not door.may_pass():
        return door.busy(lambda asked: _forgetting(_page(stop, what, form, asked)))
    heard = speaking.hear(KINDS[what], stop, form, _PAGES)
    return _forgetting(heard) if heard else (_forgetting(_page(stop, what, form)), 422)


@blueprint.post(f"{STOP}/kiosk/question/<text>/mine", defaults=_QUESTION)
@blueprint.post(f"{STOP}/kiosk/suggestion/<text>/mine", defaults=_SUGGESTION)
@public
@at_kiosk
@collects("voice")
@csrf.same_for_all
@limited(TAP)
def mine_too_at_kiosk(key: str, what: str, text: str) -> Response:
    """Count the visitor, who has no phone of the own; only at a kiosk that staff have locked.

    Nobody sees there who taps twice: a text takes a few visitors of one kiosk in a minute.
    """
    stop = tour.get_stop(key)
    if not kiosks.is_visit(text):
        raise NotFound
    KINDS[what].count(stop, text, secrets.token_hex(door.PHONE_LENGTH // 2))
    return _forgetting(render_template("voice/kiosk/counted.html", stop=stop, what=what))


def _form(stop: Stop, what: str) -> SpokenForm:
    return door.spoken(KINDS[what].form, stop, queries.subjects(stop.id))


def _page(stop: Stop, what: str, form: SpokenForm, asked: object = None) -> str:
    return render_template(
        _FORMS[what],
        stop=stop,
        form=form,
        state=door.state_now(stop),
        standing=rounds.standing(stop.id),
        action=request.path,
        work=door.work(stop),
        plain_sum=asked,
    )


def _forgetting(drawn: str) -> Response:
    """The page, kept by no browser; its script leaves it when nobody touches it any more."""
    answer = make_response(drawn)
    answer.cache_control.no_store = True
    return answer
