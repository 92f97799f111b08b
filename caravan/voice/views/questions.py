"""The public questions of a stop: ask, read, say "mine too"."""

import secrets

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import csrf, lanes, pages
from caravan.kernel.guard import public
from caravan.kernel.limits import GUESS, OPEN_FORM, TAP, limited
from caravan.kernel.purposes import collects
from caravan.tour import queries as tour
from caravan.tour.models import Service, Stop
from caravan.voice import actions, queries
from caravan.voice.forms import QuestionForm
from caravan.voice.rounds import queries as rounds
from caravan.voice.views import door, speaking
from caravan.voice.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/questions")
@public
def questions(key: str) -> ResponseReturnValue:
    """The form and the list; the same bytes for everybody."""

    def draw() -> str:
        stop = tour.get_stop(key)
        subjects = queries.subjects(stop.id)
        return _page(stop, subjects, door.spoken(QuestionForm, stop, subjects))

    topics = (queries.topic(key), tour.topic(key))
    return pages.kept(topics, draw, timed=True, args=door.ARGS)


@blueprint.get(f"{STOP}/questions/list")
@public
def question_list(key: str) -> ResponseReturnValue:
    """The list alone, for pages that keep themselves up to date."""

    def draw() -> str:
        stop = tour.get_stop(key)
        return render_template("voice/_questions.html", stop=stop, **_list(stop))

    return pages.kept((queries.topic(key), tour.topic(key)), draw, args=door.ARGS)


@blueprint.post(f"{STOP}/questions")
@public
@collects("voice")
@csrf.same_for_all
@limited(OPEN_FORM)
@limited(GUESS, exempt_when=door.has_no_code, deduct_when=door.is_refused)
def ask(key: str) -> ResponseReturnValue:
    """Take a question, once similar ones were shown; the answer tells the code it is found by.

    What is wrong is said beside it, and what was typed stays. The code stands on this page alone:
    in an address it would be in the history of the browser and in the logs on the way.
    """
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    form = door.spoken(QuestionForm, stop, subjects)
    if not door.may_pass():
        return door.busy(lambda asked: _page(stop, subjects, form, asked))
    heard = speaking.hear(speaking.QUESTION, stop, form, speaking.PHONE)
    return heard or (_page(stop, subjects, form), 422)


@blueprint.post(f"{STOP}/questions/<question>/me-too")
@public
@collects("voice")
@csrf.same_for_all
@limited(TAP)
def me_too(key: str, question: str) -> ResponseReturnValue:
    """Count this phone for the question, once; scripts get the number, forms the page."""
    phone = request.cookies.get(door.PHONE, "")
    is_known = len(phone) == door.PHONE_LENGTH
    phone = phone if is_known else secrets.token_hex(door.PHONE_LENGTH // 2)
    count = actions.add_me_too(tour.get_stop(key), question, phone)
    answer = door.counted(count, url_for("voice.questions", key=key, _anchor=f"q-{question}"))
    return answer if is_known else door.remember_phone(answer, phone)


def _page(
    stop: Stop, subjects: list[Service], form: QuestionForm, asked: lanes.Sum | None = None
) -> str:
    return render_template(
        "voice/questions.html",
        stop=stop,
        form=form,
        subjects=subjects,
        chosen=door.chosen_service(subjects),
        asked_about=queries.asked_about(stop.id),
        state=door.state_now(stop),
        standing=rounds.standing(stop.id),
        work=door.work(stop),
        plain_sum=asked,
        **_list(stop),
    )


def _list(stop: Stop) -> dict[str, object]:
    """The page of questions that the address asks for, and which one the hall speaks about."""
    screen = queries.find_screen(stop.id)
    return {
        "services": {one.code: one.name for one in tour.all_services()},
        "questions": queries.public_questions(
            stop.id, request.args.get("service"), door.page_number()
        ),
        "on_screen": screen.question_id if screen and not screen.is_blank else None,
    }
