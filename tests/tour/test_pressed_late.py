"""A button of the dates, pressed on a page from before a colleague's change, overwrites nothing."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from caravan.tour import queries
from tests import pages
from tests.conftest import Browser
from tests.tour.planner_pages import load_lists, on_the_planning_day, page

DATES = "/ar/staff/tour/dates"


@pytest.fixture
def browser(as_staff: Callable[..., Browser]) -> Iterator[Browser]:
    with on_the_planning_day():
        load_lists()
        yield as_staff()


def pressed_late(
    browser: Browser, address: str, button: str, change: dict[str, str]
) -> tuple[pages.Page, pages.Form]:
    """What `button` gives on a page opened before a colleague's `change`, and the button there."""
    before = button_of(page(browser, address), button)
    browser.fill(address, change)
    refused = pages.read(browser.post(before.action, data=before.fields))
    assert refused.status == 409
    return refused, button_of(refused, button)


def button_of(shown: pages.Page, button: str) -> pages.Form:
    return next(one for one in shown.forms if (one.action or "").endswith(button))


def test_date_that_a_colleague_moved_is_not_calculated_again_unseen(browser: Browser) -> None:
    address = f"{DATES}/feasts/eid_al_fitr/1448"
    browser.fill(address, {"day": "2027-03-11"})

    refused, again = pressed_late(browser, address, "/calculation", {"day": "2027-03-08"})

    form = refused.form("day")
    assert (form.action, form.fields["day"]) == (address, "2027-03-08")
    assert "8 مارس 2027" in refused.main
    assert queries.moved_dates()["eid_al_fitr", 1448] == date(2027, 3, 8)
    assert browser.post(again.action, data=again.fields).status_code == 303
    assert queries.moved_dates() == {}


def test_days_that_a_colleague_changed_are_not_planned_again_unseen(browser: Browser) -> None:
    browser.fill(DATES, {"first": "2027-06-01", "reason_ar": "امتحانات", "reason_fr": "Examens"})
    address = f"{DATES}/avoided/2027-06-01"

    refused, again = pressed_late(browser, address, "/withdrawal", {"last": "2027-06-10"})

    form = refused.form("first")
    assert (form.action, form.fields["last"]) == (address, "2027-06-10")
    assert "1 إلى 10 يونيو 2027" in refused.main
    for _ in range(2):  # a button pressed twice
        assert browser.post(again.action, data=again.fields).status_code == 303
    assert browser.get(address).status_code == 404
