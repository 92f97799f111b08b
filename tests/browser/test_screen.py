"""The hall: the panic key within a second, and a screen that outlives its server."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Response, expect

from bench.server import Server, free_port, serving
from caravan import create_app
from caravan.kernel.db import db
from caravan.settings import read
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import actions
from caravan.voice.screen import actions as stage
from tests import makers
from tests.browser.conftest import Site, Visitors

pytestmark = pytest.mark.browser

KEY = "oujda-2025"
BACKSTAGE = f"/ar/staff/stops/{KEY}/backstage"
Start = Callable[[], AbstractContextManager[Server]]

# Writes down when the picture becomes that of rest, by the browser's own clock.
WATCH = """() => new MutationObserver(() => {
  if (document.querySelector(".hall.blank")) window.blankAt ??= Date.now();
  else delete window.blankAt;
}).observe(document.querySelector("main"), { childList: true, subtree: true })"""
UNTIL_KEPT = """async () => {
  while (!(await caches.match(location.href, { ignoreVary: true }))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
FITS = """() => {
  const body = document.querySelector(".h-body");
  const [frame, parts] = [body.getBoundingClientRect(), [...body.children]];
  return parts.every((part) => {
    const box = part.getBoundingClientRect();
    return box.top >= frame.top && box.bottom <= frame.bottom;
  });
}"""
NOTE_KEY = """() => addEventListener("keydown", (event) => {
  if (event.code === "F9") window.pressedAt = Date.now();
}, true)"""
# What browsers report where a server is killed.
KILLED = [
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_CONNECTION_RESET",
    "net::ERR_EMPTY_RESPONSE",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
]


def address(stop: Stop) -> str:
    return f"/ar/stops/{stop.key}/screen?token={actions.open_screen(stop).token}"


def is_new(answer: Response) -> bool:
    """Whether backstage is told of something new."""
    return is_look(answer) and answer.status == 200


def is_look(answer: Response) -> bool:
    """Whether backstage has asked what is new."""
    return answer.url.endswith("/backstage/state")


def panic(desk: Page, hall: Page) -> float:
    """Milliseconds from the key to the picture of rest."""
    desk.keyboard.press("F9")
    expect(hall.locator(".hall.blank")).to_be_visible()
    return hall.evaluate("window.blankAt") - desk.evaluate("window.pressedAt")


def test_panic_key_empties_the_screen_within_a_second(visitor: Visitors, site: Site) -> None:
    stop, who = tour.get_stop(KEY), makers.make_staff("moderator").id
    question = makers.make_question(stop)
    hall, desk = visitor("ar", "hall"), visitor("ar", "desktop", role="moderator")
    hall.goto(address(stop))
    desk.goto(BACKSTAGE)
    hall.evaluate(WATCH)
    desk.evaluate(NOTE_KEY)
    desk.locator("#announcement_ar").fill("نص لم يكتمل")  # the key works while somebody types

    delays = []
    for _ in range(3):
        actions.put_on_screen(stop, question.id, who)
        expect(hall.locator(".h-q")).to_have_text(question.body)
        delays.append(panic(desk, hall))

    assert median(delays) < 1000
    expect(desk.locator("[data-panic] [role=status]")).to_have_text("الشاشة هادئة.")
    expect(desk.locator("#announcement_ar")).to_have_value("نص لم يكتمل")


def test_panic_key_is_sent_again_until_it_arrives(visitor: Visitors, site: Site) -> None:
    stop, who = tour.get_stop(KEY), makers.make_staff("moderator").id
    actions.put_on_screen(stop, makers.make_question(stop).id, who)
    visitor.expected += ["net::ERR_FAILED"]
    desk = visitor("ar", "desktop", role="moderator")
    desk.goto(BACKSTAGE)
    desk.route("**/backstage/blank", lambda route: route.abort())
    desk.keyboard.press("F9")
    expect(desk.locator("[data-panic] [role=status]")).to_contain_text("يُعاد الإرسال")

    desk.unroute("**/backstage/blank")
    expect(desk.locator(".onair .body")).to_have_text("الشاشة هادئة.")


@pytest.mark.parametrize("key", ["0", "b", "."])
def test_key_at_the_machine_covers_and_uncovers_the_picture(
    visitor: Visitors, site: Site, key: str
) -> None:
    stop = tour.get_stop(KEY)
    makers.make_question(stop)
    hall = visitor("ar", "hall")
    hall.goto(address(stop))
    for is_seen in (False, True):
        hall.keyboard.press(key)
        expect(hall.locator(".hall")).to_be_visible(visible=is_seen)


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("signs", [30, 60, 100, 140])
def test_announcement_of_any_length_fits_in_both_languages(
    visitor: Visitors, site: Site, lang: str, signs: int
) -> None:
    stop, who = tour.get_stop(KEY), makers.make_staff("moderator").id
    texts = {
        "ar": "الغداء جاهز في القاعة الكبرى " * 5,
        "fr": "Le déjeuner est servi dans la salle " * 4,
    }
    stage.announce(stop, {code: text[:signs].strip() for code, text in texts.items()}, who)
    hall = visitor(lang, "hall")
    hall.goto(address(stop).replace("/ar/", f"/{lang}/"))

    assert hall.evaluate(FITS)


def test_tablet_and_queue_follow_backstage(visitor: Visitors, site: Site) -> None:
    stop = tour.get_stop(KEY)
    question = makers.make_question(stop, service_code="housing_loans")
    desk = visitor("fr", "desktop", role="moderator")
    desk.goto(BACKSTAGE.replace("/ar/", "/fr/"))
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Ouvrir la tablette de l’intervenant").click()
    tablet = opened.value
    desk.get_by_role("button", name="Afficher", exact=True).click()

    expect(tablet.locator(".st-q")).to_have_text(question.body)


@pytest.mark.parametrize("key", ["", " "])
def test_button_does_what_it_says_although_the_page_changes_while_it_is_pressed(
    visitor: Visitors, site: Site, key: str
) -> None:
    stop = tour.get_stop(KEY)
    question = makers.make_question(stop, service_code="housing_loans")
    desk = visitor("ar", "desktop", role="moderator")
    with desk.expect_response(is_new):  # the first look
        desk.goto(BACKSTAGE)
    button = desk.locator(f"#show-{question.id}")
    button.focus()
    if not key:
        button.hover()
    with desk.expect_response(is_new):
        desk.keyboard.down(key) if key else desk.mouse.down()
        stage.announce(stop, {"ar": "الغداء جاهز"}, makers.make_staff("moderator").id)
    with desk.expect_response(is_look):  # the one before has been dealt with
        pass
    desk.keyboard.up(key) if key else desk.mouse.up()

    expect(desk.locator(".onair .body")).to_have_text(question.body)


def test_screen_outlives_its_server(chromium: Browser, start: Start, program: Flask) -> None:
    with start() as server, program.app_context():
        visitors = Visitors(Site(program, f"http://127.0.0.1:{server.port}"), chromium)
        visitors.expected += KILLED
        stop, who = tour.get_stop(KEY), makers.make_staff("moderator").id
        question = makers.make_question(stop)
        actions.put_on_screen(stop, question.id, who)
        hall = visitors("ar", "hall")
        hall.goto(address(stop))
        hall.evaluate(UNTIL_KEPT)
        server.kill()
        with hall.expect_event("requestfailed"):
            stage.announce(stop, {"ar": "الغداء جاهز"}, who)
        expect(hall.locator(".h-q")).to_have_text(question.body)  # the last picture stays

    with start(), program.app_context():
        expect(hall.locator(".h-q")).to_have_text("الغداء جاهز")  # and nobody touched the page
        db.session.remove()
    visitors.leave()
    assert visitors.faults == []


def test_screen_that_is_opened_without_a_server_rests_until_it_answers(
    chromium: Browser, start: Start, program: Flask
) -> None:
    with start() as server, program.app_context():
        visitors = Visitors(Site(program, f"http://127.0.0.1:{server.port}"), chromium)
        visitors.expected += KILLED
        stop = tour.get_stop(KEY)
        question = makers.make_question(stop)
        hall = visitors("ar", "hall")
        hall.goto(address(stop))
        hall.evaluate(UNTIL_KEPT)
        server.kill()
        hall.reload()
        assert hall.locator("html[data-cold]").count() == 1
        assert question.body not in hall.content()

    with start(), program.app_context():
        expect(hall.locator(".h-line")).to_have_text(question.body)
        expect(hall.locator("html[data-cold]")).to_have_count(0)
        db.session.remove()
    visitors.leave()
    assert visitors.faults == []


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The settings of a program of this test's own."""
    return {"CARAVAN_DATA": str(tmp_path), "DATABASE_URL": "", "PORT": str(free_port())}


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Start:
    """Starts the program in processes of its own, each time at the same address."""
    command = [sys.executable, "-m", "caravan", "serve"]
    return lambda: serving(command, int(environment["PORT"]), environment, tmp_path / "log")


@pytest.fixture
def program(environment: dict[str, str]) -> Iterator[Flask]:
    """The same program in this process, to write on its database."""
    app = create_app(read({**os.environ, **environment}))
    yield app
    with app.app_context():
        db.engine.dispose()
