"""Who is told that askers took a promise up again before its day."""

from datetime import UTC, datetime, timedelta

import time_machine
from flask import Flask

from caravan.followup import actions as room
from caravan.followup.models import Promise
from caravan.followup.promises import actions, queries, rules
from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from tests import makers

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
BOTH = {"ar": "نص", "fr": "Un texte"}


def unsolved() -> Promise:
    """A promise due in twenty days, kept, and not solved, as those who asked say."""
    due = clock.today() + timedelta(days=20)
    promise, staff = makers.make_promise(makers.make_stop(), due=due), makers.make_staff()
    room.keep_promise(promise.id, BOTH, staff_id=staff.id)
    actions.say(promise.id, "seal", "month", is_solved=False)
    return promise


def steps(promise: Promise) -> list[str]:
    return [one.kind for one in queries.get_told(promise.id).steps]


def test_owner_is_told_once_and_once_more_when_it_is_late(app: Flask) -> None:
    with time_machine.travel(NOON):
        promise = unsolved()
        makers.make_staff("feedback", "oujda-2025", email="owner@example.org")

        actions.tell_of_late_ones()
        actions.tell_of_late_ones()

    (letter,) = db.session.query(Message)
    assert (letter.recipient, "n’est pas réglé" in letter.body) == ("owner@example.org", True)
    assert steps(promise) == ["kept", "askers_reopened", "told_reopened"]

    with time_machine.travel(NOON + timedelta(days=21)):
        actions.tell_of_late_ones()

    assert steps(promise)[3:] == ["told_owner"]


def test_owner_is_told_nothing_where_staff_took_the_next_step(app: Flask) -> None:
    with time_machine.travel(NOON):
        promise, later = unsolved(), clock.today() + timedelta(days=40)
        move = rules.Move("moved", BOTH, later)
        actions.take_step(promise.id, move, staff_id=makers.make_staff().id)

        actions.tell_of_late_ones()

    assert makers.count(Message) == 0
