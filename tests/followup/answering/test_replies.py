"""A reply on its way: drafted, read by another one, published; letters that remind of it."""

from datetime import date, timedelta
from secrets import token_hex

import pytest
import time_machine
from flask import Flask

from caravan.followup import queries as followup
from caravan.followup.answering import actions, queries, rules
from caravan.followup.answering.actions.writing import Author
from caravan.followup.answering.models import BodyContact, Reply, ReplyStep
from caravan.followup.items.queries import get_item, outcomes
from caravan.followup.models import Answer
from caravan.followup.rules import DueBeforeStop, PromiseDetails
from caravan.kernel import clock, post, versions
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from caravan.tour.duties.models import AnsweringBody
from caravan.tour.models import Stop
from caravan.voice import queries as said
from tests import makers
from tests.followup.answering.rows import (
    TEXTS,
    give,
    hand_in,
    make_body,
    make_checked,
    make_door,
    make_partner_body,
    words,
)
from tests.rows import save
from tests.together import together

OTHER = {"ar": "لا.", "fr": "Non."}


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


@pytest.fixture
def staff() -> int:
    return makers.make_staff("feedback").id


def stands(item_id: str) -> tuple[str, int]:
    reply = queries.find_reply(item_id)
    db.session.refresh(reply)
    return reply.state, reply.version


def number(topic: str) -> int:
    versions.forget_all()
    return versions.version_of(topic)


def test_reply_goes_from_draft_to_public_through_two_people(stop: Stop, staff: int) -> None:
    question, reader = makers.make_question(stop), makers.make_staff("feedback").id
    before = number(f"answers:{stop.key}"), number(f"questions:{stop.key}")

    actions.write(question.id, words(), Author(staff), hand_in=False)
    hand_in(question.id, staff, version=1)
    actions.check(question.id, version=2, staff_id=reader)
    outcome = actions.publish(stop, {question.id: 3}, staff_id=staff)

    assert (outcome.published, outcome.left) == (1, {})
    assert followup.answers_of([question.id])[question.id].body == TEXTS
    assert said.get_question(question.id).state == "answered"
    assert number(f"answers:{stop.key}") > before[0]
    assert number(f"questions:{stop.key}") > before[1]
    steps = [(step.version, step.state) for step in db.session.query(ReplyStep)]
    assert steps == [(1, "draft"), (2, "review"), (3, "checked"), (4, "published")]


def test_each_step_is_noted_without_a_text(stop: Stop) -> None:
    question = makers.make_question(stop)
    version = make_checked(question.id)
    actions.publish(stop, {question.id: version}, staff_id=makers.make_staff().id)

    kept = db.session.query(AuditEntry).order_by(AuditEntry.id)
    noted = [(row.action, row.details) for row in kept]
    assert noted == [
        ("followup.hand_in", {}),
        ("followup.check", {}),
        ("voice.mark_answered", {}),
        ("followup.publish", {}),
        ("followup.answer", {}),
    ]


def test_nobody_checks_what_they_wrote(stop: Stop, staff: int) -> None:
    question = makers.make_question(stop)
    hand_in(question.id, staff)

    with pytest.raises(rules.SameReader):
        actions.check(question.id, version=1, staff_id=staff)
    assert stands(question.id) == ("review", 1)


def test_text_changed_after_the_check_goes_to_a_reader_again(stop: Stop, staff: int) -> None:
    question = makers.make_question(stop)
    version = make_checked(question.id)

    hand_in(question.id, staff, version=version, body=OTHER)

    assert stands(question.id) == ("review", 3)
    assert actions.publish(stop, {question.id: 3}, staff_id=staff).left.keys() == {question.id}
    assert makers.count(Answer) == 0


def test_reply_changed_meanwhile_is_not_overwritten(stop: Stop, staff: int) -> None:
    question = makers.make_question(stop)
    hand_in(question.id, staff)

    with pytest.raises(rules.ReplyChanged):
        actions.write(question.id, words(body=OTHER), Author(staff), hand_in=False)
    assert queries.find_reply(question.id).body == TEXTS


def test_reply_begun_by_several_at_once_is_one_and_the_others_are_told(
    app: Flask, stop: Stop, staff: int
) -> None:
    question = makers.make_question(stop)

    def begin() -> None:
        own = words(body={**TEXTS, "fr": token_hex(8)})
        actions.write(question.id, own, Author(staff), hand_in=False)

    ended = together(app, begin)

    assert ended == ["ReplyChanged"] * 3 + ["done"]
    assert makers.count(Reply) == 1


@pytest.mark.parametrize("is_handed_in", [True, False])
def test_same_text_sent_twice_is_one_step(stop: Stop, staff: int, is_handed_in: bool) -> None:
    question = makers.make_question(stop)
    promise = PromiseDetails(TEXTS, TEXTS, date(2030, 1, 1))

    for _ in range(2):
        sent = words(promise=promise)
        actions.write(question.id, sent, Author(staff), hand_in=is_handed_in)

    assert stands(question.id)[1] == makers.count(ReplyStep) == 1


def test_reader_sends_it_back_with_a_note(stop: Stop, staff: int) -> None:
    question = makers.make_question(stop)
    hand_in(question.id, makers.make_staff().id)

    with pytest.raises(rules.ReasonMissing):
        actions.send_back(question.id, " ", version=1, staff_id=staff)
    actions.send_back(question.id, "Quelle date ?", version=1, staff_id=staff)

    assert stands(question.id) == ("draft", 2)
    assert queries.find_reply(question.id).note == "Quelle date ?"


@pytest.mark.parametrize("state", ["received", "rejected"])
def test_question_that_is_not_public_gets_no_reply(stop: Stop, staff: int, state: str) -> None:
    question = makers.make_question(stop, state=state, reason="Non")

    with pytest.raises(rules.NothingToAnswer):
        actions.write(question.id, words(), Author(staff), hand_in=False)


def test_batch_is_one_write_that_leaves_out_what_changed(stop: Stop, staff: int) -> None:
    first, second, third = (makers.make_question(stop, f"{one} ?") for one in range(3))
    chosen = {one.id: make_checked(one.id) for one in (first, second, third)}
    actions.send_back(second.id, "Plus court", version=2, staff_id=staff)
    third.state, third.reason = "rejected", "Hors sujet"
    save(third)

    outcome = actions.publish(stop, chosen, staff_id=staff)

    assert (outcome.published, set(outcome.left)) == (1, {second.id, third.id})
    assert list(followup.answers_of(chosen)) == [first.id]


def test_nothing_of_a_faulty_one_is_published_with_the_batch(stop: Stop, staff: int) -> None:
    first, second = (makers.make_question(stop, f"{one} ?") for one in range(2))
    promise = PromiseDetails(TEXTS, TEXTS, stop.first_day)
    chosen = {first.id: make_checked(first.id, promise=promise), second.id: make_checked(second.id)}
    stop.first_day += timedelta(days=1)  # the stop was put off after the check
    save(stop)

    outcome = actions.publish(stop, chosen, staff_id=staff)

    assert [(one, type(why)) for one, why in outcome.left.items()] == [(first.id, DueBeforeStop)]
    assert list(followup.answers_of(chosen)) == [second.id]
    assert get_item(first.id).state == "approved"


def test_reply_of_another_stop_is_not_published(stop: Stop, staff: int) -> None:
    question = makers.make_question(makers.make_stop("fes-2025"))
    version = make_checked(question.id)

    assert actions.publish(stop, {question.id: version}, staff_id=staff).published == 0


def test_refusal_is_public_with_its_reason(stop: Stop, staff: int) -> None:
    question = makers.make_question(stop)
    version = make_checked(question.id, is_refusal=True)
    actions.publish(stop, {question.id: version}, staff_id=staff)

    item = get_item(question.id)
    assert outcomes([item]) == {question.id: "refused"}
    assert followup.answers_of([question.id])[question.id].is_refusal is True


@pytest.mark.parametrize(
    ("is_refusal", "state", "reason"), [(True, "declined", TEXTS["ar"]), (False, "studied", None)]
)
def test_answer_to_a_suggestion_brings_it_before_everybody(
    stop: Stop, staff: int, is_refusal: bool, state: str, reason: str | None
) -> None:
    suggestion = makers.make_suggestion(stop)
    version = make_checked(suggestion.id, is_refusal=is_refusal)

    actions.publish(stop, {suggestion.id: version}, staff_id=staff)

    found = said.get_suggestion(suggestion.id)
    assert (found.state, found.reason) == (state, reason)


def test_published_answer_is_no_longer_owed_until_it_is_corrected(stop: Stop, staff: int) -> None:
    question = makers.make_question(stop)
    version = make_checked(question.id)

    def owed() -> int:
        return queries.board(stop.id, body=None, stage=None, page=1).total

    before = owed()
    actions.publish(stop, {question.id: version}, staff_id=staff)
    after = owed()
    hand_in(question.id, staff, version=3, body=OTHER)

    assert (before, after, owed()) == (1, 0, 1)
    assert followup.answers_of([question.id])[question.id].body == TEXTS


def test_body_writes_what_it_has_and_the_staff_check_it(stop: Stop, staff: int) -> None:
    question, bank = makers.make_question(stop), make_partner_body()
    give(question.id, bank)

    actions.write(question.id, words(), Author(body_code="bank"), hand_in=True)
    actions.check(question.id, version=1, staff_id=staff)

    assert stands(question.id) == ("checked", 2)


def test_body_cannot_change_what_the_staff_have_in_hand(stop: Stop, staff: int) -> None:
    question = makers.make_question(stop)
    give(question.id, make_partner_body())
    hand_in(question.id, staff)

    with pytest.raises(rules.NotYours):
        actions.write(question.id, words(1, body=OTHER), Author(body_code="bank"), hand_in=False)
    assert queries.find_reply(question.id).body == TEXTS


MORNING = "2026-11-16T09:00:00Z"  # a Monday


def owing(stop: Stop, **contact: str) -> AnsweringBody:
    """A body that owes one late answer, reminded at one address."""
    body = make_body()
    give(makers.make_question(stop).id, body, date(2026, 11, 12))
    values = {"email": "office@example.org", "language": "fr", **contact}
    save(BodyContact(body_code=body.code, staff_id=None, added_at=clock.now(), **values))
    return body


@pytest.fixture
def has_post(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "is_open", lambda _channel="mail": True)


@pytest.mark.usefixtures("has_post")
@time_machine.travel(MORNING, tick=False)
def test_body_is_reminded_once_a_day_without_any_text(stop: Stop) -> None:
    token = make_door(owing(stop))

    for _ in range(2):
        actions.remind()

    (message,) = db.session.query(Message)
    assert (message.recipient, message.subject) == (
        "office@example.org",
        "Réponses dues : Service housing",
    )
    lines = message.body.splitlines()
    assert [line for line in lines if line[:1] == "•"] == ["• À répondre : 1", "• En retard : 1"]
    assert f"http://localhost/fr/answering/housing?token={token}" in lines


@pytest.mark.usefixtures("has_post")
@pytest.mark.parametrize(
    "moment", ["2026-11-16T21:00:00Z", "2026-11-15T09:00:00Z", "2026-11-18T09:00:00Z"]
)
def test_nobody_is_reminded_at_night_on_sundays_and_holidays(stop: Stop, moment: str) -> None:
    with time_machine.travel(moment, tick=False):
        owing(stop)
        actions.remind()
        assert makers.count(Message) == 0


@time_machine.travel(MORNING, tick=False)
def test_nothing_is_written_without_a_mail_server(stop: Stop) -> None:
    owing(stop)
    actions.remind()
    assert makers.count(Message) == 0


@pytest.mark.usefixtures("has_post")
@time_machine.travel(MORNING, tick=False)
def test_letter_is_in_the_language_of_its_address_and_tells_the_next_day(stop: Stop) -> None:
    body = owing(stop, language="ar")
    give(makers.make_question(stop, "أخرى؟").id, body, date(2026, 11, 19))

    actions.remind()

    (message,) = db.session.query(Message)
    assert message.subject == "أجوبة مستحقة: مصلحة housing"
    assert "• الأجل المقبل: 19 نونبر 2026" in message.body
