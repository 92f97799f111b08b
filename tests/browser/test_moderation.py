"""The moderators' desk by keyboard, and two moderators at once."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from caravan.accounts import actions as accounts
from caravan.kernel import versions
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.db import db, transaction
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import actions
from caravan.voice import queries as voice
from caravan.voice.models import Question
from tests import makers
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

DESK = "/staff/stops/oujda-2025/questions"


@pytest.fixture
def stop(site: Site) -> Stop:
    return tour.get_stop("oujda-2025")


def desk(visitor: Visitors, lang: str = "ar") -> Page:
    page = visitor(lang, "desktop", role="moderator")
    page.goto(f"/{lang}{DESK}")
    return page


def state(question: Question) -> str:
    return fresh(question)[0]


def fresh(question: Question) -> tuple[str, str]:
    """State and wording as they are now; no reading is left open, which would keep the log."""
    chosen = select(Question.state, Question.body).where(Question.id == question.id)
    with db.engine.connect() as connection:
        return tuple(connection.execute(chosen).one())


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.parametrize(("lang", "onward"), [("ar", "ArrowLeft"), ("fr", "ArrowRight")])
def test_morning_of_questions_goes_by_keyboard(
    visitor: Visitors, stop: Stop, lang: str, onward: str
) -> None:
    first, second = sorted(
        (makers.make_question(stop, f"سؤال {number}؟", state="received") for number in (1, 2)),
        key=lambda one: one.id,
    )
    page = desk(visitor, lang)
    page.locator(f"#q-{first.id}").focus()
    press(page, "Digit1")
    assert state(first) == "approved"

    expect(page.locator(f"#q-{second.id}")).to_be_focused()
    press(page, "Digit3")
    assert fresh(second) == ("private", "")

    expect(page.locator(f"#q-{first.id}")).to_be_focused()
    press(page, "Digit1")
    expect(page.locator(".onair .body")).to_have_text(first.body)
    makers.make_question(stop, "ثالث؟", state="received")
    with transaction():
        versions.bump(voice.topic(stop.key))  # as asking does
    page.reload()
    page.locator(".lane li.q.cur").focus()
    press(page, "Digit5")
    assert state(first) == "answered"

    page.locator(".lane li.q.cur").focus()
    page.keyboard.press(onward)
    expect(page.locator(f"#q-{first.id}")).to_be_focused()
    press(page, "Backspace")
    assert state(first) == "approved"


def test_keys_do_nothing_while_one_types_or_has_switched_them_off(
    visitor: Visitors, stop: Stop
) -> None:
    question = makers.make_question(stop, "سؤال؟", state="received")
    page = desk(visitor)
    page.locator(f"#q-{question.id}").focus()
    page.keyboard.press("Digit4")
    expect(page.locator(f"#reason-{question.id}")).to_be_focused()
    page.keyboard.press("Digit1")
    expect(page.locator(f"#reason-{question.id}")).to_be_focused()
    assert state(question) == "received"

    page.reload()
    page.get_by_label("استعمال هذه المفاتيح").uncheck()
    page.locator(f"#q-{question.id}").focus()
    page.keyboard.press("Digit1")
    page.reload()
    expect(page.get_by_label("استعمال هذه المفاتيح")).not_to_be_checked()
    assert state(question) == "received"


def test_second_moderator_is_told_and_nothing_is_overwritten(visitor: Visitors, stop: Stop) -> None:
    question = makers.make_question(stop, "سؤال فلان؟", state="received")
    one, two = desk(visitor), desk(visitor, "fr")
    for page in (one, two):
        page.goto(f"{page.url.split('#')[0]}/{question.id}")
    for page, body in ((one, "صيغة الأول"), (two, "صيغة الثاني")):
        page.locator("#body").fill(body)
        with page.expect_navigation():
            page.locator("form.form button").first.click()

    expect(two.locator("#body")).to_have_value("صيغة الثاني")
    expect(two.locator(".q.cur .body")).to_have_text("صيغة الأول")
    assert fresh(question)[1] == "صيغة الأول"


SIGNED_OUT = "EventSource's response"  # the stream is led to the sign-in, which is no stream


def sign_in_again(page: Page, site: Site) -> None:
    token = accounts.open_session(makers.make_staff("moderator").id)
    page.context.add_cookies([{"name": cookie_name(STAFF), "value": token, "url": site.url}])


def test_desk_left_open_over_night_says_so_and_goes_on_after_a_new_sign_in(
    visitor: Visitors, site: Site, stop: Stop
) -> None:
    visitor.expected.append(SIGNED_OUT)
    question = makers.make_question(stop, "سؤال؟", state="received")
    page = desk(visitor)
    page.context.clear_cookies()
    stale = page.locator("[data-stale]")
    expect(stale.locator("[data-why=out]")).to_be_visible()

    sign_in_again(page, site)
    expect(stale).to_be_hidden()
    page.locator(f"#q-{question.id}").focus()
    press(page, "Digit1")
    assert state(question) == "approved"


def test_panic_key_works_on_a_page_that_is_older_than_the_sign_in(
    visitor: Visitors, site: Site, stop: Stop
) -> None:
    visitor.expected.append(SIGNED_OUT)
    page = visitor("ar", "desktop", role="moderator")
    page.goto("/ar/staff/stops/oujda-2025/backstage")
    page.locator("#announcement_ar").fill("نص لم يكتمل")
    page.context.clear_cookies()
    expect(page.locator("[data-stale]")).to_be_visible()
    sign_in_again(page, site)
    expect(page.locator("[data-stale]")).to_be_hidden()

    page.keyboard.press("F9")
    expect(page.locator(".onair .body")).to_have_text("الشاشة هادئة.")
    expect(page.locator("#announcement_ar")).to_have_value("نص لم يكتمل")


def test_question_that_a_colleague_takes_away_leaves_no_key_for_the_next_one(
    visitor: Visitors, stop: Stop
) -> None:
    first, second = sorted(
        (makers.make_question(stop, f"سؤال {number}؟", state="received") for number in (1, 2)),
        key=lambda one: one.id,
    )
    page = desk(visitor)
    page.locator(f"#q-{first.id}").focus()
    actions.reject(first.id, "repeated", makers.make_staff().id)
    expect(page.locator("#lane-rejected")).to_be_visible()
    page.keyboard.press("Digit1")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#q-{second.id}")).to_be_focused()
    assert state(second) == "received"
