"""The public suggestions of a stop: make one, read those that were taken up."""

import secrets

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import csrf, lanes, pages
from caravan.kernel.guard import public
from caravan.kernel.limits import GUESS, OPEN_FORM, TAP, limited
from caravan.kernel.purposes import collects
from caravan.tour import queries as tour
from caravan.tour.models import Service, Stop
from caravan.voice import queries
from caravan.voice.moderation import actions
from caravan.voice.moderation.forms import TitledForm
from caravan.voice.moderation.queries import suggestions as ideas
from caravan.voice.rounds import queries as rounds
from caravan.voice.views import door, speaking
from caravan.voice.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/suggestions")
@public
def suggestions(key: str) -> ResponseReturnValue:
    """The form and the list; the same bytes for everybody."""

    def draw() -> str:
        stop = tour.get_stop(key)
        subjects = queries.subjects(stop.id)
        return _page(stop, subjects, door.spoken(TitledForm, stop, subjects))

    topics = (queries.topic(key), tour.topic(key))
    return pages.kept(topics, draw, timed=True, args=door.ARGS)


@blueprint.post(f"{STOP}/suggestions")
@public
@collects("voice")
@csrf.same_for_all
@limited(OPEN_FORM)
@limited(GUESS, exempt_when=door.has_no_code, deduct_when=door.is_refused)
def suggest(key: str) -> ResponseReturnValue:
    """Take a suggestion, once similar ones were shown, as `ask` takes a question."""
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    form = door.spoken(TitledForm, stop, subjects)
    if not door.may_pass():
        return door.busy(lambda asked: _page(stop, subjects, form, asked))
    heard = speaking.hear(speaking.SUGGESTION, stop, form, speaking.PHONE)
    return heard or (_page(stop, subjects, form), 422)


@blueprint.post(f"{STOP}/suggestions/<suggestion>/support")
@public
@collects("voice")
@csrf.same_for_all
@limited(TAP)
def support(key: str, suggestion: str) -> ResponseReturnValue:
    """Count this phone for the suggestion, once; scripts get the number, forms the page."""
    phone = request.cookies.get(door.PHONE, "")
    is_known = len(phone) == door.PHONE_LENGTH
    phone = phone if is_known else secrets.token_hex(door.PHONE_LENGTH // 2)
    count = actions.add_support(tour.get_stop(key), suggestion, phone)
    back = url_for("voice.suggestions", key=key, _anchor=f"s-{suggestion}")
    answer = door.counted(count, back)
    return answer if is_known else door.remember_phone(answer, phone)


def _page(
    stop: Stop, subjects: list[Service], form: TitledForm, asked: lanes.Sum | None = None
) -> str:
    chosen = door.chosen_service(subjects)
    found = ideas.public_suggestions(stop.id, chosen, door.page_number())
    return render_template(
        "voice/suggestions.html",
        stop=stop,
        form=form,
        subjects=subjects,
        chosen=chosen,
        services={one.code: one.name for one in subjects},
        state=door.state_now(stop),
        standing=rounds.standing(stop.id),
        work=door.work(stop),
        plain_sum=asked,
        suggestions=found,
        beside=ideas.beside(found.items),
        supported=ideas.SUPPORTED,
    )
