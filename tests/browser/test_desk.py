"""The desk in a real browser: a name and two taps, the paper, and on to the next person."""

import pytest
from playwright.sync_api import Page, Route, expect

from caravan.checkin.models import BadgePrint
from caravan.kernel import codes
from caravan.kernel.db import db
from caravan.registration.desk import queries as desk
from caravan.registration.models import Registration
from tests import makers
from tests.browser.conftest import Visitors

pytestmark = pytest.mark.browser

DESK = "/{lang}/staff/stops/oujda-2025/desk"
NAME = "فاطمة الزهراء بنعلي"


def read_back(page: Page, lang: str) -> None:
    """The name and the first tap."""
    page.goto(DESK.format(lang=lang))
    expect(page.locator("#full_name")).to_be_focused()
    page.keyboard.type(NAME)
    page.click("button[value=widow]")
    expect(page.locator(".reading .name")).to_have_text(NAME)


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("paper", ["badge", "stub"])
def test_name_and_two_taps_give_paper_and_an_empty_desk(
    visitor: Visitors, lang: str, paper: str
) -> None:
    page = visitor(lang, "desktop", role="gate")
    read_back(page, lang)
    assert makers.count(Registration) == 0

    with page.expect_popup() as opened:
        page.click(f"button[value={paper}]")

    expect(page.locator("#full_name")).to_have_value("")
    expect(page.locator(".dev bdi").first).to_have_text(NAME)
    db.session.rollback()  # see what the request has written
    row = db.session.query(Registration).one()
    assert desk.is_assisted(row.id)
    expect(page.locator(".dev bdi").nth(1)).to_have_text(codes.grouped(row.entry_code))
    assert opened.value is not page


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_cut_network_loses_nothing_and_the_next_tap_registers_once(
    visitor: Visitors, lang: str
) -> None:
    page = visitor(lang, "desktop", role="gate")
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    read_back(page, lang)
    page.context.set_offline(True)

    page.click("button[value=badge]")

    expect(page.locator(".reading .why")).to_be_visible()
    expect(page.locator(".reading .name")).to_have_text(NAME)
    assert len(page.context.pages) == 1
    page.context.set_offline(False)
    with page.expect_popup():
        page.click("button[value=badge]")
    expect(page.locator(".toast")).to_be_visible()
    db.session.rollback()
    assert (makers.count(Registration), makers.count(BadgePrint)) == (1, 1)


def test_answer_that_is_lost_on_the_way_back_registers_once(visitor: Visitors) -> None:
    page = visitor(size="desktop", role="gate")
    visitor.expected.append("ERR_FAILED")
    read_back(page, "ar")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/desk", lose, times=1)
    page.click("button[name=paper][value='']")
    expect(page.locator(".reading .why")).to_be_visible()
    page.click("button[name=paper][value='']")

    expect(page.locator(".toast")).to_be_visible()
    db.session.rollback()
    assert makers.count(Registration) == 1


def test_who_was_signed_out_meanwhile_reads_it_and_keeps_what_was_said(visitor: Visitors) -> None:
    page = visitor(size="desktop", role="gate")
    read_back(page, "ar")
    page.context.clear_cookies()

    page.click("button[value=stub]")

    expect(page.locator(".reading .why")).to_be_visible()
    expect(page.locator(".reading .name")).to_have_text(NAME)
    db.session.rollback()
    assert makers.count(Registration) == 0


def test_what_is_read_back_is_large(visitor: Visitors) -> None:
    page = visitor(size="desktop", role="gate")
    read_back(page, "ar")

    size = "parseFloat(getComputedStyle(document.querySelector('.reading .name')).fontSize)"
    assert page.evaluate(size) >= 40


@pytest.mark.parametrize("scripts", [True, False])
def test_desk_works_without_scripts_too(visitor: Visitors, *, scripts: bool) -> None:
    page = visitor("fr", role="gate", java_script_enabled=scripts)
    page.goto(DESK.format(lang="fr"))
    page.fill("#full_name", NAME)
    page.click("button[value=retired]")
    page.click("button[name=paper][value='']")

    expect(page.locator(".toast")).to_contain_text("Inscription enregistrée")
    db.session.rollback()
    assert makers.count(Registration) == 1
