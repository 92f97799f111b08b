"""A published stop with two rooms, and an organiser's browser to edit it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from flask import Flask

from caravan.tour import actions, agenda_file, queries
from caravan.tour.editor.lines import Lines
from caravan.tour.editor.parts import lines_of
from caravan.tour.stop_plan import Day, PartnerPlan, Room, Speaker, StopPlan
from tests import makers, pages
from tests.conftest import Browser
from tests.tour.stop_files import KNOWN, SHORT

KEY = "oujda-2027"
AGENDA = f"/fr/staff/stops/{KEY}/agenda"
_SHORT = agenda_file.read(SHORT, source="", known=KNOWN)
PLAN = replace(
    _SHORT,
    days=(*_SHORT.days, Day(date(2027, 4, 10), time(8, 30), time(12))),
    rooms=(
        Room("hall", {"ar": "القاعة الكبرى", "fr": "Grande salle"}, 400),
        Room("stands", {"ar": "الأروقة", "fr": "Espace des stands"}),
    ),
    speakers=(
        Speaker("wali", {"ar": "الوالي", "fr": "Le préfet"}),
        Speaker("director", {"ar": "المدير", "fr": "Le directeur"}),
    ),
    partners=(PartnerPlan("bank", "bank", {"ar": "البنك", "fr": "La banque"}),),
    sessions=(replace(_SHORT.sessions[0], room="hall", speakers=("director", "wali")),),
)


@pytest.fixture
def stop(app: Flask) -> StopPlan:
    """The stop as it is published."""
    makers.make_prefecture()
    makers.make_service()
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"}, position=2)
    makers.make_tour()
    actions.publish(PLAN, text=agenda_file.write(PLAN))
    return PLAN


@pytest.fixture
def editor(stop: StopPlan, as_staff: Callable[..., Browser]) -> Browser:
    """An organiser of this stop alone."""
    return as_staff("organiser", KEY)


@pytest.fixture
def other(stop: StopPlan, as_staff: Callable[..., Browser]) -> Browser:
    """A second organiser."""
    return as_staff("organiser")


def press(browser: Browser, address: str) -> Any:
    """Open a page and press its last button, as one does who has nothing to fill in."""
    return browser.post(address, data=pages.read(browser.get(address)).forms[-1].fields)


def plan() -> StopPlan:
    """What is being edited."""
    return queries.workplace(KEY).plan


def standing(kind: str = "sessions", name: object = "opening") -> Lines:
    """The lines of a part as they stand in the draft."""
    return lines_of(plan(), kind, name)


def has_draft() -> bool:
    return queries.find_draft(KEY) is not None
