"""Answers, promises, and what is written down of them."""

from datetime import timedelta

import pytest
from flask import Flask

from caravan.followup import actions, queries, rules
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.kernel import clock, versions
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.voice.models import Question
from tests import makers
from tests.together import together

BODY = {"ar": "نعم، في ماي.", "fr": "Oui, en mai."}
KEY = "oujda-2025"


def details(**values: object) -> rules.PromiseDetails:
    due = clock.today() + timedelta(days=20)
    parts = {"body": {"ar": "نشر اللائحة", "fr": "Publier la liste"}, "owner": BODY, "due": due}
    return rules.PromiseDetails(**{**parts, **values})


def number(topic: str) -> int:
    versions.forget_all()
    return versions.version_of(topic)


def noted() -> list[tuple[str, str, dict[str, object]]]:
    rows = db.session.query(AuditEntry).order_by(AuditEntry.id)
    return [(row.action, row.subject, row.details) for row in rows]


def test_answer_is_published_and_the_question_answered(app: Flask) -> None:
    question, staff = makers.make_question(makers.make_stop()), makers.make_staff()

    actions.answer(question.id, BODY, staff_id=staff.id)

    assert queries.answers_of([question.id])[question.id].body == BODY
    assert db.session.get(Question, question.id).state == "answered"


def test_answer_is_noted_without_its_text(app: Flask) -> None:
    question, staff = makers.make_question(makers.make_stop()), makers.make_staff()
    promise = details()

    actions.answer(question.id, BODY, promise, staff_id=staff.id)

    assert noted() == [
        ("voice.mark_answered", question.id, {}),
        ("followup.answer", question.id, {}),
        ("followup.promise", promise.id, {}),
    ]


def test_answer_moves_the_public_pages(app: Flask) -> None:
    question, staff = makers.make_question(makers.make_stop()), makers.make_staff()
    before = number(f"questions:{KEY}"), number(f"answers:{KEY}")

    actions.answer(question.id, BODY, staff_id=staff.id)

    assert number(f"questions:{KEY}") > before[0]
    assert number(f"answers:{KEY}") > before[1]


def test_newer_answer_corrects_the_older_which_is_kept(app: Flask) -> None:
    question, staff = makers.make_question(makers.make_stop()), makers.make_staff()
    actions.answer(question.id, BODY, staff_id=staff.id)

    actions.answer(question.id, {**BODY, "fr": "Oui, en juin."}, staff_id=staff.id)

    assert queries.answers_of([question.id])[question.id].body["fr"] == "Oui, en juin."
    assert makers.count(Answer) == 2


def test_answer_sent_again_is_one_answer_and_one_promise(app: Flask) -> None:
    question, staff = makers.make_question(makers.make_stop()), makers.make_staff()
    promise = details()

    for _ in range(2):
        actions.answer(question.id, BODY, promise, staff_id=staff.id)

    assert (makers.count(Answer), makers.count(Promise)) == (1, 1)


def test_promise_belongs_to_question_stop_and_service(app: Flask) -> None:
    question, staff = makers.make_question(makers.make_stop()), makers.make_staff()

    actions.answer(question.id, BODY, details(), staff_id=staff.id)

    (made,) = queries.promises(question.stop_id)
    assert (made.item_id, made.service_code, made.state) == (question.id, "housing", "open")


@pytest.mark.parametrize(
    ("state", "refusal"),
    [("rejected", rules.QuestionRejected), ("received", rules.QuestionNotShown)],
)
def test_answer_is_refused_when_the_question_is_not_shown(
    app: Flask, state: str, refusal: type
) -> None:
    question = makers.make_question(makers.make_stop(), state=state)

    with pytest.raises(refusal):
        actions.answer(question.id, BODY, staff_id=makers.make_staff().id)

    assert makers.count(Answer) == 0


def test_nothing_is_kept_when_the_promise_is_refused(app: Flask) -> None:
    stop = makers.make_stop()
    question, staff = makers.make_question(stop), makers.make_staff()
    early = details(due=stop.first_day - timedelta(days=1))

    with pytest.raises(rules.DueBeforeStop):
        actions.answer(question.id, BODY, early, staff_id=staff.id)

    assert (makers.count(Answer), noted()) == (0, [])
    assert db.session.get(Question, question.id).state == "approved"


def test_promise_is_kept_with_its_evidence(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop()), makers.make_staff()
    before = number(f"answers:{KEY}")

    actions.keep_promise(promise.id, BODY, staff_id=staff.id)

    (made,) = queries.promises(promise.stop_id)
    assert (made.state, made.evidence, made.kept_on) == ("kept", BODY, clock.today())
    assert number(f"answers:{KEY}") > before
    assert noted() == [("followup.keep_promise", promise.id, {})]


def test_promise_is_kept_once(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop()), makers.make_staff()
    actions.keep_promise(promise.id, BODY, staff_id=staff.id)

    with pytest.raises(rules.PromiseAlreadyKept):
        actions.keep_promise(promise.id, BODY, staff_id=staff.id)

    assert makers.count(PromiseKept) == 1


def test_promise_is_not_kept_without_evidence(app: Flask) -> None:
    promise = makers.make_promise(makers.make_stop())

    with pytest.raises(rules.EvidenceIncomplete):
        actions.keep_promise(promise.id, {"ar": "نُشرت", "fr": ""}, staff_id=1)

    assert makers.count(PromiseKept) == 0


def test_promises_come_late_first(app: Flask) -> None:
    stop, today = makers.make_stop(), clock.today()
    for days in (3, -3, 1):
        makers.make_promise(stop, due=today + timedelta(days=days))

    assert [one.state for one in queries.promises(stop.id)] == ["late", "open", "open"]
    assert queries.promises(stop.id)[1].due == today + timedelta(days=1)


def test_summary_is_noted_when_drawn(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()

    with app.test_request_context():
        pdf = actions.print_summary(stop, "fr", staff_id=staff.id)

    assert pdf.startswith(b"%PDF")
    assert noted() == [("followup.summary", "fr", {})]


def test_answer_and_promise_are_one_when_sent_several_times_at_once(app: Flask) -> None:
    question, staff = makers.make_question(makers.make_stop()), makers.make_staff()
    promise = details()

    ended = together(app, lambda: actions.answer(question.id, BODY, promise, staff_id=staff.id))

    assert ended == ["done"] * 4
    assert (makers.count(Answer), makers.count(Promise)) == (1, 1)


def test_promise_is_kept_once_when_two_write_it_down_at_once(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop()), makers.make_staff()

    ended = together(app, lambda: actions.keep_promise(promise.id, BODY, staff_id=staff.id))

    assert ended == ["PromiseAlreadyKept"] * 3 + ["done"]
