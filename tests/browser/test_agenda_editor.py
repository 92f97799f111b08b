"""The agenda editor in a browser: dragging, carrying by keys, two people who change one session."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from caravan.tour import actions, queries
from caravan.tour.editor import changes, parts
from caravan.tour.editor.changes import Desk, Edit
from tests import makers
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

AGENDA = "staff/stops/oujda-2025/agenda"


@pytest.fixture
def editor(visitor: Visitors) -> Any:
    """`editor("fr")` is the grid of Friday, on an organiser's desktop."""

    def open_grid(lang: str = "ar", **options: Any) -> Page:
        page = visitor(lang, "desktop", role="organiser", **options)
        page.goto(f"/{lang}/{AGENDA}")
        return page

    return open_grid


def standing(key: str) -> tuple[str, str, str]:
    """Where the session stands in the draft: begin, end, room."""
    plan = queries.workplace("oujda-2025").plan
    lines = parts.lines_of(plan, "sessions", key)
    return str(lines["starts"]), str(lines["ends"]), str(lines["room"])


def retitle(key: str, title: str) -> None:
    """Somebody else gives the session another French title."""
    desk = Desk("Autre", queries.known_codes())

    def change(plan: Any) -> Any:
        opened = parts.lines_of(plan, "sessions", key)
        return changes.save(plan, "sessions", key, Edit(opened, {"title_fr": title}), desk)

    actions.change_draft("oujda-2025", change, staff_id=makers.make_staff().id)


def grip(page: Page, key: str) -> Locator:
    return page.locator(f"#s-{key} .grip")


def drag(page: Page, key: str, by_y: float, to_room: str) -> None:
    """Drag the card by its grip to the column of a room."""
    grip(page, key).scroll_into_view_if_needed()
    held = grip(page, key).bounding_box()
    column = page.locator(f".rh[data-room={to_room}]").bounding_box()
    assert held is not None
    assert column is not None
    x, y = held["x"] + held["width"] / 2, held["y"] + held["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + by_y / 2, steps=3)
    page.mouse.move(column["x"] + column["width"] / 2, y + by_y, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_session_is_dragged_to_another_room_and_hour(editor: Any, site: Site, lang: str) -> None:
    page = editor(lang)
    hour = page.locator("[data-at='1600']").bounding_box()["y"]
    hour -= page.locator("[data-at='1500']").bounding_box()["y"]

    with page.expect_response("**/place"):
        drag(page, "listening-desks", hour / 2, "stands")

    expect(page.locator("#s-listening-desks .when")).to_have_text("15:30–17:00")
    assert standing("listening-desks") == ("15:30", "17:00", "stands")
    expect(grip(page, "listening-desks")).to_be_focused()


@pytest.mark.parametrize(("lang", "ahead"), [("ar", "ArrowLeft"), ("fr", "ArrowRight")])
def test_session_is_carried_by_the_keyboard_as_seen(editor: Any, lang: str, ahead: str) -> None:
    page = editor(lang)
    grip(page, "listening-desks").focus()
    for key in ("Space", "ArrowDown", "+", ahead):
        page.keyboard.press(key)
    expect(page.locator("#spoken")).to_contain_text("15:15")

    with page.expect_response("**/place"):
        page.keyboard.press("Enter")

    expect(page.locator("#s-listening-desks .when")).to_have_text("15:15–17:00")
    assert standing("listening-desks") == ("15:15", "17:00", "room-3")
    expect(page.locator("#spoken")).to_contain_text("15:15")


def test_escape_puts_a_carried_session_back(editor: Any) -> None:
    page = editor("fr")
    grip(page, "listening-desks").focus()
    for key in ("Space", "ArrowDown", "Escape"):
        page.keyboard.press(key)

    expect(page.locator("#s-listening-desks .when")).to_have_text("15:00–16:30")
    assert queries.find_draft("oujda-2025") is None


def test_session_stays_beside_the_prayer_block_and_it_is_said_why(editor: Any) -> None:
    page = editor("fr")
    grip(page, "listening-desks").focus()
    for key in ("Space", *["ArrowUp"] * 2):
        page.keyboard.press(key)
    with page.expect_response("**/place"):
        page.keyboard.press("Enter")

    expect(page.locator("#told")).to_contain_text(
        "plage de la prière du vendredi, de 12:30 à 14:45"
    )
    expect(page.locator("#s-listening-desks .when")).to_have_text("15:00–16:30")


def test_second_of_two_is_shown_the_difference_and_loses_nothing(editor: Any) -> None:
    page = editor("fr")
    page.goto(f"/fr/{AGENDA}/sessions/opening")
    page.fill("[name=title_fr]", "Séance d’ouverture")
    page.fill("[name=ends]", "10:30")
    retitle("opening", "Ouverture officielle")

    page.get_by_role("button", name="Enregistrer dans le brouillon").click()
    expect(page.locator("h1")).to_have_text("Deux personnes ont modifié cela")
    expect(page.locator(".merge tbody tr")).to_have_count(2)
    page.get_by_label("Ouverture officielle").check()
    page.get_by_role("button", name="Enregistrer la réunion").click()

    expect(page.locator("#s-opening")).to_contain_text("Ouverture officielle")
    assert standing("opening") == ("09:30", "10:30", "main")


def test_dragged_session_that_moved_meanwhile_is_shown_as_a_difference(editor: Any) -> None:
    page = editor("fr")
    desk = Desk("Autre", queries.known_codes())
    lines = parts.lines_of(queries.workplace("oujda-2025").plan, "sessions", "listening-desks")
    theirs = Edit(lines, {"starts": "15:30", "ends": "17:00"})
    actions.change_draft(
        "oujda-2025",
        lambda plan: changes.save(plan, "sessions", "listening-desks", theirs, desk),
        staff_id=makers.make_staff().id,
    )

    drag(page, "listening-desks", 0, "stands")

    expect(page.locator("h1")).to_have_text("Deux personnes ont modifié cela")
    page.get_by_role("button", name="Enregistrer la réunion").click()
    expect(page.locator("#s-listening-desks")).to_be_visible()
    assert standing("listening-desks") == ("15:30", "17:00", "stands")


def test_arrows_move_the_chosen_session_without_scripts(editor: Any) -> None:
    page = editor("ar", java_script_enabled=False)
    page.locator("#s-listening-desks h3 a").click()
    page.get_by_role("button", name="القاعة التالية").click()
    page.get_by_role("button", name="ربع ساعة بعد").click()

    expect(page.locator("#s-listening-desks .when")).to_have_text("15:15–16:45")
    assert standing("listening-desks") == ("15:15", "16:45", "room-3")
    expect(page.locator(".grip").first).to_be_hidden()
