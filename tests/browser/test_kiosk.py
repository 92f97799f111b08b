"""The kiosk in a real browser: three steps, forty seconds, and nothing in its profile."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from caravan.kernel import codes
from caravan.kernel.db import db
from caravan.registration.models import Registration
from tests import makers
from tests.browser import killable
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

KIOSK = "/{lang}/stops/oujda-2025/kiosk"
QUESTION = {"ar": "ما هو اسمكم؟", "fr": "Quel est votre nom\xa0?"}
NAME = "زليخاء المزروعة Zuleikha Elmazrouaa"
PARTS = ("زليخاء", "المزروعة", "Zuleikha", "Elmazrouaa")


def fill(page: Page, name: str = NAME) -> None:
    """Answer every question, up to the last button."""
    page.fill("#full_name", name)
    page.click("#next")
    page.locator("label:has(input[value='widow'])").click()
    page.click("#next")
    page.locator("label:has(#consent)").click()


def found(profile: Path, *planted: str) -> set[tuple[str, str]]:
    """Which of the planted words stand in which files of the profile, in either encoding."""
    forms = [(word, word.encode(code)) for word in planted for code in ("utf-8", "utf-16-le")]
    files = [file for file in profile.rglob("*") if file.is_file()]
    read = {str(file.relative_to(profile)): file.read_bytes() for file in files}
    return {(name, word) for name, data in read.items() for word, form in forms if form in data}


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_visitor_is_registered_and_the_next_one_finds_an_empty_page(
    visitor: Visitors, lang: str
) -> None:
    page = visitor(lang)
    page.goto(KIOSK.format(lang=lang))
    expect(page.locator("h1")).to_have_text(QUESTION[lang])
    fill(page)
    expect(page.locator("#said-name")).to_have_text(NAME)

    page.click("#next")

    expect(page.locator("#done .no")).to_be_visible()
    row = db.session.query(Registration).one()
    assert (row.full_name, row.channel) == (NAME, "kiosk")
    expect(page.locator("#done .no")).to_have_text(codes.grouped(row.entry_code))
    page.click("#finish")
    expect(page.locator("h1")).to_have_text(QUESTION[lang])
    assert "Zuleikha" not in page.content()
    assert page.input_value("#full_name") == ""


@pytest.mark.parametrize("is_done", [False, True])
def test_page_clears_itself_after_forty_seconds_of_silence(
    visitor: Visitors, *, is_done: bool
) -> None:
    page = visitor()
    page.clock.install()
    page.goto(KIOSK.format(lang="ar"))
    fill(page)
    if is_done:
        page.click("#next")
        expect(page.locator("#done .no")).to_be_visible()

    page.clock.fast_forward(31_000)
    expect(page.locator("#silence")).to_be_visible()
    page.locator("h1").click()
    expect(page.locator("#silence")).to_be_hidden()
    page.clock.fast_forward(39_000)
    assert "Zuleikha" in page.content() + page.input_value("#full_name")
    page.clock.fast_forward(1_000)

    expect(page.locator("h1")).to_have_text(QUESTION["ar"])
    assert "Zuleikha" not in page.content()
    assert page.input_value("#full_name") == ""
    assert page.locator("input:checked:not([value='0'])").count() == 0


def test_nothing_is_left_of_a_visitor_in_the_profile(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    with killable.started(playwright, tmp_path) as (context, _kill):
        page = context.pages[0]
        page.goto(site.url + KIOSK.format(lang="ar"))
        fill(page)
        page.click("#next")
        expect(page.locator("#done .no")).to_be_visible()
        page.click("#finish")
        page.fill("#full_name", NAME)  # the next one goes away in the midst of it
        page.wait_for_timeout(3_000)  # what browsers write down of open pages, they write by then
        killable.close(context)

    row = db.session.query(Registration).one()
    numbers = (row.code, row.entry_code, row.follow_code)
    numbers += tuple(codes.grouped(number) for number in numbers[1:])
    assert found(tmp_path, "registration/kiosk.js") != set()  # the profile is written, and read
    assert found(tmp_path, *PARTS, *numbers) == set()


def test_search_finds_what_a_telephone_keeps(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    with killable.started(playwright, tmp_path) as (context, _kill):
        page = context.pages[0]
        page.goto(f"{site.url}/ar/stops/oujda-2025/register")
        page.route("**/register", lambda route: route.abort())
        page.fill("#full_name", NAME)
        page.locator("label:has(input[value='widow'])").click()
        page.locator("label:has(#consent)").click()
        page.locator("main form > button").click()
        page.locator("#waiting").wait_for()
        killable.close(context)

    assert {word for _file, word in found(tmp_path, *PARTS)} == set(PARTS)


def test_locked_browser_stays_in_the_kiosk_until_its_number_is_typed(
    visitor: Visitors, site: Site
) -> None:
    page = visitor(role="gate")
    page.goto("/ar/staff/stops/oujda-2025/kiosk")
    page.fill("#pin", "4711")
    page.locator("main form .primary").click()
    page.wait_for_url("**/kiosk")

    for address in ("/ar/", "/ar/staff/stops", "/ar/stops/oujda-2025"):
        page.goto(address)
        expect(page).to_have_url(site.url + KIOSK.format(lang="ar"))
    page.go_back()
    expect(page).to_have_url(site.url + KIOSK.format(lang="ar"))
    page.locator("#staff summary").click()
    for pin in ("1234", "4711"):
        page.fill("#pin", pin)
        page.locator("#end button").click()
        if pin == "1234":
            expect(page.locator("#end .why")).to_be_visible()
    page.wait_for_url("**/staff/sign-in")
    assert makers.count(Registration) == 0


def lock(page: Page, lang: str = "ar") -> None:
    page.goto(f"/{lang}/staff/stops/oujda-2025/kiosk")
    page.fill("#pin", "4711")
    page.locator("main form .primary").click()
    page.wait_for_url("**/kiosk")


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_what_is_missing_is_told_in_words_at_each_question(visitor: Visitors, lang: str) -> None:
    page = visitor(lang)
    page.goto(KIOSK.format(lang=lang))
    told = []
    for answer in (
        lambda: page.fill("#full_name", NAME),
        lambda: page.locator("label:has(input[value='widow'])").click(),
        lambda: page.locator("label:has(#consent)").click(),
    ):
        page.click("#next")
        told.append(page.inner_text("#why"))
        answer()
        page.click("#next")

    assert len(set(told) - {""}) == 3
    expect(page.locator("#done .no")).to_be_visible()


def test_nothing_of_a_visitor_comes_back_by_keys(visitor: Visitors) -> None:
    page = visitor()
    lock_page = KIOSK.format(lang="ar")
    page.goto(lock_page)
    page.locator("#full_name").click()
    page.keyboard.type("Zuleikha")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.reload()

    page.locator("#full_name").click()
    for keys in ("Control+v", "Shift+Insert", "Control+z"):
        page.keyboard.press(keys)

    assert page.input_value("#full_name") == ""


@pytest.mark.parametrize(
    "how", [{"modifiers": ["Control"]}, {"modifiers": ["Shift"]}, {"button": "middle"}]
)
def test_link_opens_no_second_window(visitor: Visitors, how: dict[str, Any]) -> None:
    page = visitor()
    page.goto(KIOSK.format(lang="ar"))

    page.locator("a.lang").click(**how)
    page.wait_for_timeout(300)

    assert len(page.context.pages) == 1


def test_next_visitor_finds_the_language_that_the_kiosk_was_begun_in(visitor: Visitors) -> None:
    page = visitor(role="gate")
    lock(page)
    page.locator("a.lang").click()
    expect(page.locator("h1")).to_have_text(QUESTION["fr"])
    fill(page)
    page.click("#next")

    page.click("#finish")

    expect(page.locator("h1")).to_have_text(QUESTION["ar"])


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_call_for_help_reaches_an_open_desk(visitor: Visitors, lang: str) -> None:
    desk = visitor(lang, "desktop", role="gate")
    desk.goto(f"/{lang}/staff/stops/oujda-2025/desk")
    page = visitor(lang, role="gate")
    lock(page, lang)

    page.click("#help")

    expect(page.locator("#called")).to_be_visible()
    desk.locator(".alert button").click()
    expect(desk.locator(".alert")).to_have_count(0)


def test_listen_is_offered_only_where_the_device_has_a_voice(visitor: Visitors) -> None:
    page = visitor()
    voice = "[{localService: %s, lang: 'ar-MA'}]"
    for is_local in ("false", "true"):
        page.add_init_script(f"speechSynthesis.getVoices = () => {voice % is_local}")
        page.goto(KIOSK.format(lang="ar"))
        expect(page.locator("#next")).to_be_visible()
        assert page.locator("#listen").is_visible() is (is_local == "true")


def test_without_scripts_the_kiosk_asks_nothing_and_sends_to_the_desk(visitor: Visitors) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(KIOSK.format(lang="ar"))

    expect(page.locator("main .note").first).to_contain_text("مكتب الاستقبال")
    assert page.locator("input:visible, button:visible").count() == 0
