"""Letters to bodies that wait while a colleague changes the link that they carry, or their address.

None leads to a closed door, none goes where nobody is to be written to any more.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from flask import Flask

from caravan.followup.answering import actions, queries
from caravan.followup.answering.models import BodyContact
from caravan.kernel import clock, outbox, post
from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from tests import makers
from tests.followup.answering.rows import give, make_body, make_door
from tests.rows import save

EMAIL = "office@example.org"


@pytest.fixture(autouse=True)
def owing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """On a morning of work: a body that is late, with a link; gives the number of its address."""
    with time_machine.travel("2026-11-16T09:00:00Z", tick=False):
        monkeypatch.setattr(post, "is_open", lambda _channel="mail": True)
        body = make_body()
        make_door(body)
        give(makers.make_question(makers.make_stop()).id, body, date(2026, 11, 12))
        values = {"email": EMAIL, "language": "fr", "added_at": clock.now()}
        yield save(BodyContact(body_code=body.code, staff_id=None, **values)).id


def new_link(staff_id: int) -> str:
    """What leads to the body from now on."""
    token = actions.make_door("housing", staff_id=staff_id)
    return f"http://localhost/fr/answering/housing?token={token}"


def end_link(staff_id: int) -> str:
    """The same where there is no link any more."""
    actions.close_door("housing", staff_id=staff_id)
    return "http://localhost/fr/staff/"


@pytest.mark.parametrize("act", [new_link, end_link])
def test_letter_that_waits_leads_where_a_new_one_would(act: Callable[[int], str]) -> None:
    actions.remind()

    page = act(makers.make_staff().id)

    taken = outbox.take()
    assert taken
    assert page in taken.mail.body.splitlines()
    assert "dddd" not in taken.mail.body


@pytest.mark.parametrize("act", [new_link, end_link])
def test_letter_written_while_the_link_changes_is_left_to_the_next_minute(
    act: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    owed, pages, staff_id = queries.owed_by_bodies, list[str](), makers.make_staff().id

    def slowly() -> dict[str, list[tuple[date, date]]]:
        pages.append(act(staff_id))
        return owed()

    monkeypatch.setattr(queries, "owed_by_bodies", slowly)
    actions.remind()
    assert makers.count(Message) == 0
    monkeypatch.undo()
    monkeypatch.setattr(post, "is_open", lambda _channel="mail": True)

    actions.remind()

    (message,) = db.session.query(Message)
    assert pages[0] in message.body.splitlines()


def test_letter_that_waits_since_there_was_no_link_carries_the_first_one() -> None:
    staff_id, other = makers.make_staff().id, make_body("loans")
    end_link(staff_id)
    values = {"email": EMAIL, "language": "fr", "added_at": clock.now()}
    save(BodyContact(body_code=other.code, staff_id=None, **values))
    give(makers.make_question(makers.make_stop("fes-2026")).id, other, date(2026, 11, 12))
    actions.remind()

    page = new_link(staff_id)

    bodies = {one.body for one in db.session.query(Message)}
    assert len(bodies) == 2
    assert [page in one.splitlines() for one in sorted(bodies)].count(True) == 1
    assert sum("http://localhost/fr/staff/" in one.splitlines() for one in bodies) == 1


def test_nothing_that_waits_goes_to_an_address_that_was_taken_away(owing: int) -> None:
    actions.remind()
    actions.remove_contact(owing, staff_id=makers.make_staff().id)
    assert outbox.take() is None


def test_whoever_has_a_removed_address_by_a_newer_account_knows_the_link(owing: int) -> None:
    remover, reader = makers.make_staff().id, makers.make_staff(email=EMAIL).id
    actions.remove_contact(owing, staff_id=remover)
    door = queries.door_of("housing")
    assert door
    assert reader in queries.who_knows(door)
