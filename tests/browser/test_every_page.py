"""Every page, in Arabic and French: accessible, in its direction, never scrolling sideways."""

import functools
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, Page

from tests.browser import (
    busy,
    busy_across,
    busy_answering,
    busy_board,
    busy_closing,
    busy_editor,
    busy_hall,
    busy_promises,
    busy_registration,
    busy_survey,
    busy_voice,
)
from tests.browser.conftest import AXE, AXE_FILE, MORNING, SIZES, Site, Visitors, opened

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (runOnly) => {
  const found = await axe.run(document, {runOnly, resultTypes: ["violations"]});
  return found.violations.flatMap((fault) =>
    fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 200)}`)); }"""
ROOM = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
ATTENDEE = (
    busy.ATTENDEE
    | busy_answering.ATTENDEE
    | busy_hall.ATTENDEE
    | busy_registration.ATTENDEE
    | busy_promises.ATTENDEE
    | busy_survey.ATTENDEE
    | busy_voice.ATTENDEE
)
STAFF = (
    busy.STAFF
    | busy_across.STAFF
    | busy_answering.STAFF
    | busy_board.STAFF
    | busy_closing.STAFF
    | busy_hall.STAFF
    | busy_promises.STAFF
    | busy_registration.STAFF
    | busy_survey.STAFF
    | busy_voice.STAFF
)
DIRECTION = {"ar": "rtl", "fr": "ltr"}


@pytest.fixture(scope="module")
def facts(server: Site) -> Iterator[busy.Facts]:
    with time_machine.travel(MORNING, tick=True), opened(server):
        yield busy.fill()


@pytest.fixture(scope="module")
def window(facts: busy.Facts, server: Site, chromium: Browser) -> Iterator[Any]:
    """`window("gate", "fr")` is the one window of all who only look, and the faults it gathers.

    One for each page would load styles, scripts and letters anew each time, and so would an empty
    page between two.
    """
    lookers = Visitors(server, chromium)
    enter = functools.cache(lambda role, lang: lookers(lang, role=role))

    def open_window(role: str, lang: str) -> tuple[Page, list[str]]:
        page, (width, height) = enter(role, lang), SIZES["phone"]
        page.set_viewport_size({"width": width, "height": height})
        lookers.faults.clear()
        return page, lookers.faults

    yield open_window
    lookers.leave()


@pytest.fixture
def look(facts: busy.Facts, server: Site, chromium: Browser, window: Any) -> Iterator[Any]:
    """`look(visit, "fr")` is that page, opened and brought to the state it is to be seen in."""
    actors = Visitors(server, chromium)
    actors.expected.append("ERR_INTERNET_DISCONNECTED")  # some acts take the network away
    faults = [actors.faults]

    def open_page(visit: busy.Visit, lang: str) -> Page:
        if visit.before:
            visit.before(facts)
        if visit.act:
            page = actors(lang, role=visit.role)
        else:
            page, seen = window(visit.role, lang)
            faults.append(seen)
        address = visit.address.format(lang=lang, **facts.names)
        if "#" in address:
            page.goto("about:blank")  # from the same page it would be a jump, and no visit
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == visit.status
        if visit.act:
            visit.act(page, facts)
        return page

    yield open_page
    actors.leave()
    assert list(chain(*faults)) == []


def bring_axe(page: Page) -> None:
    """The file, unless the page has lost its network."""
    if page.evaluate("navigator.onLine"):
        page.add_script_tag(url=AXE)
    else:
        page.evaluate(AXE_FILE.read_text() + ";0")  # the 0: else the whole library comes back


def is_too_wide(page: Page, width: int, height: int) -> bool:
    page.set_viewport_size({"width": width, "height": height})
    needed, there = page.evaluate(ROOM)
    return needed > there


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize(
    "visit",
    [*ATTENDEE.values(), *STAFF.values(), *busy_editor.EDITOR.values()],
    ids=[
        *ATTENDEE,
        *(f"staff {name}" for name in STAFF),
        *(f"editor {name}" for name in busy_editor.EDITOR),
    ],
)
def test_page_is_accessible_and_fits(look: Any, visit: busy.Visit, lang: str) -> None:
    page = look(visit, lang)
    bring_axe(page)

    assert page.evaluate("[document.documentElement.lang, document.dir]") == [lang, DIRECTION[lang]]
    assert not is_too_wide(page, 320, 844)
    for size in ((390, 844), (1280, 800)):
        assert not is_too_wide(page, *size)
        assert page.evaluate(RUN, RULES) == []
