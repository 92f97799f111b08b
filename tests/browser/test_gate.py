"""The gate with a camera that sees a ticket, and with a keyboard alone."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from caravan.checkin.models import Arrival, ArrivalUndo
from caravan.kernel import codes
from caravan.kernel.db import db
from caravan.registration.models import Registration
from caravan.tour import queries as tour
from tests import makers
from tests.browser import cameras
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

GATE = "/gate/oujda-2025"
_REMEMBER = """addEventListener("DOMContentLoaded", () => {
  window.kinds = [];
  const place = document.querySelector("#verdict");
  const note = () => place.firstElementChild && kinds.push(place.firstElementChild.dataset.kind);
  new MutationObserver(note).observe(place, { childList: true });
})"""  # each verdict that the page showed, in order


@pytest.fixture
def ticket(site: Site) -> Registration:
    return makers.make_registration(tour.get_stop("oujda-2025"))


@pytest.fixture
def camera(site: Site, launch: Callable[..., Any], tmp_path: Path) -> Iterator[Any]:
    """`camera("C1/…")` is the gate page on a telephone whose camera sees that code."""
    visitors = Visitors(site)
    with ExitStack() as running:

        def hold(payload: str) -> Page:
            film = cameras.film(tmp_path / "camera.y4m", payload)
            visitors.chromium = running.enter_context(launch(*cameras.SWITCHES, film))
            page = visitors("fr", role="gate", permissions=["camera"])
            page.goto(GATE)
            return page

        yield hold
        visitors.leave()
    assert visitors.faults == []


def test_camera_sees_a_ticket_twice(camera: Any, ticket: Registration) -> None:
    page = camera(codes.entry_payload("oujda-2025", ticket.entry_code))

    expect(page.locator("#camera")).to_be_visible()
    expect(page.locator(".verdict.go .word")).to_have_text("Entrez")
    expect(page.locator(".verdict.check .word")).to_have_text("Vérifiez")
    assert makers.count(Arrival) == 1


def test_camera_sees_a_ticket_of_another_stop(camera: Any) -> None:
    ticket = makers.make_registration(tour.get_stop("fes-2025"))
    page = camera(codes.entry_payload("fes-2025", ticket.entry_code))

    expect(page.locator(".verdict.no .word")).to_have_text("Arrêtez")
    assert makers.count(Arrival) == 0


def test_keyboard_alone_lets_in(visitor: Visitors, ticket: Registration) -> None:
    page = visitor("fr", role="gate")
    page.goto(GATE)
    expect(page.locator("#camera")).to_be_hidden()
    page.locator("#code").focus()

    page.keyboard.type(codes.grouped(ticket.entry_code).lower())
    page.keyboard.press("Enter")
    expect(page.locator(".verdict.go")).to_be_visible()
    expect(page.locator(".verdict")).to_have_count(0)  # after a moment: ready for the next
    expect(page.locator("#code")).to_be_focused()

    page.keyboard.type(ticket.entry_code)
    page.keyboard.press("Enter")
    expect(page.locator(".verdict.check [data-next]")).to_be_focused()


def test_search_lets_in_by_three_letters(visitor: Visitors, ticket: Registration) -> None:
    page = visitor("ar", role="gate")
    page.goto(GATE)

    page.fill("#q", "فاط")
    page.get_by_role("button", name="إدخال").click()

    expect(page.locator(".verdict.go .who")).to_have_text("فاطمة ب.")


def test_gate_says_so_without_a_network(visitor: Visitors, ticket: Registration) -> None:
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    page = visitor("fr", role="gate")
    page.goto(GATE)
    page.context.set_offline(True)
    expect(page.locator("#net.off")).to_be_visible()

    page.fill("#code", ticket.entry_code)
    page.keyboard.press("Enter")
    page.context.set_offline(False)

    expect(page.locator(".verdict.go")).to_be_visible()
    assert makers.count(Arrival) == 1


def test_last_one_is_who_came_last_when_somebody_was_let_in_before(
    visitor: Visitors, ticket: Registration
) -> None:
    second = makers.make_registration(tour.get_stop("oujda-2025"))
    page = visitor("fr", role="gate")
    page.goto(GATE)

    for code in (ticket.entry_code, second.entry_code):
        page.fill("#code", code)
        page.keyboard.press("Enter")
        expect(page.locator(".verdict.go")).to_be_visible()
        expect(page.locator(".verdict")).to_have_count(0)
    expect(page.locator("#foot")).to_contain_text("2")
    page.locator("#foot").get_by_role("button").click()

    expect(page.locator("#foot strong")).to_contain_text("1")
    undone = select(Arrival.registration_id).join(ArrivalUndo, ArrivalUndo.arrival_id == Arrival.id)
    assert db.session.scalars(undone).all() == [second.id]


def test_scan_again_is_welcome_when_every_verdict_was_lost_on_the_way(
    visitor: Visitors, ticket: Registration
) -> None:
    """The arrival was written but nobody saw it: the person has not come in before."""
    visitor.expected.append("ERR_FAILED")
    page = visitor("fr", role="gate")
    page.add_init_script(_REMEMBER)
    page.goto(GATE)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/arrivals?*", lose, times=3)
    page.fill("#code", ticket.entry_code)
    while not page.evaluate("kinds.length"):
        page.locator("#code").press("Enter")  # while it is still trying, nothing more is sent

    assert page.evaluate("kinds[0]") == "go"
    assert makers.count(Arrival) == 1


def test_server_that_stumbles_is_told_and_asked_again(
    visitor: Visitors, ticket: Registration
) -> None:
    visitor.expected.append("status of 503")
    page = visitor("fr", role="gate")
    page.goto(GATE)
    page.route("**/arrivals?*", lambda route: route.fulfill(status=503, body="…"), times=1)

    page.fill("#code", ticket.entry_code)
    page.keyboard.press("Enter")

    expect(page.locator("#net.off")).to_contain_text("Le serveur n’a pas répondu comme prévu")
    expect(page.locator(".verdict.go")).to_be_visible()


def test_telephone_without_random_uuid_lets_in(visitor: Visitors, ticket: Registration) -> None:
    """So it is without https, and in browsers from before 2022."""
    page = visitor("fr", role="gate")
    page.add_init_script("delete Crypto.prototype.randomUUID")
    page.goto(GATE)

    page.fill("#code", ticket.entry_code)
    page.keyboard.press("Enter")

    expect(page.locator(".verdict.go")).to_be_visible()


def test_foreign_code_too_long_for_a_ticket_is_told_as_unknown(visitor: Visitors) -> None:
    page = visitor("fr", role="gate")
    page.goto(GATE)

    page.fill("#code", "https://example.org/" + "A" * 900)
    page.keyboard.press("Enter")

    expect(page.locator(".verdict.no .why")).to_have_text("Code inconnu")
