"""A live server in this process, a real browser, and what no page may do: report a fault."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from typing import Any

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    expect,
    sync_playwright,
)
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from caravan import create_app
from caravan.accounts import actions as accounts
from caravan.kernel import versions
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.db import db, transaction
from caravan.settings import ROOT, Settings
from caravan.tour import actions as tour
from caravan.tour.agreements import actions as register
from caravan.tour.folder import read_folder
from caravan.voice.screen.views import stream
from tests import makers
from tools.services import get_chromium

# Friday 7 February 2025, 09:00 in Oujda: the first morning of the stop.
MORNING = datetime(2025, 2, 7, 8, tzinfo=UTC)
SIZES = {"phone": (390, 844), "desktop": (1280, 800), "hall": (1920, 1080)}
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")

# Milliseconds: nothing takes so long, but a busy machine may.
PATIENCE = 20_000
FILES = "/static/"
# A file like those of the program: a browser keeps it, compiled.
AXE = f"{FILES}axe.min.js"
AXE_FILE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
expect.set_options(timeout=PATIENCE)

# A page that breaks the content policy says so on its console, and with it to the test.
WATCH_POLICY = """addEventListener("securitypolicyviolation", (event) =>
  console.error("policy", event.violatedDirective, event.blockedURI, event.sourceFile))"""


@dataclass(frozen=True)
class Site:
    """The running program and where it is reached."""

    app: Flask
    url: str
    is_idle: Callable[[], None] = lambda: None


@dataclass
class Visitors:
    """Opens pages as different people do, and gathers what the pages complain about."""

    site: Site
    chromium: Browser | None = None
    faults: list[str] = field(default_factory=list)
    # what browsers report although it is as it should be: that a form was refused
    expected: list[str] = field(default_factory=lambda: ["status of 4"])
    contexts: list[Any] = field(default_factory=list)

    def __call__(
        self, lang: str = "ar", size: str = "phone", *, role: str = "", **options: Any
    ) -> Page:
        """A page of a new visitor, signed in where a staff `role` is given."""
        width, height = SIZES[size]
        context = self.chromium.new_context(
            base_url=self.site.url,
            locale=f"{lang}-MA",
            viewport={"width": width, "height": height},
            **options,
        )
        self.contexts.append(context)
        if role:
            token = accounts.open_session(makers.make_staff(role).id)
            context.add_cookies(
                [{"name": cookie_name(STAFF), "value": token, "url": self.site.url}]
            )
        context.add_init_script(WATCH_POLICY)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def _note(self, message: ConsoleMessage) -> None:
        is_expected = any(words in message.text for words in self.expected)
        if message.type in ("error", "warning") and not is_expected:
            self.faults.append(f"{message.page.url if message.page else ''}: {message.text}")

    def leave(self) -> None:
        """Close what is open."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()


class Handler(WSGIRequestHandler):
    """Writes no request down, and dates files by the clock of the browsers.

    By that of the tests every file would be too old to be kept.
    """

    def log_request(self, *_code: Any) -> None: ...

    def date_time_string(self, timestamp: float | None = None) -> str:
        if not self.path.startswith(FILES):
            return super().date_time_string(timestamp)
        return formatdate(time_machine.escape_hatch.time.time(), usegmt=True)


class Whole:
    """Answers from memory: the development server leaves a file open where a browser left early.

    Streams alone are sent as they come. `wait` returns once nothing is being answered any more.
    """

    def __init__(self, inner: Any) -> None:
        self.inner, self.busy, self.idle = inner, 0, threading.Condition()

    def wait(self) -> None:
        with self.idle:
            self.idle.wait_for(lambda: not self.busy, 20)

    def _count(self, more: int) -> None:
        with self.idle:
            self.busy += more
            self.idle.notify_all()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self._count(1)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if environ["PATH_INFO"].startswith(FILES):
                headers = [one for one in headers if one[0] not in ("Date", "Expires")]
            return start_response(status, headers, *rest)

        answer = self.inner(environ, start)
        ends = [getattr(answer, "close", lambda: None), lambda: self._count(-1)]
        parts = ClosingIterator(answer, ends)
        if "stream=1" in environ["QUERY_STRING"]:
            return parts
        with closing(parts):
            return [b"".join(parts)]


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """It is the first morning of the stop at Oujda, for the server too."""
    with time_machine.travel(MORNING, tick=True):
        yield


@pytest.fixture(autouse=True)
def beat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams that a browser has left are noticed soon."""
    monkeypatch.setattr(stream, "BEAT", 0.3)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The program, serving on a port of its own."""
    data = tmp_path_factory.mktemp("live")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(
            Settings(
                data=data,
                database_url=f"sqlite:///{data / 'live.sqlite'}",
                secret=b"only for tests, and long enough for it",
                public_url=url,
                rate_limits=False,
                testing=True,
            )
        )
        app.keep_templates(tmp_path_factory.getbasetemp().parent / "templates")
        whole = Whole(SharedDataMiddleware(app, {AXE: str(AXE_FILE)}))
        live = make_server(
            *listening.getsockname(),
            app=whole,
            threaded=True,
            request_handler=Handler,
            fd=listening.fileno(),
        )
        thread = threading.Thread(target=live.serve_forever, daemon=True)
        thread.start()
        yield Site(app, url, whole.wait)
        live.shutdown()
        thread.join()
        live.server_close()
    with app.app_context():
        db.engine.dispose()


@contextmanager
def opened(server: Site) -> Iterator[Site]:
    """The site with the real stops published and nobody registered, inside its context."""
    with server.app.app_context():
        db.create_all()
        folder = read_folder(ROOT / "events")
        with transaction():
            tour.load_catalogue(folder.catalogue)
            register.load(folder.agreements)
            for stop in folder.stops:
                tour.publish(stop.plan, text=stop.text)
        yield server
        server.is_idle()
        db.session.remove()
        db.drop_all()
    versions.forget_all()
    for kept in ("caravan.pages", "caravan.kept"):
        server.app.extensions.pop(kept, None)


@pytest.fixture
def site(server: Site) -> Iterator[Site]:
    """The live site, as on the morning before anybody came."""
    with opened(server) as site:
        yield site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Callable[..., Any]:
    """`with launch("--switch") as browser:` starts a Chromium of its own."""

    @contextmanager
    def start(*switches: str) -> Iterator[Browser]:
        arguments = [*SWITCHES, *QUIET, *switches]
        browser = playwright.chromium.launch(executable_path=get_chromium(), args=arguments)
        yield browser
        browser.close()

    return start


@pytest.fixture(scope="session")
def chromium(launch: Callable[..., Any]) -> Iterator[Browser]:
    """The one browser that most tests share."""
    with launch() as browser:
        yield browser


@pytest.fixture
def visitor(site: Site, chromium: Browser) -> Iterator[Visitors]:
    """`visitor("fr", "desktop")` is a page of somebody new; no page may have complained."""
    visitors = Visitors(site, chromium)
    yield visitors
    visitors.leave()
    assert visitors.faults == []
