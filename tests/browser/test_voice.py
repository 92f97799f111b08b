"""What changes by itself: "mine too", the list of questions, the hall screen."""

import pytest
from playwright.sync_api import Page, expect

from caravan.kernel import versions
from caravan.kernel.db import transaction
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import actions
from caravan.voice import queries as voice
from tests import makers
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

QUESTIONS = "/ar/stops/oujda-2025/questions"
HASTE = (
    """for (const one of document.querySelectorAll("[data-every]")) one.dataset.every = "0.2";"""
)


@pytest.fixture
def stop(site: Site) -> Stop:
    return tour.get_stop("oujda-2025")


@pytest.fixture
def moderator() -> int:
    return makers.make_staff("moderator").id


def hurried(page: Page, address: str) -> Page:
    """The page, whose parts look for news five times a second."""
    page.add_init_script(f"document.addEventListener('readystatechange', () => {{ {HASTE} }})")
    page.goto(address)
    return page


def screen(visitor: Visitors, stop: Stop) -> Page:
    token = actions.open_screen(stop).token
    return hurried(visitor("ar", "hall"), f"/ar/stops/{stop.key}/screen?token={token}")


def test_me_too_stays_pressed_without_leaving_the_page(visitor: Visitors, stop: Stop) -> None:
    makers.make_question(stop, me_too=6)
    page = visitor()
    page.goto(QUESTIONS)
    page.evaluate("window.same = true")
    button = page.get_by_role("button", name="سؤالي أيضا")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button.locator(".many")).to_have_text("7أشخاص")
    assert page.evaluate("window.same") is True
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_me_too_counts_a_phone_once_and_two_phones_twice(visitor: Visitors, stop: Stop) -> None:
    question = makers.make_question(stop)
    for page in (visitor(), visitor("fr")):
        for _ in range(2):
            page.goto(QUESTIONS)
            page.locator(f"#q-{question.id} form").evaluate("form => form.submit()")
            page.wait_for_url(f"**/questions#q-{question.id}")

    expect(page.locator(f"#q-{question.id} .many")).to_have_text("2شخصان")


def test_list_shows_a_question_once_it_is_approved(
    visitor: Visitors, stop: Stop, moderator: int
) -> None:
    question = makers.make_question(stop, "هل تُفتح قاعة الرياضة؟", state="received")
    page = hurried(visitor(), QUESTIONS)
    expect(page.locator(".qs, .empty")).to_contain_text("لا أسئلة بعد")

    actions.approve(question.id, moderator)

    expect(page.locator(".qs blockquote")).to_have_text("هل تُفتح قاعة الرياضة؟")


def test_list_counts_support_without_being_fetched_again(visitor: Visitors, stop: Stop) -> None:
    question = makers.make_question(stop, me_too=6)
    page = hurried(visitor(), QUESTIONS)
    lists = []
    page.on("request", lambda request: lists.append(request.url.endswith("/list")))

    actions.add_me_too(stop, question.id, "b" * 32)

    expect(page.locator(".qs .many")).to_have_text("7أشخاص")
    assert lists
    assert not any(lists)


def test_desk_shows_a_question_once_it_is_asked(visitor: Visitors, stop: Stop) -> None:
    desk = hurried(
        visitor("fr", "desktop", role="moderator"), f"/fr/staff/stops/{stop.key}/questions"
    )
    expect(desk.locator(".lane .body")).to_have_count(1)  # the screen shows the list

    makers.make_question(stop, "Et la santé ?", language="fr", state="received")
    with transaction():
        versions.bump(voice.topic(stop.key))  # as asking does

    expect(desk.locator(".lane li .body")).to_have_text("Et la santé ?")


def test_screen_follows_the_desk(visitor: Visitors, stop: Stop, moderator: int) -> None:
    question = makers.make_question(stop)
    page = screen(visitor, stop)
    expect(page.locator(".h-list li")).to_have_count(1)

    actions.put_on_screen(stop, question.id, moderator)
    expect(page.locator(".h-q")).to_have_text(question.body)

    actions.blank_screen(stop, moderator)
    expect(page.locator(".hall.blank")).to_be_visible()


def test_screen_keeps_its_picture_when_the_server_stops(
    visitor: Visitors, stop: Stop, moderator: int
) -> None:
    question = makers.make_question(stop)
    actions.put_on_screen(stop, question.id, moderator)
    visitor.expected += ["net::ERR_FAILED"]
    page = screen(visitor, stop)

    page.route("**/screen/state**", lambda route: route.abort())
    page.wait_for_event("requestfailed")  # from here on no earlier answer is on its way
    with page.expect_event("requestfailed"):
        actions.blank_screen(stop, moderator)
    expect(page.locator(".h-q")).to_have_text(question.body)

    page.unroute("**/screen/state**")
    expect(page.locator(".hall.blank")).to_be_visible()
