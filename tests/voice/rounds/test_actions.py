"""Rounds: one open at a time, a mode that the database itself keeps, batches, marks that go."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import Base, db, transaction
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice import rules as speaking
from caravan.voice.models import MeToo, Question, QuestionAuthor, Round, Screen, Suggestion
from caravan.voice.moderation import actions as moderation
from caravan.voice.moderation.models import SuggestionDetail
from caravan.voice.rounds import actions, queries, rules
from caravan.voice.rounds.tending import Tending
from tests import makers
from tests.together import together

BESIDE = ("question_", "suggestion_", "desk_")
pytestmark = pytest.mark.usefixtures("app")


def ask(stop: Stop, body: str = "متى تُفتح طلبات السكن؟", code: str = "", **more: Any) -> Any:
    now = more.pop("now", None) or clock.now()
    return voice.ask(stop, speaking.Words(body, "housing", code, **more), now=now)


def ask_many(stop: Stop, count: int) -> list[str]:
    bodies = [f"سؤال {number:02d} للجميع" for number in range(count)]
    for body in bodies:
        ask(stop, body)
    return bodies


def states() -> list[str]:
    return sorted(db.session.scalars(select(Question.state)))


def open_named(stop: Stop) -> None:
    actions.open_round(stop, "named", makers.make_staff().id, now=clock.now())


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
    assert queries.authors_of([question.id]) == {question.id: person.full_name}


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


def test_change_of_mode_deletes_what_was_gathered() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    question = makers.make_question(stop)
    makers.make_suggestion(stop)
    other = makers.make_question(makers.make_stop("fes-2025"))
    voice.add_me_too(stop, question.id, "a" * 32)
    voice.put_on_screen(stop, question.id, staff)
    token = db.session.scalar(select(Screen.token))

    actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())

    assert db.session.scalars(select(Question.id)).all() == [other.id]
    assert (makers.count(Suggestion), makers.count(MeToo)) == (0, 0)
    assert queries.standing(stop.id) == queries.Standing("named", is_open=True)
    assert db.session.scalar(select(Screen.token)) == token


def test_change_of_mode_deletes_what_moderators_put_beside() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    makers.make_service("loans")
    earlier = makers.make_question(stop, "قبل", me_too=2)
    actions.open_round(stop, "unnamed", staff, now=clock.now())
    lead, private = makers.make_question(stop), makers.make_question(stop, "ملفي")
    idea = makers.make_suggestion(stop)
    moderation.edit(lead.id, "صياغة أخرى", staff)
    moderation.set_labels(lead.id, ["loans"], staff)
    moderation.set_star(stop, lead.id, starred=True)
    moderation.group(lead.id, {earlier.id: None}, staff)
    moderation.make_private(private.id, staff)
    moderation.set_details(idea.id, "نقل", None, staff)

    actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())

    beside = [one for name, one in Base.metadata.tables.items() if name.startswith(BESIDE)]
    assert [one.name for one in beside if db.session.execute(select(one)).all()] == []
    left = db.session.execute(select(Question.id, Question.state, Question.me_too)).all()
    assert left == [(earlier.id, "approved", 2)]


def test_lead_of_another_round_keeps_no_share_of_what_was_deleted() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    lead = makers.make_question(stop, "قبل", me_too=2)
    idea = makers.make_suggestion(stop, "فكرة")
    moderation.set_details(idea.id, "نقل", None, staff)
    actions.open_round(stop, "unnamed", staff, now=clock.now())
    moderation.group(lead.id, {makers.make_question(stop, me_too=3).id: None}, staff)
    moderation.group_suggestions(idea.id, {makers.make_suggestion(stop).id: None}, staff)

    actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())

    assert db.session.scalars(select(Question.me_too)).all() == [2]
    assert db.session.scalars(select(SuggestionDetail.support)).all() == [0]


def test_nothing_of_a_deleted_round_is_left_in_the_files() -> None:
    """Neither a wording that a moderator replaced nor who wrote it."""
    stop, staff = makers.make_stop(), makers.make_staff().id
    open_named(stop)
    ask(stop, "صياغة أولى", code=makers.make_registration(stop).follow_code)
    question = db.session.scalars(select(Question.id)).one()
    moderation.edit(question, "صياغة ثانية", staff)
    actions.change_mode(stop, "named", staff, sure=True, now=clock.now())

    left = {
        "sqlite": lambda: [_occurrences(one) for one in ("صياغة أولى", "صياغة ثانية")],
        "postgresql": lambda: [
            db.session.scalar(text(f"SELECT pg_relation_size('{name}')::int"))
            for name in ("questions", "question_edits", "question_authors")
        ],
    }[db.engine.dialect.name]()
    assert set(left) == {0}


def test_change_back_deletes_authors_too() -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    open_named(stop)
    ask(stop, code=makers.make_registration(stop).follow_code)

    actions.change_mode(stop, "named", staff, sure=True, now=clock.now())

    assert (makers.count(Question), makers.count(QuestionAuthor)) == (0, 0)


def test_mode_stays_when_something_was_answered_in_public() -> None:
    stop = makers.make_stop()
    makers.make_question(stop, state="answered")
    with pytest.raises(rules.RoundIsAnswered):
        actions.change_mode(stop, "unnamed", makers.make_staff().id, sure=True, now=clock.now())
    assert makers.count(Question) == 1


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


@pytest.fixture
def lying(app: Flask) -> Callable[[], list[str]]:
    """The ids of the questions as they lie in the files of the database, one after the other."""

    def on_sqlite() -> list[str]:
        raw = Path(db.engine.url.database or "").read_bytes()
        places = {
            one.id: raw.index(one.body.encode()) for one in db.session.scalars(select(Question))
        }
        return sorted(places, key=places.__getitem__)

    def on_postgres() -> list[str]:
        return list(db.session.scalars(text("SELECT id FROM questions ORDER BY ctid")))

    def read() -> list[str]:
        checkpoint = {"sqlite": "PRAGMA wal_checkpoint(FULL)", "postgresql": "SELECT 1"}
        with db.engine.connect() as connection:
            connection.exec_driver_sql(checkpoint[db.engine.dialect.name])
        return {"sqlite": on_sqlite, "postgresql": on_postgres}[db.engine.dialect.name]()

    return read


def arrived(bodies: list[str]) -> list[str]:
    by_body = {body: key for key, body in db.session.execute(select(Question.id, Question.body))}
    return [by_body[body] for body in bodies]


def test_files_show_the_order_of_arrival_until_it_is_taken_away(lying: Any) -> None:
    """Proves that the test below would see an order, were there one."""
    bodies = ask_many(makers.make_stop(), 4)
    assert lying() in (arrived(bodies), arrived(bodies)[::-1])


def test_files_show_no_order_of_arrival_afterwards(lying: Any) -> None:
    ask_many(makers.make_stop(), 10)
    assert actions.take_order_away() is True

    ids = sorted(db.session.scalars(select(Question.id)))
    assert lying() in (ids, ids[::-1])  # the ids are random: they know nothing of the order


def test_files_hold_each_text_once_afterwards() -> None:
    bodies = ask_many(makers.make_stop(), 10)
    assert actions.take_order_away() is True

    numbers = {
        "sqlite": lambda: [_occurrences(body) for body in bodies],
        "postgresql": lambda: db.session.scalars(
            text("SELECT count(DISTINCT xmin::text)::int FROM questions")
        ).all(),
    }[db.engine.dialect.name]()
    assert set(numbers) == {1}


def _occurrences(body: str) -> int:
    """How often the text stands in the database's file and all files beside it."""
    file = Path(db.engine.url.database or "")
    beside = file.parent.glob(f"{file.name}*")
    return sum(len(re.findall(re.escape(body.encode()), one.read_bytes())) for one in beside)


@pytest.fixture
def rewritten(monkeypatch: Any) -> list[int]:
    """One for each time that tending takes the order away, which takes no time here."""
    done: list[int] = []
    monkeypatch.setattr(actions, "take_order_away", lambda: done.append(1) or True)
    monkeypatch.setattr("caravan.voice.rounds.tending._SHARE", 0)
    return done


def test_tending_rewrites_once_until_something_new_is_said(rewritten: list[int]) -> None:
    stop, tending = makers.make_stop(), Tending()
    for _ in range(2):
        ask(stop)
        tending()
    assert rewritten == [1]
    ask(stop, "سؤال جديد")
    tending()
    assert rewritten == [1, 1]


def test_tending_rewrites_for_marks_and_for_what_was_deleted_too(rewritten: list[int]) -> None:
    """Marks that lie side by side were given by one phone in one minute, more often than not."""
    stop, tending = makers.make_stop(), Tending()
    question = makers.make_question(stop)
    tending()
    voice.add_me_too(stop, question.id, "a" * 32)
    tending()
    assert rewritten == [1, 1]
    actions.change_mode(stop, "unnamed", makers.make_staff().id, sure=True, now=clock.now())
    rewritten.clear()
    tending()
    assert rewritten == [1]


def test_tending_waits_the_longer_the_longer_it_takes(monkeypatch: Any) -> None:
    stop, at, rewritten, tending = makers.make_stop(), [0.0], [], Tending()

    def slowly() -> bool:
        rewritten.append(at[0])
        at[0] += 2
        return True

    monkeypatch.setattr(actions, "take_order_away", slowly)
    monkeypatch.setattr("caravan.voice.rounds.tending.time.monotonic", lambda: at[0])
    for number in range(9):
        ask(stop, f"سؤال {number}")
        tending()
        at[0] = (number + 1) * 60.0
    assert rewritten == [0, 240, 480]


def act_beside(app: Flask, act: Callable[[], Any]) -> Any:
    """The act in a thread of its own, begun; what it ended with is its exception."""
    begun = threading.Event()

    def run() -> None:
        with app.app_context():
            begun.set()
            act()

    person = ThreadPoolExecutor(1)
    ended = person.submit(run)
    begun.wait()
    person.shutdown(wait=False)
    return ended


def test_who_speaks_while_the_mode_changes_is_heard_in_one_mode_or_told(
    app: Flask, monkeypatch: Any
) -> None:
    """The change is under way, not yet done: whoever sends now must not end up in between."""
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop)
    for after in ("scrub_erased", "take_order_away"):  # what no open transaction may do
        monkeypatch.setattr(actions, after, lambda *_of: True)
    with transaction():
        actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now())
        late = act_beside(app, lambda: ask(stop, "في اللحظة نفسها"))
        wait([late], timeout=0.3)

    assert type(late.exception(10)) is rules.CodeMissing
    assert (states(), db.session.scalars(select(Round.mode)).all()) == ([], ["named"])


def test_mode_changes_after_who_is_speaking_has_spoken(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop)
    with transaction():
        ask(stop, "في اللحظة نفسها")
        change = act_beside(
            app,
            lambda: actions.change_mode(stop, "unnamed", staff, sure=True, now=clock.now()),
        )
        wait([change], timeout=0.3)

    assert change.exception(10) is None
    db.session.rollback()
    assert (states(), db.session.scalars(select(Round.mode)).all()) == ([], ["named"])


def test_two_moderators_open_one_round(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff().id
    ask(stop)

    def open_one() -> None:
        actions.open_round(stop, "named", staff, now=clock.now())

    ended = together(app, open_one, times=4)
    assert set(ended) <= {"done", "RoundChanged"}
    assert "done" in ended
    db.session.rollback()
    assert db.session.scalars(select(Round.is_open).where(Round.is_open)).all() == [True]
