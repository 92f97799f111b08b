"""The kiosk: a locked browser stays on it; a visitor is registered without a page of their own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from caravan.kernel import codes, lanes, versions
from caravan.kernel.clock import now, today
from caravan.kernel.cookies import KIOSK, STAFF, cookie_name
from caravan.kernel.db import db, transaction
from caravan.registration.kiosk import actions
from caravan.registration.models import Registration
from caravan.tour.models import Stop
from caravan.tour.queries import get_stop
from tests import makers, pages
from tests.conftest import Browser
from tests.survey import surveys

HOME = "/ar/stops/oujda-2025/kiosk"
DESK = "/ar/staff/stops/oujda-2025/desk"
LOCK = "/ar/staff/stops/oujda-2025/kiosk"
SAID = {"full_name": "سلمى بناني", "category": "widow", "consent": "y", "once": "a" * 32}
SCRIPT = {"Accept": "application/json"}
ALERTS = "//div[contains(@class, 'alert')]//h2"
DAY = timedelta(days=1)
Staff = Callable[..., Browser]


@pytest.fixture(autouse=True)
def stop(app: Flask) -> Any:
    return makers.make_stop()


def locked(as_staff: Staff) -> Browser:
    """A browser that somebody of the gate has locked with 4711."""
    browser = as_staff("gate")
    assert browser.fill(LOCK, {"pin": "٤٧١١"}).location == HOME
    return browser


def end(browser: Browser, pin: str, headers: dict[str, str] | None = None) -> Any:
    """The answer to the number typed."""
    return browser.post(f"{HOME}/end", data={"pin": pin, **token(browser)}, headers=headers)


def change(**values: Any) -> None:
    """The stop is now another one."""
    with transaction() as writing:
        writing.execute(update(Stop).values(**values))
        versions.bump("stop:oujda-2025")


def token(browser: Browser) -> dict[str, str]:
    return {"csrf_token": pages.read(browser.get(HOME)).form("full_name").fields["csrf_token"]}


@pytest.mark.parametrize(
    "address",
    ["/", "/ar/", "/fr/", "/ar/stops/oujda-2025", "/ar/privacy", "/ar/staff/sign-in", LOCK, "/x"],
)
def test_locked_browser_is_led_back_whatever_it_asks_for(
    as_staff: Staff, app: Flask, address: str
) -> None:
    app.test_client().get(address)  # what everybody shares is now kept in memory
    lang = "fr" if address == "/fr/" else "ar"

    answer = locked(as_staff).get(address, follow_redirects=True)

    assert answer.request.path == HOME.replace("/ar/", f"/{lang}/")


def test_locked_browser_sends_nothing_but_the_kiosk(as_staff: Staff) -> None:
    browser = locked(as_staff)

    answer = browser.post("/ar/stops/oujda-2025/register", data={**SAID, **token(browser)})

    assert answer.location == HOME
    assert makers.count(Registration) == 0


def test_locking_signs_out_and_clears_the_browser(as_staff: Staff) -> None:
    browser = as_staff("gate")
    answer = browser.fill(LOCK, {"pin": "4711"})

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get_cookie(cookie_name(STAFF)) is None
    assert "4711" not in browser.get_cookie(cookie_name(KIOSK)).value


@pytest.mark.parametrize("pin", ["", "123", "123456789", "abcd"])
def test_lock_needs_a_number(as_staff: Staff, pin: str) -> None:
    assert as_staff("gate").fill(LOCK, {"pin": pin}).status_code == 422


def test_only_the_number_opens_the_lock(as_staff: Staff) -> None:
    browser = locked(as_staff)

    wrong = end(browser, "4712", SCRIPT)
    right = end(browser, "4711", SCRIPT)

    assert (wrong.status_code, right.status_code) == (422, 200)
    assert browser.get(right.json["next"]).status_code == 200


def test_number_opens_the_lock_without_scripts_too_and_never_in_an_address(
    as_staff: Staff,
) -> None:
    browser = locked(as_staff)

    assert end(browser, "4712").location == HOME
    assert end(browser, "4711").location == "/ar/staff/sign-in"
    assert browser.get("/ar/").status_code == 200


@pytest.mark.parametrize(
    "made_up",
    [f"oujda-2025.{'0' * 32}", f"oujda-2025.ar.1.{'0' * 32}.{'0' * 32}", "oujda-2025.ar.1"],
)
def test_lock_that_is_not_ours_locks_nothing_and_passes_no_flood(
    client: Browser, made_up: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = token(client)
    client.set_cookie(cookie_name(KIOSK), made_up)
    monkeypatch.setattr(lanes, "may_pass", lambda *_asked: False)

    assert client.get("/ar/privacy").status_code == 200
    assert client.post(HOME, data={**SAID, **fields}).status_code == 429
    assert client.post(f"{HOME}/help", data=fields).status_code == 404


@pytest.mark.parametrize("over", [{"status": "cancelled"}, {"last_day": today() - DAY}])
def test_locked_kiosk_of_a_stop_that_is_over_can_still_be_opened(
    as_staff: Staff, over: dict[str, Any]
) -> None:
    browser = locked(as_staff)
    fields = token(browser)
    change(**over)

    page = pages.read(browser.get("/ar/", follow_redirects=True))

    assert (page.status, len(page.all("//input[@id='pin']"))) == (410, 1)
    assert browser.post(HOME, data={**SAID, **fields}).status_code == 410
    opened = browser.post(f"{HOME}/end", data={"pin": "4711", **fields}, headers=SCRIPT)
    assert opened.status_code == 200


def test_no_browser_is_locked_to_a_stop_that_is_not_held(as_staff: Staff) -> None:
    browser = as_staff("gate")
    change(status="cancelled")

    assert browser.get(LOCK).status_code == 410


def test_help_is_seen_at_the_desk_until_somebody_goes(as_staff: Staff) -> None:
    browser, helper = locked(as_staff), as_staff("gate")
    called = [browser.post(f"{HOME}/help", data=token(browser)).status_code for _tap in range(2)]
    assert called == [201, 201]

    page = pages.read(helper.get(DESK))
    (going,) = [form for form in page.forms if form.action.endswith("/help/1")]
    wanted = helper.get(f"{DESK}/help")
    helper.post(going.action, data=going.fields)

    assert page.all(ALERTS) == ["الشباك الذاتي 1: مطلوب مساعدة"]
    assert "/help/1" in wanted.text
    assert wanted.headers["ETag"] != helper.get(f"{DESK}/help").headers["ETag"]
    assert pages.read(helper.get(DESK)).all(ALERTS) == []
    browser.post(f"{HOME}/help", data=token(browser))
    assert len(pages.read(helper.get(DESK)).all(ALERTS)) == 1


def test_help_of_two_kiosks_costs_the_desk_no_more_than_of_one(
    as_staff: Staff, queries: Any
) -> None:
    helper, counted = as_staff("gate"), []
    stop = makers.make_stop("fes-2025")
    for kiosks in (range(1, 2), range(2, 4)):
        for kiosk in kiosks:
            actions.call_help(stop.id, kiosk, now=now())
        with queries() as seen:
            helper.get("/ar/staff/stops/fes-2025/desk/help")
        counted.append(len(seen))

    assert counted[0] == counted[1]


def test_helper_of_another_stop_sees_and_answers_no_call(as_staff: Staff) -> None:
    stranger = as_staff("gate", "fes-2025")

    assert stranger.get(f"{DESK}/help").status_code == 403


def test_unlocked_kiosk_offers_no_call_and_has_none(client: Browser) -> None:
    assert pages.read(client.get(HOME)).all("//button[@id='help']") == []


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_who_waits_for_a_place_is_not_welcomed_with_a_ticket(client: Browser, lang: str) -> None:
    change(safety_limit=1)
    makers.make_registration(db.session.query(Stop).one())
    home = HOME.replace("/ar/", f"/{lang}/")

    told = client.post(home, data={**SAID, **token(client)}).text

    row = db.session.query(Registration).filter_by(channel="kiosk").one()
    title = {
        "ar": "القاعة ممتلئة: أنتم في لائحة الانتظار",
        "fr": "La salle est complète : vous êtes sur la liste d’attente",
    }
    assert f'data-title="{title[lang]}"' in told
    assert codes.grouped(row.follow_code) in told
    assert "<svg" not in told


def test_visitor_gets_number_and_code_on_the_same_page(as_staff: Staff) -> None:
    browser = locked(as_staff)

    answer = browser.post(HOME, data={**SAID, **token(browser)})

    row = db.session.query(Registration).one()
    assert (answer.status_code, row.channel) == (201, "kiosk")
    assert codes.grouped(row.entry_code) in answer.text
    assert codes.grouped(row.follow_code) in answer.text
    assert row.code not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_two_taps_are_one_registration_and_two_visitors_are_two(client: Browser) -> None:
    for once in ("a", "a", "b"):
        client.post(HOME, data={**SAID, "once": once * 32, **token(client)})

    assert makers.count(Registration) == 2


def test_refusal_is_told_in_words(client: Browser) -> None:
    answer = client.post(HOME, data={**SAID, "full_name": "1", **token(client)})

    assert answer.status_code == 422
    assert answer.json["why"] == ["المرجو كتابة الاسم الشخصي والاسم العائلي."]


WAYS = {f"{HOME}/question", f"{HOME}/suggestion", f"{HOME}/follow"}


def links(client: Browser, address: str) -> set[str]:
    page = pages.read(client.get(address))
    return {link.get("href") for link in page.tree.xpath("//body//a")} - {"#main"}


def test_kiosk_leads_to_its_other_pages_and_nowhere_else(client: Browser) -> None:
    assert links(client, HOME) == {HOME.replace("/ar/", "/fr/"), *WAYS}


@pytest.mark.parametrize("address", sorted(WAYS))
def test_other_pages_of_the_kiosk_lead_back_and_to_the_other_language(
    client: Browser, address: str
) -> None:
    assert links(client, address) == {address.replace("/ar/", "/fr/"), HOME}


def test_kiosk_leads_to_the_survey_while_it_is_open(client: Browser) -> None:
    surveys.make_survey(get_stop("oujda-2025"))
    address = "/ar/stops/oujda-2025/survey/kiosk"

    assert address in links(client, HOME)
    assert links(client, address) == {address.replace("/ar/", "/fr/"), HOME}


@pytest.mark.parametrize("address", sorted(WAYS))
def test_locked_kiosk_opens_its_other_pages(as_staff: Staff, address: str) -> None:
    assert locked(as_staff).get(address).status_code == 200


def test_locked_kiosk_takes_a_question(as_staff: Staff) -> None:
    kiosk = locked(as_staff)
    sent = kiosk.fill(f"{HOME}/question", {"body": "متى تُفتح طلبات السكن؟", "service": "housing"})

    assert len(pages.read(sent).all("p.codeword")) == 1


def test_closed_registration_goes_on_at_locked_kiosks_only(as_staff: Staff, app: Flask) -> None:
    stranger: Any = app.test_client()
    for browser in (kiosk := locked(as_staff), stranger):
        assert browser.get(HOME).status_code == 200
    sent = [(one, {**SAID, **token(one)}) for one in (kiosk, stranger)]
    with transaction() as writing:
        writing.execute(update(Stop).values(status="closed"))
        versions.bump("stop:oujda-2025")

    assert [one.post(HOME, data=data).status_code for one, data in sent] == [201, 410]
    assert stranger.get(HOME).status_code == 410


def test_lock_that_we_did_not_make_locks_nothing(client: Browser) -> None:
    made_up = f"oujda-2025.{'0' * 16}.{'0' * 32}.{'0' * 32}"
    client.set_cookie(cookie_name(KIOSK), made_up)

    assert client.get("/ar/privacy").status_code == 200


def test_two_kiosks_with_one_number_keep_different_seals(as_staff: Staff) -> None:
    seals = {locked(as_staff).get_cookie(cookie_name(KIOSK)).value.split(".")[4] for _ in range(2)}

    assert len(seals) == 2


def test_kiosk_is_closed_where_the_stop_is_not_held(client: Browser) -> None:
    makers.make_stop("fes-2025", status="cancelled")

    assert client.get(HOME.replace("oujda", "fes")).status_code == 410
