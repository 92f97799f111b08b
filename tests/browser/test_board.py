"""The feedback desk by keyboard, and two people at once."""

import pytest
from playwright.sync_api import Locator, Page, expect

from caravan.followup.board import queries
from caravan.followup.items.models import DeskNote
from caravan.kernel.db import db
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from tests import makers
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

DESK = "/staff/stops/oujda-2025/feedback"


@pytest.fixture
def stop(site: Site) -> Stop:
    return tour.get_stop("oujda-2025")


def desk(visitor: Visitors, lang: str = "ar") -> Page:
    page = visitor(lang, "desktop", role="feedback")
    page.goto(f"/{lang}{DESK}")
    return page


def body_of(note: DeskNote) -> str | None:
    """Which body has it now; no reading is left open."""
    [entry] = queries.entries([note.id], 0)
    db.session.rollback()
    return entry.body_code


def box(page: Page, note: DeskNote) -> Locator:
    """The tick box of the note's line."""
    return page.locator(f"#i-{note.id} [name=items]")


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_lines_are_given_and_taken_back_by_keyboard(
    visitor: Visitors, stop: Stop, lang: str
) -> None:
    first, second = sorted((makers.make_note(stop) for _ in range(2)), key=lambda one: one.id)
    page = desk(visitor, lang)

    box(page, first).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(box(page, second)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Digit1")
    expect(page.locator("#to")).to_be_focused()
    page.select_option("#to", "mutual")
    page.fill("#due", "2025-03-31")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert (body_of(first), body_of(second)) == ("mutual", None)

    expect(box(page, second)).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Backspace")
    assert body_of(first) is None

    page.keyboard.press("Digit0")
    expect(page.locator("[name=items]:checked")).to_have_count(2)
    page.keyboard.press("Digit0")
    expect(page.locator("[name=items]:checked")).to_have_count(0)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"{DESK}/{first.id}")


def test_keys_do_nothing_once_they_are_switched_off(visitor: Visitors, stop: Stop) -> None:
    note = makers.make_note(stop)
    page = desk(visitor)
    page.locator("[data-keys] input").uncheck()
    page.reload()
    box(page, note).focus()
    page.keyboard.press("Digit0")
    page.keyboard.press("Enter")
    expect(box(page, note)).to_be_focused()
    expect(page.locator("[name=items]:checked")).to_have_count(0)


def test_who_comes_second_overwrites_nothing(visitor: Visitors, stop: Stop) -> None:
    note = makers.make_note(stop)
    one, other = desk(visitor), desk(visitor, "fr")
    for page, body in ((one, 0), (other, 1)):
        box(page, note).check()
        page.select_option("#to", index=body)
        page.fill("#due", "2025-03-31")
        with page.expect_navigation():
            page.locator("[data-act='1'] button").click()

    expect(other.get_by_role("alert")).to_contain_text("Rien n’a été écrasé")
    expect(box(other, note)).to_be_checked()
    assert other.input_value("#due") == "2025-03-31"


@pytest.mark.parametrize(("lang", "size"), [("ar", "phone"), ("fr", "desktop")])
def test_lines_are_given_and_taken_back_by_tab_and_space_without_scripts(
    visitor: Visitors, stop: Stop, lang: str, size: str
) -> None:
    note = makers.make_note(stop)
    page = visitor(lang, size, role="feedback", java_script_enabled=False)
    page.goto(f"/{lang}{DESK}")

    reach(page, box(page, note))
    page.keyboard.press("Space")
    reach(page, page.locator("#to"))
    page.keyboard.press("End")
    chosen = page.input_value("#to")
    reach(page, page.locator("[data-act='1'] button"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert body_of(note) == chosen

    reach(page, page.locator("form.last button"))
    with page.expect_navigation():
        page.keyboard.press("Space")
    assert body_of(note) is None


def reach(page: Page, wanted: Locator) -> None:
    """Go on with Tab until it has the focus, and see that the focus is seen."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    assert wanted.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    expect(wanted).to_be_in_viewport()
