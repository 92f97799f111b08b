"""The staff's desk: write answers, make promises."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.followup import actions, queries, rules, words
from caravan.followup.forms import AnswerForm
from caravan.followup.views.door import DESK, blueprint, page_number
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.models import Question


@blueprint.get(f"{DESK}/answers")
@staff("answer")
def desk(key: str) -> str:
    """The shown questions, those without an answer first, and the promises."""
    stop = tour.get_stop(key)
    questions = queries.desk_questions(stop.id, page_number())
    return render_template(
        "followup/desk.html",
        stop=stop,
        questions=questions,
        answers=queries.answers_of([one.id for one in questions.items]),
        promises=queries.promises(stop.id),
        services=_services(),
        words=words,
    )


@blueprint.get(f"{DESK}/answers/<question>")
@staff("answer")
def question(key: str, question: str) -> ResponseReturnValue:
    """One question with its answer, to be written or corrected."""
    stop = tour.get_stop(key)
    asked = voice.get_question(question, stop.id)
    rules.check_answerable(asked.state)
    latest = queries.answers_of([asked.id]).get(asked.id)
    written = {f"body_{lang}": text for lang, text in latest.body.items()} if latest else {}
    form = AnswerForm(data={**written, "promise_id": rules.new_id()})
    return _question_page(stop, asked, form)


@blueprint.post(f"{DESK}/answers/<question>")
@staff("answer")
def answer(key: str, question: str) -> ResponseReturnValue:
    """Publish the answer."""
    stop = tour.get_stop(key)
    asked = voice.get_question(question, stop.id)
    form = AnswerForm()
    if not form.validate():
        return _question_page(stop, asked, form), 422
    try:
        staff_id = guard.actor().id
        actions.answer(asked.id, form.body(), form.promise(), staff_id=staff_id)
    except (rules.PromiseIncomplete, rules.DueBeforeStop) as refusal:
        form.due.errors = [explain(refusal)]
        return _question_page(stop, asked, form), refusal.status
    flash(_("The answer is published."), "ok")
    return redirect(url_for("followup.desk", key=key), 303)


def _question_page(stop: Stop, asked: Question, form: AnswerForm) -> str:
    return render_template(
        "followup/question.html",
        stop=stop,
        question=asked,
        form=form,
        promises=queries.promises_of([asked.id]).get(asked.id, []),
        services=_services(),
        words=words,
    )


def _services() -> dict[str, Any]:
    return {service.code: service.name for service in tour.all_services()}
