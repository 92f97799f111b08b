"""A long list: drawn while a page says how far it is, fetched for an hour, by whoever asked."""

import csv
import io
import os
import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from caravan.accounts import actions as accounts
from caravan.accounts.models import Staff
from caravan.kernel.clock import now
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.db import db
from caravan.registration.exports import drawing
from caravan.registration.exports.models import ExportRequest
from caravan.tour.queries import get_stop
from tests import makers, pages
from tests.conftest import Browser
from tests.registration.exports.test_views import ask, audited, press

AsStaff = Callable[..., Browser]


@pytest.fixture
def folder(app: Flask) -> Path:
    folder = Path(app.config["SETTINGS"].data) / "exports"
    for left in folder.glob("*"):  # by other tests
        left.unlink()
    return folder


@pytest.fixture
def asking(app: Flask, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Somebody to whom a list of three was granted, where two are long."""
    monkeypatch.setattr(drawing, "LONG", 2)
    monkeypatch.setattr("caravan.kernel.sheets._STEP", 1)
    stop = makers.make_stop()
    for name in ("سلمى", "خديجة", "فاطمة"):
        makers.make_registration(stop, name)
    browser = as_staff()
    ask(browser)
    press(as_staff(), "/grant")
    return browser


def drawn(browser: Browser) -> str:
    """The address of the file, from the end of the page that drew it."""
    page = pages.read(press(browser, "/file"))
    (link,) = [one for one in page.links if re.fullmatch("/fr/.*/file", one)]
    return link


def test_page_says_how_far_it_is_and_leads_to_the_file(asking: Browser) -> None:
    page = pages.read(press(asking, "/file"))
    steps = page.all("//*[@role='status']/p")
    told = [f"{done} lignes sur 3 sont écrites" for done in (1, 2, 3)]
    assert [step.strip() for step in steps][1:4] == told

    (link,) = [one for one in page.links if re.fullmatch("/fr/.*/file", one)]
    text = asking.get(link).get_data().decode("utf-8-sig")
    names = [row[0] for row in csv.reader(io.StringIO(text), delimiter=";")][1:]
    assert sorted(names) == sorted(["سلمى", "خديجة", "فاطمة"])
    acts = ["ask_export", "grant_export", "draw_export", "fetch_export"]
    assert audited() == [f"registration.{act}" for act in acts]


def test_file_is_for_whoever_asked_and_for_its_day(asking: Browser, as_staff: AsStaff) -> None:
    link = drawn(asking)

    assert as_staff().get(link).status_code == 403
    with time_machine.travel(now() + timedelta(hours=24)):
        asker = db.session.query(Staff).order_by(Staff.id).first()
        asking.set_cookie(cookie_name(STAFF), accounts.open_session(asker.id))
        assert asking.get(link).status_code == 410


def test_nothing_lies_there_after_an_hour(asking: Browser, folder: Path) -> None:
    link = drawn(asking)
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600

    past = time.time() - 3601
    os.utime(file, (past, past))
    drawing.forget_old()

    assert list(folder.iterdir()) == []
    assert asking.get(link).status_code == 410


def test_who_leaves_while_it_is_drawn_leaves_no_half_file(
    app: Flask, folder: Path, asking: Browser
) -> None:
    request = makers.db.session.query(ExportRequest).one()
    steps = drawing.LongList(get_stop("oujda-2025"), request, 3, "").steps()
    with app.test_request_context("/fr/"):
        next(steps)
        assert len(list(folder.iterdir())) == 1
        steps.close()

    assert list(folder.iterdir()) == []
