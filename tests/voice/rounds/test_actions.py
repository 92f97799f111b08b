"""Rounds: one open at a time, a mode that the database itself keeps, batches, marks that go."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db, transaction
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice import rules as speaking
from caravan.voice.models import MeToo, Question, QuestionAuthor, Round, Suggestion
from caravan.voice.rounds import actions, queries, rules
from tests import makers
from tests.voice.rounds.sayings import ask, ask_many, open_named, states

pytestmark = pytest.mark.usefixtures("app")


def test_first_question_opens_a_round_without_names() -> None:
    stop = makers.make_stop()
    ask(stop)

    row = db.session.scalars(select(Round)).one()
    assert (row.mode, row.is_open, row.stop_id) == ("unnamed", True, stop.id)


def test_question_of_a_named_round_has_its_author() -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    open_named(stop)
    kept = ask(stop, code=person.follow_code)

    question = db.session.scalars(select(Question)).one()
    assert (question.state, kept.code, kept.was_named) == ("received", person.follow_code, True)
    assert queries.authors_of([question]) == {question.id: person.full_name}


def test_named_round_asks_for_the_code() -> None:
    stop = makers.make_stop()
    open_named(stop)
    with pytest.raises(rules.CodeMissing):
        ask(stop)
    assert makers.count(Question) == 0


def test_code_of_a_ticket_leaves_no_trace_in_a_round_without_names() -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    kept = ask(stop, code=person.follow_code)

    row = db.session.scalars(select(Question)).one()
    plain = ask(makers.make_stop("fes-2025"), "سؤال آخر")
    assert (kept.was_named, len(kept.code), len(plain.code)) == (False, 12, 12)
    assert makers.count(QuestionAuthor) == 0
    # whoever holds database and key tries every code of the stop, and finds nothing
    assert row.follow_mark not in voice_marks(stop, person.follow_code)


def voice_marks(stop: Stop, code: str) -> list[str]:
    return [said.follow_mark(stop.id, code), said.question_mark(code)]


def test_same_text_has_the_same_code_each_time() -> None:
    stop = makers.make_stop()
    assert ask(stop) == ask(stop, "متى تفتح  طلبات السكن؟")
    assert makers.count(Question) == 1


def test_database_takes_no_author_in_a_round_without_names() -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    question = makers.make_question(stop)
    for mode in ("named", "unnamed"):
        author = {"question_id": question.id, "mode": mode, "registration_id": person.id}
        with pytest.raises(IntegrityError), transaction() as writing:
            writing.execute(insert(QuestionAuthor), author)


def test_database_lets_no_mode_change_while_something_was_said() -> None:
    makers.make_question(makers.make_stop())
    for statement in (update(Round).values(mode="named"), update(Question).values(mode="named")):
        with pytest.raises(IntegrityError), transaction() as writing:
            writing.execute(statement)


def test_questions_come_before_moderators_five_at_a_time() -> None:
    stop = makers.make_stop()
    seen = []
    for number in range(11):
        ask(stop, f"سؤال {number}")
        seen.append(states().count("received"))

    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]


def test_what_is_left_comes_out_when_the_half_day_is_over() -> None:
    stop = makers.make_stop()
    ask(stop, now=makers.at(stop.first_day, "09:00"))
    actions.sweep(now=makers.at(stop.first_day, "11:59"))
    assert states() == ["waiting"]

    actions.sweep(now=makers.at(stop.first_day, "12:00"))
    assert states() == ["received"]


def test_what_comes_just_now_does_not_come_out_with_the_rest_of_the_morning() -> None:
    stop = makers.make_stop()
    ask(stop, now=makers.at(stop.first_day, "11:59"))
    ask(stop, "سؤال الظهر", now=makers.at(stop.first_day, "12:00"))

    rows = db.session.execute(select(Question.half_day, Question.state)).all()
    assert sorted(rows) == [("am", "received"), ("pm", "waiting")]


def test_lone_suggestion_does_not_come_out_with_five_questions() -> None:
    stop = makers.make_stop()
    voice.suggest(stop, speaking.Words("حافلة من جرادة", "housing"), now=clock.now())
    ask_many(stop, 5)

    assert states() == ["received"] * 5
    assert db.session.scalars(select(Suggestion.state)).all() == ["waiting"]


def test_end_of_a_round_takes_nothing_more_and_tells_no_lone_text() -> None:
    """Else a moderator could end a round after each text, and know who wrote it."""
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop, now=makers.at(stop.first_day, "09:00"))
    actions.close_round(stop, staff, now=clock.now())
    with pytest.raises(rules.RoundIsClosed):
        ask(stop, "سؤال متأخر")
    actions.open_round(stop, "unnamed", staff, now=clock.now())

    actions.sweep(now=makers.at(stop.first_day, "11:59"))
    assert states() == ["waiting"]
    actions.sweep(now=makers.at(stop.first_day, "12:00"))
    assert states() == ["received"]


def test_ending_twice_says_that_a_colleague_did() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop)
    actions.close_round(stop, staff, now=clock.now())
    with pytest.raises(rules.RoundChanged):
        actions.close_round(stop, staff, now=clock.now())


def test_new_round_ends_the_one_before() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    for mode in ("unnamed", "named", "unnamed"):
        actions.open_round(stop, mode, staff, now=clock.now())

    rows = db.session.execute(select(Round.mode, Round.is_open)).all()
    assert sorted(rows) == [("named", False), ("unnamed", False), ("unnamed", True)]


def test_rounds_leave_audit_entries_and_questions_leave_none() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    actions.open_round(stop, "unnamed", staff, now=clock.now())
    ask(stop, channel="helper")
    actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())
    actions.close_round(stop, staff, now=clock.now())

    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row.action, row.details) for row in rows] == [
        ("voice.open_round", {"mode": "unnamed"}),
        ("voice.change_round", {"mode": "named"}),
        ("voice.close_round", {}),
    ]


@pytest.mark.parametrize("state", ["answered", "rejected"])
def test_marks_of_phones_go_when_a_question_takes_no_more_support(state: str) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    voice.add_me_too(stop, question.id, "a" * 32)
    actions.sweep(now=clock.now())
    assert makers.count(MeToo) == 1

    with transaction() as writing:
        writing.execute(update(Question).values(state=state))
    actions.sweep(now=clock.now())

    assert makers.count(MeToo) == 0
    assert db.session.scalar(select(Question.me_too)) == 1


def test_marks_of_phones_go_when_the_stop_is_over() -> None:
    stop = makers.make_stop()
    voice.add_me_too(stop, makers.make_question(stop).id, "a" * 32)
    actions.sweep(now=clock.now() + timedelta(days=3))

    assert makers.count(MeToo) == 0
