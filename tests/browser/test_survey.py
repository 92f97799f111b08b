"""The survey on a phone: from the ticket, without a network, weeks later, exactly once."""

import pytest
from playwright.sync_api import Page, expect

from caravan.survey import actions, queries
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from tests import makers
from tests.browser.conftest import Site, Visitors
from tests.browser.test_waiting import KEPT, NO_NETWORK, lose_answers, lose_posts

pytestmark = pytest.mark.browser

SURVEY = "/ar/stops/oujda-2025/survey"
SENDS = "**/stops/oujda-2025/survey"
THANKS = "**/survey/thanks"
WAITS = "رأيكم ينتظر الشبكة"
IS_KEPT = "async (path) => Boolean(await (await caches.open('caravan-pages')).match(path))"
NAMES = ["welcome.1", "found.1", "improve.1"]


@pytest.fixture
def stop(site: Site) -> Stop:
    found = tour.get_stop("oujda-2025")
    actions.open_survey(found, "", NAMES, staff_id=None)
    return found


@pytest.fixture(autouse=True)
def without_network(visitor: Visitors) -> None:
    visitor.expected += NO_NETWORK


def answers(stop: Stop) -> int:
    makers.db.session.rollback()  # see what the requests have written
    return queries.get_survey(stop.id, "").answers


def from_ticket(page: Page, stop: Stop) -> None:
    """To the survey, by the link on the ticket of somebody registered."""
    page.goto(f"/ar/tickets/{makers.make_registration(stop).code}")
    page.get_by_role("link", name="إبداء رأيكم").click()
    page.wait_for_url(f"{SENDS}#*")
    expect(page.locator("#known")).to_be_visible()
    expect(page.locator("#holder")).to_be_hidden()


def wait_until_kept(page: Page) -> None:
    """Go on once the worker has kept the page of the survey."""
    for _ in range(100):
        if page.evaluate(IS_KEPT, SURVEY):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the survey was not kept")


def fill(page: Page) -> None:
    page.locator("label:has([name='q-welcome.1'][value='4'])").click()
    page.fill("[name='q-improve.1']", "الماء في القاعة")


def send(page: Page) -> None:
    page.locator("main form > button").click()


def test_ticket_leads_to_the_survey_and_no_code_is_asked_for(visitor: Visitors, stop: Stop) -> None:
    page = visitor()
    from_ticket(page, stop)
    fill(page)

    send(page)

    page.wait_for_url(THANKS)
    assert (answers(stop), page.evaluate(KEPT)) == (1, "[]")


def test_pass_is_in_no_address_that_a_server_sees(visitor: Visitors, stop: Stop) -> None:
    page = visitor()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    from_ticket(page, stop)
    given = page.evaluate("location.hash.slice(1)")
    fill(page)
    send(page)
    page.wait_for_url(THANKS)

    assert len(given) == 64
    assert [url for url in asked if given in url.partition("#")[0]] == []


def test_form_opens_and_is_filled_in_without_a_network_and_arrives_once(
    visitor: Visitors, stop: Stop
) -> None:
    page = visitor()
    from_ticket(page, stop)
    address = page.url
    wait_until_kept(page)
    page.goto("/ar/")
    page.context.set_offline(True)
    page.goto(address)
    expect(page.locator("#known")).to_be_visible()
    fill(page)

    send(page)

    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS)
    assert answers(stop) == 0
    page.context.set_offline(False)
    page.wait_for_url(THANKS)
    assert answers(stop) == 1


def test_survey_opens_without_a_network_when_only_the_stop_was_read(
    visitor: Visitors, stop: Stop
) -> None:
    page = visitor()
    page.goto("/ar/stops/oujda-2025")
    wait_until_kept(page)
    page.context.set_offline(True)

    page.locator("main a[data-keep]").click()

    expect(page.locator("h1")).to_have_text("رأيكم في هذه المحطة")
    expect(page.locator("#net")).to_be_visible()


def test_answer_counts_once_when_cut_before_the_answer(visitor: Visitors, stop: Stop) -> None:
    page = visitor()
    from_ticket(page, stop)
    fill(page)
    page.route(SENDS, lose_answers)

    send(page)

    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS)
    assert answers(stop) == 1
    page.unroute(SENDS)
    page.wait_for_url(THANKS)
    assert answers(stop) == 1


def test_answer_that_waits_is_sent_from_any_page(visitor: Visitors, stop: Stop) -> None:
    page = visitor()
    from_ticket(page, stop)
    fill(page)
    page.route(SENDS, lose_posts)
    send(page)
    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS)
    page.unroute(SENDS)

    page.goto("/ar/")

    page.locator(".kept a", has_text="وصل رأيكم").click()
    page.wait_for_url(THANKS)
    assert (answers(stop), page.evaluate(KEPT)) == (1, "[]")


def test_what_is_to_mend_is_told_when_the_code_is_wrong(visitor: Visitors, stop: Stop) -> None:
    page = visitor()
    page.goto(SURVEY)
    fill(page)
    page.fill("#code", "123")

    send(page)

    expect(page.locator("#code-error")).to_be_visible()
    expect(page.locator("input[name='q-improve.1']")).to_have_value("الماء في القاعة")
    assert (answers(stop), page.evaluate(KEPT)) == (0, "[]")


def test_kiosk_empties_itself_after_a_silence(visitor: Visitors, stop: Stop) -> None:
    page = visitor()
    page.clock.install()
    page.goto(f"{SURVEY}/kiosk")
    fill(page)

    page.clock.run_for(41_000)

    expect(page.locator("[name='q-improve.1']")).to_have_value("")
    assert answers(stop) == 0
