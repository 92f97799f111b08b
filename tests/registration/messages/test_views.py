"""The staff's page of messages: numbers of each kind, each refusal, no whole telephone number."""

from collections.abc import Callable
from typing import Any

from caravan.kernel import outbox
from caravan.kernel.outbox import SMS, About, Mail
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/ar/staff/stops/oujda-2025/messages"


def fail(name: str, key: str = "oujda-2025", *, for_good: bool = False) -> None:
    about = About("reminder", SMS)
    outbox.queue(Mail("+212612345678", "ar", "", "غدا"), once_key=name, stop_key=key, about=about)
    taken = outbox.take(SMS)
    assert taken is not None
    outbox.mark_failed(taken, "HTTP 503", for_good=for_good)


def test_refusals_are_shown_with_a_masked_number(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()
    fail("one")
    fail("two", for_good=True)
    fail("other", "fes-2025")
    page = pages.read(as_staff("organiser", "oujda-2025").get(PAGE))
    rows = page.tree.xpath("//table[2]//tbody/tr | //section[2]//tbody/tr")
    assert len(rows) == 2
    assert ["•• 78" in page.main, "612345678" in page.main] == [True, False]
    assert page.main.count("HTTP 503") == 2


def test_page_says_that_nothing_is_set(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()
    assert "CARAVAN_SMS_URL" in pages.read(as_staff().get(PAGE)).main


def test_page_is_of_its_role_and_stop(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()
    assert as_staff("gate", "oujda-2025").get(PAGE).status_code == 403
    assert as_staff("organiser", "fes-2025").get(PAGE).status_code == 403


def test_page_needs_as_many_queries_for_three_as_for_one(
    as_staff: Callable[..., Browser], queries: Any
) -> None:
    makers.make_stop()
    staff, counts = as_staff(), []
    staff.get(PAGE)
    for names in (("a",), ("b", "c")):
        for name in names:
            fail(name)
        with queries() as seen:
            staff.get(PAGE)
        counts.append(len(seen))
    assert counts[0] == counts[1] > 0
