"""Backstage: each button, what is refused, what keeps the page up to date."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from caravan.kernel import clock, versions
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice.screen import actions, queries
from tests import makers, pages
from tests.conftest import Browser

BACKSTAGE = "/fr/staff/stops/oujda-2025/backstage"
AsStaff = Callable[..., Browser]


def press(browser: Browser, end: str, **fields: str) -> Any:
    """Send the form of the page whose address ends so and that has these hidden values."""
    page = pages.read(browser.get(BACKSTAGE))
    form = next(
        form
        for form in page.forms
        if form.action.endswith(end) and fields.items() <= form.fields.items()
    )
    return browser.post(form.action, data={**form.fields, **fields})


def kind(stop: Stop) -> str:
    return queries.picture(stop, clock.now()).kind


def test_buttons_change_what_the_hall_sees(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    question = makers.make_question(stop)
    seen = []
    for end, fields in (
        ("/picture", {"mode": "agenda"}),
        ("/picture", {"mode": "order"}),
        (f"/{question.id}/screen", {}),
        ("/blank", {}),
    ):
        assert press(browser, end, **fields).location == BACKSTAGE
        seen.append(kind(stop))

    assert seen == ["agenda", "list", "question", "blank"]


def test_page_says_what_the_hall_sees(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    actions.announce(stop, {"fr": "Déjeuner"}, makers.make_staff().id)
    page = pages.read(browser.get(BACKSTAGE))

    assert page.all("div.onair") == ["Déjeuner"]
    assert page.all("//button[@aria-pressed='true']") == ["Dernière annonce"]


def test_announcement_is_written_and_shown(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    texts = {"announcement_ar": "الغداء", "announcement_fr": "Déjeuner"}
    browser.fill(BACKSTAGE, texts)

    assert queries.picture(stop, clock.now()).announcement == {"ar": "الغداء", "fr": "Déjeuner"}


@pytest.mark.parametrize("text", ["", "a" * 141])
def test_announcement_with_a_fault_keeps_what_was_typed(as_staff: AsStaff, text: str) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    texts = {"announcement_ar": text, "announcement_en": "Lunch"}
    answer = browser.fill(BACKSTAGE, texts)

    page = pages.read(answer)
    assert answer.status_code == 422
    assert len(page.all("p.why")) == 1
    assert page.form("announcement_en").fields["announcement_en"] == "Lunch"
    assert kind(stop) == "list"


def test_note_goes_to_the_tablet_and_off_again(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    for note in ("Deux minutes", ""):
        browser.fill(BACKSTAGE, {"note": note})
        assert actions.open_screen(stop).note == note


def test_steps_put_questions_in_order(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    rows = [makers.make_question(stop, body, me_too=9 - at) for at, body in enumerate("abc")]
    press(browser, f"/{rows[2].id}/place", step="first")
    press(browser, f"/{rows[0].id}/place", step="down")

    assert pages.read(browser.get(BACKSTAGE)).all("//ol/li/p[@class='body']") == ["c", "b", "a"]


def test_question_that_was_taken_back_meanwhile_is_not_shown(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    question = makers.make_question(stop)
    form = next(
        form
        for form in pages.read(browser.get(BACKSTAGE)).forms
        if form.action.endswith(f"/{question.id}/screen")
    )
    voice.reject(question.id, "repeated", makers.make_staff().id, seen="approved")
    answer = browser.post(form.action, data=form.fields, follow_redirects=True)

    assert len(pages.read(answer).all("p.toast")) == 1
    assert kind(stop) == "list"


@pytest.mark.parametrize(
    ("end", "fields"),
    [("picture", {"mode": "party"}), ("questions/1/place", {"step": "over"})],
)
def test_made_up_values_are_refused(as_staff: AsStaff, end: str, fields: dict[str, str]) -> None:
    makers.make_stop()
    browser = as_staff("moderator")
    token = pages.read(browser.get(BACKSTAGE)).form("note").fields["csrf_token"]

    answer = browser.post(f"{BACKSTAGE}/{end}", data={**fields, "csrf_token": token})
    assert answer.status_code == 400


def test_state_is_304_without_a_look_at_a_question_until_something_changes(
    as_staff: AsStaff, queries: Callable[[], Any]
) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    question = makers.make_question(stop)
    browser.get(BACKSTAGE)
    etag = {"If-None-Match": browser.get(f"{BACKSTAGE}/state").headers["ETag"]}
    with queries() as seen:
        assert browser.get(f"{BACKSTAGE}/state", headers=etag).status_code == 304
    assert [one for one in seen if "questions" in one] == []

    actions.put_on_screen(stop, question.id, makers.make_staff().id)
    versions.forget_all()
    assert browser.get(f"{BACKSTAGE}/state", headers=etag).status_code == 200


def test_links_open_tablet_and_queues(as_staff: AsStaff, client: Browser) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    makers.make_partner(stop)
    links = [link for link in pages.read(browser.get(BACKSTAGE)).links if "token=" in link]

    assert {client.get(link).status_code for link in links} == {200}
    assert len(links) == 4 + 2  # the screen in each language


def test_backstage_and_desk_see_a_screen_that_is_lost(client: Browser, as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    token = actions.open_screen(stop).token
    browser = as_staff("moderator")
    seen = []
    for after in (0, 30, 50):
        with time_machine.travel(clock.now() + timedelta(seconds=after), tick=False):
            if not after:
                client.post(f"/ar/stops/oujda-2025/screen/presence?token={token}")
            versions.forget_all()
            seen += [
                "الشاشة متصلة" in browser.get(f"/ar/staff/stops/oujda-2025/{page}").text
                for page in ("backstage/state", "questions/lanes")
            ]
    assert seen == [True] * 4 + [False] * 2


def test_nobody_without_the_token_says_that_a_screen_is_there(client: Browser) -> None:
    stop = makers.make_stop()
    actions.open_screen(stop)
    answer = client.post("/ar/stops/oujda-2025/screen/presence?token=wrong")
    assert (answer.status_code, queries.is_connected(stop.key, clock.now())) == (404, False)


def test_question_that_cannot_be_is_put_on_no_screen(as_staff: AsStaff) -> None:
    stop, browser = makers.make_stop(), as_staff("moderator")
    token = pages.read(browser.get(BACKSTAGE)).form("note").fields["csrf_token"]
    address = f"{BACKSTAGE}/questions/{'9' * 40}/screen"
    answer = browser.post(address, data={"csrf_token": token})

    assert (answer.status_code, kind(stop)) == (303, "list")
