"""One person with two tickets: both together once both were shown, and nothing before."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from caravan.checkin import queries as checkin
from caravan.kernel import outbox
from caravan.kernel.clock import now
from caravan.kernel.db import db
from caravan.registration import actions as registration
from caravan.registration import queries
from caravan.registration.capacity import queries as places
from caravan.registration.messages import queries as messages
from caravan.registration.models import Registration
from caravan.registration.people import actions as people
from caravan.registration.rights import actions
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser

FIRST, OTHER = "+212612345678", "+212698765432"


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


@pytest.fixture
def pair(stop: Any) -> tuple[Registration, Registration]:
    """A widow who registered twice: the first one counts."""
    first = makers.make_registration(stop, "خديجة العلوي", phone=FIRST)
    return first, makers.make_registration(stop, "Khadija Alaoui", phone=OTHER)


@pytest.fixture
def decision(stop: Any, pair: tuple[Registration, Registration]) -> int:
    return people.merge(stop, pair[0].id, pair[1].id, staff_id=makers.make_staff().id)


def address(person: Registration, more: str = "/data") -> str:
    return f"/fr/tickets/{person.code}{more}"


def told(client: Browser, person: Registration) -> str:
    return client.get(address(person, "/data.json")).text


def show(client: Browser, ticket: Registration, code: str) -> Any:
    return client.fill(address(ticket), {"follow_code": code}, having=("follow_code",))


@pytest.mark.parametrize("mine", [0, 1])
@pytest.mark.usefixtures("decision")
def test_a_ticket_alone_tells_of_a_second_one_and_nothing_in_it(
    client: Browser, pair: tuple[Registration, Registration], mine: int
) -> None:
    ticket, other = pair[mine], pair[1 - mine]
    page = client.get(address(ticket)).text

    assert "deux fois" in pages.read(client.get(address(ticket))).main
    secrets = (other.full_name, other.phone, other.code, other.follow_code, other.entry_code)
    assert [one for one in secrets if str(one) in page + told(client, ticket)] == []


@pytest.mark.parametrize("mine", [0, 1])
@pytest.mark.usefixtures("decision")
def test_whoever_shows_both_tickets_sees_and_takes_away_all(
    client: Browser, pair: tuple[Registration, Registration], mine: int
) -> None:
    ticket, other = pair[mine], pair[1 - mine]
    assert show(client, ticket, other.follow_code).status_code == 303

    page = pages.read(client.get(address(ticket)))
    assert [one.full_name in page.main for one in pair] == [True, True]
    held = json.loads(told(client, ticket))["registrations"]
    assert {one["phone"] for one in held} == {FIRST, OTHER}
    links = {link for link in page.links if "/correction" in link}
    assert links == {address(one, "/correction") for one in pair}


@pytest.mark.usefixtures("decision")
def test_another_browser_has_shown_nothing(
    app: Flask, client: Browser, pair: tuple[Registration, Registration]
) -> None:
    show(client, pair[0], pair[1].follow_code)

    assert OTHER in told(client, pair[0])
    assert OTHER not in app.test_client().get(address(pair[0], "/data.json")).text


@pytest.mark.parametrize("typed", ["", "123", "own", "stranger"])
@pytest.mark.usefixtures("decision")
def test_another_code_shows_nothing(
    client: Browser, stop: Any, pair: tuple[Registration, Registration], typed: str
) -> None:
    codes = {
        "own": pair[0].follow_code,
        "stranger": makers.make_registration(stop).follow_code,
    }
    answer = show(client, pair[0], codes.get(typed, typed))

    assert (answer.status_code, len(pages.read(answer).alerts)) == (422, 1)
    assert OTHER not in told(client, pair[0])


def test_decision_taken_back_parts_what_was_shown(
    client: Browser, stop: Any, pair: tuple[Registration, Registration], decision: int
) -> None:
    show(client, pair[0], pair[1].follow_code)
    people.undo(stop, decision, staff_id=makers.make_staff().id)

    assert OTHER not in told(client, pair[0])


@pytest.mark.parametrize("is_shown", [True, False])
@pytest.mark.usefixtures("decision")
def test_erasing_erases_what_was_shown(
    client: Browser, pair: tuple[Registration, Registration], is_shown: bool
) -> None:
    if is_shown:
        show(client, pair[0], pair[1].follow_code)
    client.fill(address(pair[0], "/erasure"), {})

    assert makers.count(Registration) == (0 if is_shown else 1)


@pytest.mark.usefixtures("decision")
def test_staff_erase_the_whole_person(stop: Any, pair: tuple[Registration, Registration]) -> None:
    actions.ask(pair[1], "other", "امحوا كل شيء", now=now())
    (asked,) = actions.queries.requests_of_stop(stop.id)
    said = ("erased", "تم")
    staff_id = makers.make_staff().id
    actions.answer(asked.request.id, stop.id, stop.key, *said, staff_id=staff_id, now=now())

    assert makers.count(Registration) == 0


@pytest.mark.parametrize("mine", [0, 1])
def test_withdrawing_with_either_ticket_withdraws_the_person(
    stop: Any, pair: tuple[Registration, Registration], decision: int, mine: int
) -> None:
    registration.withdraw(pair[mine], now=now())

    assert [queries.is_withdrawn(one.id) for one in pair] == [True, True]
    assert queries.count_registered(stop.id) == 0
    known = [checkin.find_known(one.entry_code) for one in pair]
    assert [one is not None and one.is_withdrawn for one in known] == [True, True]

    people.undo(stop, decision, staff_id=makers.make_staff().id)
    assert queries.is_withdrawn(pair[mine].id)
    assert not queries.is_withdrawn(pair[1 - mine].id)
    assert queries.count_registered(stop.id) == 1


def test_who_comes_back_with_an_undo_waits_where_the_hall_is_full(
    stop: Any, pair: tuple[Registration, Registration], decision: int
) -> None:
    registration.withdraw(pair[1], now=now())
    makers.make_registration(stop)
    db.session.execute(update(Stop).values(safety_limit=1))
    db.session.commit()

    people.undo(stop, decision, staff_id=makers.make_staff().id)

    assert places.is_waiting(pair[0].id)


@pytest.mark.parametrize("mine", [0, 1])
def test_no_message_reaches_who_objected_with_either_ticket(
    stop: Any, pair: tuple[Registration, Registration], decision: int, mine: int
) -> None:
    for one in pair:
        about = outbox.About("reminder", outbox.SMS, outbox.person_mark(one.code))
        mail = outbox.Mail(one.phone or "", "ar", "", "غدا")
        outbox.queue(mail, once_key=one.code, stop_key=stop.key, about=about)

    actions.oppose(pair[mine], now=now())

    waiting = [outbox.messages_to(outbox.person_mark(one.code))[0].fault for one in pair]
    assert waiting == [outbox.UNWANTED] * 2
    assert messages.reached(stop.id) == []
    people.undo(stop, decision, staff_id=makers.make_staff().id)
    assert [one.id for one in messages.reached(stop.id)] == [pair[1 - mine].id]


@pytest.mark.usefixtures("decision")
def test_objection_of_the_other_ticket_is_lifted_by_who_showed_it(
    client: Browser, stop: Any, pair: tuple[Registration, Registration]
) -> None:
    actions.oppose(pair[1], now=now())
    buttons = [form.action for form in pages.read(client.get(address(pair[0]))).forms]
    assert "lift" not in client.get(address(pair[0])).text
    assert address(pair[0], "/opposition") in buttons

    show(client, pair[0], pair[1].follow_code)
    forms = pages.read(client.get(address(pair[0]))).forms
    (form,) = [one for one in forms if one.action.endswith("/opposition")]
    client.post(form.action, data={**form.fields, "lift": "1"})
    assert [one.id for one in messages.reached(stop.id)] == [pair[0].id]
