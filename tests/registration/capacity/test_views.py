"""The waiting list on the form, the ticket, the gate, and the staff's page."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.clock import now
from caravan.registration import actions as registration
from caravan.registration import queries as registered
from caravan.registration.models import Registration
from caravan.registration.rules import Details
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser

AsStaff = Callable[..., Browser]
FORM = "/ar/stops/oujda-2025/register"
HALL = "/fr/staff/stops/oujda-2025/places"


@pytest.fixture
def full(app: Any) -> Stop:
    """A stop for four, where three have a place."""
    stop = makers.make_stop(safety_limit=4, seats=2)
    register(stop, "أول القادمين", companions=2)
    return stop


def register(stop: Stop, name: str, companions: int = 0) -> Registration:
    details = Details(name, "serving", uuid.uuid4().hex, companions=companions)
    code = registration.register(stop, details, now=now()).code
    return registered.get_by_code(code)


def send(client: Browser) -> Any:
    fields = {"full_name": "فاطمة الزهراء", "category": "widow", "companions": "1", "consent": "y"}
    return client.fill(FORM, fields, having=("full_name",))


@pytest.mark.usefixtures("full")
def test_form_of_a_full_hall_leads_to_a_number_in_the_list(client: Browser) -> None:
    page = pages.read(client.get(send(client).location))
    assert page.heading == "لائحة الانتظار، محطة وجدة"
    assert "أنتم التالون" in page.text

    assert "القاعة ممتلئة، وهناك لائحة انتظار" in pages.read(client.get(FORM)).text


def test_form_says_nothing_of_a_list_while_there_is_room(client: Browser) -> None:
    makers.make_stop(safety_limit=4)
    assert "لائحة انتظار" not in pages.read(client.get(FORM)).text


def test_ticket_comes_by_itself_when_there_is_a_place(client: Browser, full: Stop) -> None:
    waiting = register(full, "ثاني القادمين", companions=1)
    address = f"/fr/tickets/{waiting.code}"
    before = [client.get(address + file).status_code for file in ("", "/ticket.pdf", "/ticket.ics")]
    first = registered.people(full.id).items[-1]
    registration.withdraw(first, now=now())

    page = pages.read(client.get(address))
    assert before == [200, 409, 409]
    assert "Une place est libre pour vous" in page.text
    assert client.get(f"{address}/ticket.pdf").status_code == 200


def test_ticket_tells_how_many_are_before(client: Browser, full: Stop) -> None:
    register(full, "ثاني القادمين", companions=1)
    third = register(full, "ثالث القادمين")

    page = pages.read(client.get(f"/fr/tickets/{third.code}"))
    assert "1 inscription est avant la vôtre" in page.text


def test_withdrawn_while_waiting_is_a_withdrawn_ticket(client: Browser, full: Stop) -> None:
    waiting = register(full, "ثاني القادمين", companions=1)
    registration.withdraw(waiting, now=now())

    assert pages.read(client.get(f"/fr/tickets/{waiting.code}")).heading == "Inscription retirée"


def test_gate_stops_who_waits_and_says_the_number(as_staff: AsStaff, full: Stop) -> None:
    waiting = register(full, "ثاني القادمين", companions=1)
    answer = as_staff("gate", full.key).fill(f"/gate/{full.key}", {"code": waiting.entry_code})

    page = pages.read(answer)
    assert 'data-kind="no"' in answer.text
    assert "الرقم 1 في لائحة الانتظار" in page.text


def test_hall_shows_line_limit_and_list(as_staff: AsStaff, full: Stop) -> None:
    register(full, "ثاني القادمين", companions=1)
    text = pages.read(as_staff().get(HALL)).text

    assert "3 personnes ont une place, accompagnants compris." in text
    assert "2 personnes attendent une place" in text
    assert "1 place est libre." in text
    assert "ثاني القادمين" in text


def test_hall_tells_that_the_line_is_passed_and_nobody_turned_away(as_staff: AsStaff) -> None:
    register(makers.make_stop(seats=2), "أول القادمين", companions=2)
    text = pages.read(as_staff().get(HALL)).text

    assert "1 personne au-delà du nombre de places assises" in text
    assert "Aucune : toute personne inscrite a une place." in text


def test_hall_is_for_those_who_may_see_people(as_staff: AsStaff, full: Stop) -> None:
    assert as_staff("gate", full.key).get(HALL).status_code == 403


def test_hall_needs_as_many_queries_for_three_as_for_one(
    as_staff: AsStaff, full: Stop, queries: Any
) -> None:
    browser, counts = as_staff(), []
    for more in (1, 2):
        for number in range(more):
            register(full, f"من ينتظر {more} {number}", companions=3)
        browser.get(HALL)  # who is signed in is known again
        with queries() as seen:
            browser.get(HALL)
        counts.append(len(seen))

    assert counts[0] == counts[1] > 0


def test_who_waits_reaches_the_own_data_and_corrects_the_name(client: Browser, app: Flask) -> None:
    stop = makers.make_stop(safety_limit=1)
    makers.make_registration(stop)
    said = {"full_name": "أحمد بناني", "category": "retired", "consent": "y"}
    ticket = client.fill("/fr/stops/oujda-2025/register", said).location

    page = pages.read(client.get(ticket))
    assert {f"{ticket}/data", f"{ticket}/correction", f"{ticket}/withdrawal"} <= set(page.links)
    refused = client.fill(ticket, {"full_name": "1"})
    assert (refused.status_code, len(pages.read(refused).alerts)) == (422, 1)
    client.fill(ticket, {"full_name": "أحمد العلوي"})
    assert "أحمد العلوي" in pages.read(client.get(ticket)).main
