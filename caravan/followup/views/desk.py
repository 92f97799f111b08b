"""The staff's desk: write answers for a second reader, make promises."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.followup import queries, rules, words
from caravan.followup.answering import actions as answering
from caravan.followup.answering import queries as replies
from caravan.followup.answering.actions.writing import Author
from caravan.followup.answering.models import Reply
from caravan.followup.answering.rules import PUBLISHED, ReplyChanged, Words
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
from caravan.voice.rounds import queries as rounds


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
        authors=rounds.authors_of(questions.items),
        promises=queries.promises(stop.id),
        services=_services(),
        words=words,
    )


@blueprint.get(f"{DESK}/answers/<question>")
@staff("answer")
def question(key: str, question: str) -> ResponseReturnValue:
    """One question with its answer, to be written or corrected; or its reply on its way.

    A refusal is corrected there too, where a box says that it is one.
    """
    stop = tour.get_stop(key)
    asked = voice.get_question(question, stop.id)
    rules.check_answerable(asked.state)
    reply = replies.find_reply(asked.id)
    latest = queries.answers_of([asked.id]).get(asked.id)
    if (reply and reply.state != PUBLISHED) or (latest and latest.is_refusal):
        return redirect(url_for("followup.reply", key=key, item=asked.id))
    written = {f"body_{lang}": text for lang, text in latest.body.items()} if latest else {}
    version = reply.version if reply else 0
    form = AnswerForm(data={**written, "promise_id": rules.new_id(), "version": version})
    return _question_page(stop, asked, form)


@blueprint.post(f"{DESK}/answers/<question>")
@staff("answer")
def answer(key: str, question: str) -> ResponseReturnValue:
    """Hand the answer, and its promise, to a second reader: nobody publishes what they wrote."""
    stop = tour.get_stop(key)
    asked = voice.get_question(question, stop.id)
    form = AnswerForm()
    if not form.validate():
        return _question_page(stop, asked, form), 422
    version = int(form.version.data or 0)
    try:
        words_of = Words(form.body(), is_refusal=False, version=version, promise=form.promise())
        answering.write(asked.id, words_of, Author(guard.actor().id), hand_in=True)
    except (rules.PromiseIncomplete, rules.DueBeforeStop) as refusal:
        form.due.errors = [explain(refusal)]
        return _question_page(stop, asked, form), refusal.status
    except ReplyChanged as refusal:
        form.form_errors.append(explain(refusal))
        standing = replies.find_reply(asked.id)
        form.version.data = standing.version if standing else 0
        return _question_page(stop, asked, form, standing), refusal.status
    flash(_("Handed to a second reader."), "ok")
    return redirect(url_for("followup.desk", key=key), 303)


def _question_page(
    stop: Stop, asked: Question, form: AnswerForm, standing: Reply | None = None
) -> str:
    return render_template(
        "followup/question.html",
        stop=stop,
        question=asked,
        form=form,
        authors=rounds.authors_of([asked]),
        standing=standing,
        promises=queries.promises_of([asked.id]).get(asked.id, []),
        services=_services(),
        words=words,
    )


def _services() -> dict[str, Any]:
    return {service.code: service.name for service in tour.all_services()}
