"""The planner in a browser: the year is walked by keyboard, and nothing is lost without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitors

pytestmark = pytest.mark.browser

TODAY = "2025-02-07"


def at(page: Page, day: str) -> None:
    """The place in the calendar that the keyboard has reached."""
    expect(page.locator("table.year :focus")).to_have_attribute("data-day", day)


@pytest.mark.parametrize(
    ("lang", "onward", "back"),
    [("ar", "ArrowLeft", "ArrowRight"), ("fr", "ArrowRight", "ArrowLeft")],
)
def test_year_is_walked_by_keyboard_as_it_is_seen(
    visitor: Visitors, lang: str, onward: str, back: str
) -> None:
    page = visitor(lang, "desktop", role="organiser")
    page.goto(f"/{lang}/staff/tour")
    page.locator("table.year [tabindex='0']").focus()
    at(page, TODAY)
    for key, day in (
        (onward, "2025-02-09"),  # a stop is one step, however many days it has
        (back, TODAY),
        ("ArrowDown", "2025-02-14"),
        ("PageDown", "2025-03-14"),
        ("ArrowUp", "2025-03-07"),
    ):
        page.keyboard.press(key)
        at(page, day)
    expect(page.locator("table.year [tabindex='0']")).to_have_count(1)


def test_enter_opens_a_stop_and_plans_one_on_a_free_day(visitor: Visitors) -> None:
    page = visitor("ar", "desktop", role="organiser")
    page.goto("/ar/staff/tour")
    page.locator("table.year [tabindex='0']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/stops/oujda-2025/plan")
    page.go_back()
    page.locator("table.year [tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new-stop?day=2025-02-09")
    expect(page.locator("#first_day")).to_have_value("2025-02-09")


def test_keyboard_goes_on_to_the_months_that_are_not_drawn(visitor: Visitors) -> None:
    page = visitor("fr", "desktop", role="organiser")
    page.goto("/fr/staff/tour")
    page.locator("table.year [tabindex='0']").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    page.wait_for_url("**/staff/tour?from=2024-05")


def test_stop_is_copied_moved_and_kept_without_scripts(visitor: Visitors) -> None:
    page = visitor("fr", "phone", role="organiser", java_script_enabled=False)
    page.goto("/fr/staff/tour")
    page.get_by_role("link", name="Nouvelle étape, copie de Oujda").click()
    page.get_by_label("Commandement hôte").select_option("laayoune")
    page.get_by_label("Premier jour").fill("2025-03-07")
    page.get_by_role("button", name="Prévoir l’étape").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Étape de Laâyoune")
    page.locator("#warnings summary").click()
    page.get_by_label("Motif", exact=True).fill("Demande de la direction")
    page.get_by_role("button", name="Maintenir", exact=True).click()
    expect(page.locator("#warnings")).to_contain_text("Demande de la direction")
    page.get_by_label("Nombre de jours", exact=True).fill("3")
    page.get_by_role("button", name="Déplacer les jours").click()
    expect(page.locator("p.toast")).to_have_text("Les jours sont déplacés, dans le brouillon.")
