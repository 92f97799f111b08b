"""Messages that wait: once each, on lease to one worker at a time, forgotten when they left."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from caravan.kernel import outbox
from caravan.kernel.db import db, transaction
from caravan.kernel.outbox import Mail, Message
from tests import makers
from tests.together import together

MORNING = datetime(2025, 2, 7, 8, tzinfo=UTC)
MAIL = Mail("desk@bank.example", "fr", "Programme\n modifié", "Bonjour")

pytestmark = pytest.mark.usefixtures("app")


def put(once_key: str = "one", stop_key: str = "oujda-2025") -> None:
    outbox.queue(MAIL, once_key=once_key, stop_key=stop_key)


def take() -> outbox.Taken:
    taken = outbox.take()
    assert taken is not None
    return taken


def test_message_of_one_name_is_one() -> None:
    put()
    put()
    assert makers.count(Message) == 1


def test_message_is_not_there_when_its_transaction_fails() -> None:
    with suppress(RuntimeError), transaction():
        put()
        raise RuntimeError
    assert makers.count(Message) == 0


def test_message_is_taken_as_it_was_written_with_its_subject_on_one_line() -> None:
    put()
    taken = take()
    assert (taken.once_key, taken.attempt) == ("one", 1)
    assert taken.mail == Mail("desk@bank.example", "fr", "Programme modifié", "Bonjour")


def test_message_on_lease_is_nobody_elses_until_the_lease_ends() -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        put()
        take()
        assert outbox.take() is None
        clock.shift(outbox.LEASE)
        assert take().attempt == 2


def test_message_is_taken_once_by_two_workers_at_once(app: Flask) -> None:
    taken = []
    for name in ("one", "two"):
        put(name)

    def work() -> None:
        if (found := outbox.take()) is not None:
            taken.append(found.once_key)

    assert together(app, work) == ["done"] * 4
    assert sorted(taken) == ["one", "two"]


def test_message_is_forgotten_when_it_left() -> None:
    put()
    outbox.mark_sent(take())
    row = db.session.query(Message).one()
    assert (row.recipient, row.subject, row.body) == ("", "", "")
    assert outbox.tally("oujda-2025") == outbox.Tally(waiting=0, sent=1, given_up=0)


def test_message_waits_longer_after_each_failure_and_is_given_up_at_last() -> None:
    waits = []
    with time_machine.travel(MORNING, tick=False) as clock:
        put()
        while (taken := outbox.take()) is not None:
            outbox.mark_failed(taken, "SMTPDataError 451")
            row = db.session.query(Message).populate_existing().one()
            waits.append(row.due_at - datetime.now(UTC))
            clock.move_to(row.due_at)
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
    assert len(waits) == 10
    assert (row.recipient, row.fault) == ("", "SMTPDataError 451")
    assert outbox.tally() == outbox.Tally(waiting=0, sent=0, given_up=1)


def test_failure_of_a_lease_that_ended_changes_nothing() -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        put()
        late = take()
        clock.shift(outbox.LEASE)
        take()
        outbox.mark_failed(late, "TimeoutError", for_good=True)
    assert outbox.tally().waiting == 1


def test_tally_counts_one_stop_or_all() -> None:
    put("one")
    put("two", "fes-2025")
    assert (outbox.tally("fes-2025").waiting, outbox.tally().waiting) == (1, 2)
