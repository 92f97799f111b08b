"""A Chromium with a profile of its own that may be killed and started again, as a phone dies."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

from tests.browser.conftest import PATIENCE, QUIET, SWITCHES
from tools.services import get_chromium

Kill = Callable[[], None]


@contextmanager
def started(playwright: Playwright, profile: Path) -> Iterator[tuple[BrowserContext, Kill]]:
    """The browser on that profile, and what kills it at once, without a goodbye."""
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    command = [get_chromium(), "--headless=new", "--remote-debugging-port=0"]
    process = subprocess.Popen(
        [*command, f"--user-data-dir={profile}", *SWITCHES, *QUIET, "--lang=ar", "about:blank"],
        stderr=subprocess.DEVNULL,
    )
    browser: Any = None
    try:
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{_port(port_file)}")
        context = browser.contexts[0]
        context.set_default_timeout(PATIENCE)

        def kill() -> None:
            process.kill()
            process.wait()

        yield context, kill
    finally:
        if browser is not None and browser.is_connected():
            browser.close()
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Wait for a browser that is closing; one that stays open is killed."""
    try:
        process.wait(3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _port(file: Path) -> int:
    for _look in range(200):
        if file.exists() and (lines := file.read_text().split()):
            return int(lines[0])
        time.sleep(0.1)
    raise AssertionError("Chromium did not start")


def close(context: BrowserContext) -> None:
    """Close the browser as a person does: it writes down whatever it means to keep."""
    browser: Any = context.browser
    ended = browser.new_browser_cdp_session()
    ended.send("Browser.close")
