"""The order of arrival in the files of the database: it is there, and is taken away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.voice import actions as voice
from caravan.voice.models import Question
from caravan.voice.rounds import actions
from caravan.voice.rounds.tending import Tending
from tests import makers
from tests.voice.rounds.sayings import ask, ask_many, occurrences

pytestmark = pytest.mark.usefixtures("app")


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
        "sqlite": lambda: [occurrences(body) for body in bodies],
        "postgresql": lambda: db.session.scalars(
            text("SELECT count(DISTINCT xmin::text)::int FROM questions")
        ).all(),
    }[db.engine.dialect.name]()
    assert set(numbers) == {1}


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
