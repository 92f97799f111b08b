"""The registration form outlives the network and the browser, and arrives exactly once."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, Route, expect
from sqlalchemy import update

from caravan.kernel import lanes, versions
from caravan.kernel.db import db, transaction
from caravan.registration.models import Registration
from caravan.tour.models import Stop
from tests import makers
from tests.browser import killable
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

FORM = "/{lang}/stops/oujda-2025/register"
SENDS = "**/stops/oujda-2025/register"
TICKET = "**/tickets/*"
NAME = "فاطمة الزهراء بنعلي"
NO_NETWORK = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch", "ERR_FAILED", "ERR_CONNECTION"]
WAITS = {"ar": "التسجيل ينتظر الشبكة", "fr": "L’inscription attend le réseau"}
ARRIVED = "تم تسجيلكم"
KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("caravan-registrations", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("forms").objectStore("forms").getAll();
    all.onsuccess = () => { asked.result.close(); resolve(JSON.stringify(all.result)); };
  };
})"""


def fill(page: Page, lang: str = "ar", **said: str) -> None:
    """Fill the form in as a person does, and leave it unsent."""
    page.goto(FORM.format(lang=lang))
    page.fill("#full_name", NAME)
    page.locator("label:has(input[value='retired'])").click()
    page.locator("label:has(#consent)").click()
    for name, value in said.items():
        page.fill(f"#{name}", value)


def send(page: Page) -> None:
    page.locator("main form > button").click()


def see_forgotten(page: Page) -> None:
    """The ticket's page forgets the form; that it does is seen within ten seconds."""
    for _ in range(200):
        if page.evaluate(KEPT) == "[]":
            return
        page.wait_for_timeout(50)
    assert page.evaluate(KEPT) == "[]"


def registered() -> int:
    db.session.rollback()  # see what the requests have written
    return makers.count(Registration)


def lose_answers(route: Route) -> None:
    """The form reaches the server, its answer never reaches the phone."""
    if route.request.method == "POST":
        route.fetch()
        route.abort()
    else:
        route.continue_()


def lose_posts(route: Route) -> None:
    """No form reaches the server, although the phone believes in its network."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


@pytest.fixture(autouse=True)
def without_network(visitor: Visitors) -> None:
    """What browsers report about a network that is cut is as it should be."""
    visitor.expected += NO_NETWORK


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_form_waits_and_is_sent_by_itself_when_cut_before_sending(
    visitor: Visitors, lang: str
) -> None:
    page = visitor(lang)
    fill(page, lang)
    page.context.set_offline(True)

    send(page)

    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS[lang])
    expect(page.locator("#waiting bdi")).to_have_text(NAME)
    expect(page.locator("main form")).to_be_hidden()
    assert registered() == 0

    page.context.set_offline(False)
    page.wait_for_url(TICKET)
    expect(page.locator("p.no")).to_be_visible()
    assert registered() == 1


def test_two_taps_send_one_form(visitor: Visitors) -> None:
    page = visitor()
    fill(page)
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)

    page.locator("main form > button").dblclick()

    page.wait_for_url(TICKET)
    assert (len(sent), registered()) == (1, 1)


def test_form_is_sent_again_when_cut_during_sending(visitor: Visitors) -> None:
    page = visitor()
    fill(page)
    page.route(SENDS, lose_posts)

    send(page)

    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS["ar"])
    assert registered() == 0
    page.unroute(SENDS)
    page.wait_for_url(TICKET)
    assert registered() == 1


def test_form_arrives_once_when_cut_before_the_answer(visitor: Visitors) -> None:
    page = visitor()
    fill(page)
    page.route(SENDS, lose_answers)

    send(page)

    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS["ar"])
    assert registered() == 1
    page.unroute(SENDS)
    page.wait_for_url(TICKET)
    assert registered() == 1


def test_ticket_is_found_again_when_cut_before_it_opens(visitor: Visitors) -> None:
    page = visitor()
    fill(page)
    page.route(TICKET, lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: "/tickets/" in request.url):
        send(page)
    page.unroute(TICKET)

    page.goto("/ar/")

    assert "full_name" not in page.evaluate(KEPT)
    page.locator(".kept a", has_text=ARRIVED).click()
    page.wait_for_url(TICKET)
    expect(page.locator("p.no")).to_be_visible()
    page.goto("/ar/")
    assert page.evaluate(KEPT) == "[]"
    assert registered() == 1


def test_answer_of_somebody_else_is_no_registration(visitor: Visitors) -> None:
    page = visitor()
    fill(page)
    page.route(SENDS, lambda route: route.fulfill(status=200, body="<h1>Wi-Fi</h1>"))

    send(page)

    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS["ar"])
    page.unroute(SENDS)
    page.wait_for_url(TICKET)
    assert registered() == 1


def test_two_people_wait_on_one_telephone(visitor: Visitors) -> None:
    page = visitor()
    page.route(SENDS, lose_posts)
    for name in (NAME, "أحمد بنعلي"):
        fill(page)
        page.fill("#full_name", name)
        send(page)
        expect(page.locator("#waiting h2:visible")).to_have_text(WAITS["ar"])
    page.unroute(SENDS)

    page.goto("/ar/")

    expect(page.locator(".kept a", has_text=ARRIVED)).to_have_count(2)
    assert registered() == 2


def test_form_that_was_not_sent_yet_can_be_changed(visitor: Visitors) -> None:
    page = visitor()
    fill(page)
    page.context.set_offline(True)
    send(page)

    page.locator("#waiting button").click()

    expect(page.locator("#full_name")).to_have_value(NAME)
    assert page.evaluate(KEPT) == "[]"
    page.context.set_offline(False)
    page.fill("#full_name", "فاطمة بنعلي")
    send(page)
    page.wait_for_url(TICKET)
    assert db.session.query(Registration).one().full_name == "فاطمة بنعلي"


def test_what_is_to_mend_is_told_with_the_form_once_the_network_is_back(visitor: Visitors) -> None:
    page = visitor()
    fill(page, phone="06 12")
    page.context.set_offline(True)
    send(page)
    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS["ar"])

    page.context.set_offline(False)

    expect(page.locator("#phone-error")).to_be_visible()
    expect(page.locator("#full_name")).to_have_value(NAME)
    expect(page.locator("#phone")).to_have_value("06 12")
    page.fill("#phone", "")
    send(page)
    page.wait_for_url(TICKET)
    see_forgotten(page)


def test_what_is_to_mend_is_told_on_any_page_and_leads_to_the_form(visitor: Visitors) -> None:
    page = visitor()
    fill(page, phone="06 12")
    page.route(SENDS, lose_posts)
    send(page)
    expect(page.locator("#waiting h2:visible")).to_have_text(WAITS["ar"])
    page.goto("/ar/")
    page.unroute(SENDS)

    page.locator(".kept a", has_text="هذا التسجيل يحتاجكم").click()

    expect(page.locator("#phone-error")).to_be_visible()
    expect(page.locator("#full_name")).to_have_value(NAME)
    assert page.evaluate(KEPT) == "[]"


@pytest.mark.usefixtures("site")
def test_form_says_so_when_registration_closed_meanwhile(visitor: Visitors) -> None:
    page = visitor()
    fill(page)
    page.context.set_offline(True)
    send(page)
    with transaction() as writing:
        writing.execute(update(Stop).values(status="cancelled"))
        versions.bump("stop:oujda-2025")
    versions.forget_all()

    page.context.set_offline(False)

    expect(page.locator("h1")).to_have_text("انتهى التسجيل")
    assert page.evaluate(KEPT) == "[]"


def cut_before(page: Page) -> Any:
    return page.context.set_offline(True)


def cut_answers(page: Page) -> Any:
    return page.route(SENDS, lose_answers)


@pytest.mark.parametrize(("cut", "before"), [(cut_before, 0), (cut_answers, 1)])
def test_form_arrives_once_when_the_browser_is_killed(
    playwright: Playwright, site: Site, tmp_path: Path, cut: Any, before: int
) -> None:
    form, home = site.url + FORM.format(lang="ar"), f"{site.url}/ar/"
    with killable.started(playwright, tmp_path) as (context, kill):
        page = context.new_page()
        page.goto(form)
        page.fill("#full_name", NAME)
        page.locator("label:has(input[value='retired'])").click()
        page.locator("label:has(#consent)").click()
        cut(page)
        send(page)
        expect(page.locator("#waiting h2:visible")).to_have_text(WAITS["ar"])
        kill()
    assert registered() == before

    with killable.started(playwright, tmp_path) as (context, _kill):
        page = context.new_page()
        page.goto(home)
        page.locator(".kept a", has_text=ARRIVED).click()
        page.wait_for_url(TICKET)
        expect(page.locator("dd bdi").first).to_have_text(NAME)
    assert registered() == 1


@pytest.mark.parametrize("can_work", [True, False])
def test_kept_form_solves_what_floods_are_kept_out_by_and_arrives_once(
    visitor: Visitors, monkeypatch: pytest.MonkeyPatch, *, can_work: bool
) -> None:
    monkeypatch.setattr(lanes, "are_on", lambda: True)
    monkeypatch.setattr(lanes, "_is_quiet", lambda: False)  # in the thick of a flood
    page = visitor("ar")
    if not can_work:
        page.add_init_script("delete globalThis.Worker")
    page.route(SENDS, lose_posts)
    fill(page)
    page.evaluate("document.querySelector('[name=work]').value = 'of long ago'")
    send(page)
    expect(page.locator("#waiting")).to_contain_text(WAITS["ar"])
    page.context.clear_cookies()  # a browser that was closed meanwhile
    page.unroute(SENDS)

    page.wait_for_url(TICKET, timeout=60_000)
    assert registered() == 1
