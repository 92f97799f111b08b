"""Asking, supporting, deciding: what is written, once, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound, Refusal
from caravan.tour.models import Stop
from caravan.voice import actions, queries, rules
from caravan.voice.models import MeToo, Question, Screen, Suggestion
from caravan.voice.moderation import rules as moderation
from tests import makers

pytestmark = pytest.mark.usefixtures("app")


def ask(stop: Stop, body: str = "متى تُفتح طلبات السكن؟", **words: Any) -> None:
    now = words.pop("now", clock.now())
    actions.ask(stop, rules.Words(body, "housing", **words), now=now)


def state(question: Question) -> str:
    return db.session.get(Question, question.id, populate_existing=True).state


def open_named(stop: Stop) -> None:
    makers.make_round(stop, "named")


def test_ask_keeps_a_waiting_question_without_a_name() -> None:
    stop = makers.make_stop()
    ask(stop, now=makers.at(stop.first_day, "16:40"))

    row = db.session.scalar(select(Question))
    assert (row.state, row.service_code, row.language) == ("waiting", "housing", "ar")
    assert (row.day, row.half_day, row.mode) == (stop.first_day, "pm", "unnamed")
    assert (len(row.id), row.channel, row.notice) == (32, "phone", rules.NOTICE_VERSION)


def test_ask_twice_is_one_row_when_only_spelling_differs() -> None:
    stop = makers.make_stop()
    ask(stop, "متى تُفتح طلبات السكن؟")
    ask(stop, "متى  تفتح طلبات السكن؟")

    assert makers.count(Question) == 1


def test_same_text_at_two_stops_is_two_rows() -> None:
    ask(makers.make_stop())
    ask(makers.make_stop("fes-2025"))

    assert makers.count(Question) == 2


def test_two_holders_who_ask_the_same_both_find_it() -> None:
    stop = makers.make_stop()
    open_named(stop)
    people = [makers.make_registration(stop), makers.make_registration(stop)]
    for person in people:
        ask(stop, code=person.follow_code)

    marks = [queries.follow_mark(stop.id, person.follow_code) for person in people]
    assert [len(queries.find_by_follow_mark(mark)) for mark in marks] == [1, 1]


def test_follow_code_is_understood_as_people_write_it() -> None:
    stop = makers.make_stop()
    open_named(stop)
    code = makers.make_registration(stop).follow_code
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    ask(stop, code=f" {arabic[:3]} {arabic[3:6]}-{arabic[6:]} ")

    assert len(queries.find_by_follow_mark(queries.follow_mark(stop.id, code))) == 1


@pytest.mark.parametrize("code", ["12", "0000000001", "ليس رمزا"])
def test_ask_is_refused_with_a_code_that_is_none(code: str) -> None:
    with pytest.raises(rules.UnknownFollowCode):
        ask(makers.make_stop(), code=code)
    assert makers.count(Question) == 0


def test_ask_is_refused_with_a_code_of_another_stop() -> None:
    code = makers.make_registration(makers.make_stop("fes-2025")).follow_code
    with pytest.raises(rules.UnknownFollowCode):
        ask(makers.make_stop(), code=code)


@pytest.mark.parametrize(
    ("days_from_now", "refusal"), [(1, rules.NotOpenYet), (-2, rules.StopIsOver)]
)
def test_ask_is_refused_outside_the_days(days_from_now: int, refusal: type[Refusal]) -> None:
    stop = makers.make_stop(first_day=clock.today() + timedelta(days=days_from_now))
    with pytest.raises(refusal):
        ask(stop)
    assert makers.count(Question) == 0


def test_ask_is_refused_when_the_stop_is_cancelled() -> None:
    with pytest.raises(rules.StopIsOff):
        ask(makers.make_stop(status="cancelled"))


def test_suggest_keeps_a_received_suggestion() -> None:
    stop = makers.make_stop()
    for _ in range(2):
        actions.suggest(stop, rules.Words("حافلة من جرادة", "housing"), now=clock.now())

    rows = db.session.scalars(select(Suggestion)).all()
    assert [(row.state, row.body) for row in rows] == [("waiting", "حافلة من جرادة")]


def test_me_too_counts_once_when_one_phone_presses_1000_times() -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)

    counts = {actions.add_me_too(stop, question.id, "a" * 32) for _ in range(1000)}

    assert counts == {1}
    assert makers.count(MeToo) == 1


def test_me_too_counts_8_when_8_phones_press_at_once(app: Flask) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)

    def press(phone: int) -> int:
        with app.app_context():
            return actions.add_me_too(stop, question.id, f"{phone:032d}")

    with ThreadPoolExecutor(8) as phones:
        counts = sorted(phones.map(press, range(8)))
    assert counts == [1, 2, 3, 4, 5, 6, 7, 8]


def test_me_too_marks_of_one_phone_cannot_be_joined() -> None:
    stop = makers.make_stop()
    for question in (makers.make_question(stop), makers.make_question(stop)):
        actions.add_me_too(stop, question.id, "a" * 32)

    assert len(set(db.session.scalars(select(MeToo.mark)))) == 2


@pytest.mark.parametrize("hidden", ["received", "rejected"])
def test_me_too_tells_nothing_of_hidden_questions(hidden: str) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state=hidden)
    with pytest.raises(NotFound):
        actions.add_me_too(stop, question.id, "a" * 32)
    assert makers.count(MeToo) == 0


def test_me_too_is_refused_when_answered() -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="answered")
    with pytest.raises(rules.AlreadyAnswered):
        actions.add_me_too(stop, question.id, "a" * 32)


def test_me_too_stays_within_its_stop() -> None:
    question = makers.make_question(makers.make_stop())
    with pytest.raises(NotFound):
        actions.add_me_too(makers.make_stop("fes-2025"), question.id, "a" * 32)


def test_second_moderator_is_told_when_the_first_approved() -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    staff = makers.make_staff("moderator").id
    actions.approve(question.id, staff)

    with pytest.raises(rules.AlreadyApproved):
        actions.reject(question.id, "repeated", staff)
    assert state(question) == "approved"


def test_second_moderator_is_told_the_reason_when_the_first_rejected() -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    staff = makers.make_staff("moderator").id
    actions.reject(question.id, "repeated", staff)

    with pytest.raises(rules.AlreadyRejected, match="سبق طرحه"):
        actions.approve(question.id, staff)
    assert state(question) == "rejected"


def test_one_of_two_moderators_wins_when_they_decide_at_once(app: Flask) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    staff = makers.make_staff("moderator").id

    def decide(is_kind: bool) -> str:
        with app.app_context():
            try:
                if is_kind:
                    actions.approve(question.id, staff)
                else:
                    actions.reject(question.id, "repeated", staff)
            except rules.AlreadyDecided:
                return "told"
            return "approved" if is_kind else "rejected"

    with ThreadPoolExecutor(2) as moderators:
        outcomes = set(moderators.map(decide, (True, False)))
    assert outcomes == {"told", state(question)}


def test_approval_can_be_taken_back_by_who_saw_it() -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    staff = makers.make_staff("moderator").id
    actions.put_on_screen(stop, question.id, staff)

    actions.reject(question.id, "person", staff, seen="approved")

    assert state(question) == "rejected"
    assert queries.find_screen(stop.id).question_id is None


@pytest.mark.parametrize("reason", [" ", "تكرار"])
def test_rejection_needs_one_of_the_reasons(reason: str) -> None:
    question = makers.make_question(makers.make_stop(), state="received")
    with pytest.raises(rules.ReasonMissing):
        actions.reject(question.id, reason, makers.make_staff().id)
    assert state(question) == "received"


def test_answered_twice_is_answered() -> None:
    question = makers.make_question(makers.make_stop())
    staff = makers.make_staff().id
    actions.mark_answered(question.id, staff)
    actions.mark_answered(question.id, staff)

    assert state(question) == "answered"
    assert makers.count(AuditEntry) == 1


@pytest.mark.parametrize(
    ("before", "refusal"), [("received", rules.NotApproved), ("rejected", rules.AlreadyRejected)]
)
def test_only_approved_questions_are_answered(before: str, refusal: type[Refusal]) -> None:
    question = makers.make_question(makers.make_stop(), state=before)
    with pytest.raises(refusal):
        actions.mark_answered(question.id, makers.make_staff().id)


@pytest.mark.parametrize("hidden", ["received", "rejected", "answered"])
def test_only_approved_questions_go_on_screen(hidden: str) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state=hidden)
    with pytest.raises(rules.NotApproved):
        actions.put_on_screen(stop, question.id, makers.make_staff().id)
    assert makers.count(Screen) == 0


def test_screen_refuses_a_question_of_another_stop() -> None:
    question = makers.make_question(makers.make_stop("fes-2025"))
    with pytest.raises(rules.NotApproved):
        actions.put_on_screen(makers.make_stop(), question.id, makers.make_staff().id)


def test_screen_keeps_its_token() -> None:
    stop = makers.make_stop()
    assert actions.open_screen(stop).token == actions.open_screen(stop).token


def test_suggestion_takes_its_state_with_the_reason() -> None:
    suggestion = makers.make_suggestion(makers.make_stop())
    staff = makers.make_staff().id
    actions.set_suggestion_state(suggestion.id, "declined", staff, reason="خارج الاختصاص")

    row = queries.get_suggestion(suggestion.id)
    assert (row.state, row.reason) == ("declined", "خارج الاختصاص")


def test_suggestion_is_not_overwritten_when_a_colleague_was_faster() -> None:
    suggestion = makers.make_suggestion(makers.make_stop(), state="accepted")
    with pytest.raises(moderation.ChangedMeanwhile):
        actions.set_suggestion_state(
            suggestion.id, "studied", makers.make_staff().id, mark="another"
        )
    assert queries.get_suggestion(suggestion.id).state == "accepted"


def test_no_reason_goes_out_beside_another_state() -> None:
    suggestion = makers.make_suggestion(makers.make_stop())
    with pytest.raises(rules.NotToBeSaid):
        actions.set_suggestion_state(suggestion.id, "accepted", 1, reason="Dès avril")


def test_declining_a_suggestion_needs_a_reason() -> None:
    suggestion = makers.make_suggestion(makers.make_stop())
    with pytest.raises(rules.WhyMissing):
        actions.set_suggestion_state(suggestion.id, "declined", makers.make_staff().id)


def test_each_decision_leaves_an_audit_row_without_the_text() -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, body="نص لا يظهر", state="received")
    staff = makers.make_staff("moderator").id
    actions.approve(question.id, staff)
    actions.put_on_screen(stop, question.id, staff)
    actions.blank_screen(stop, staff)
    actions.show_list(stop, staff)
    actions.mark_answered(question.id, staff)

    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [row.action for row in rows] == [
        "voice.approve",
        "voice.put_on_screen",
        "voice.blank_screen",
        "voice.show_list",
        "voice.mark_answered",
    ]
    assert {(row.staff_id, row.stop_key) for row in rows} == {(staff, "oujda-2025")}
    assert {str(row.details) for row in rows} == {"{}"}
