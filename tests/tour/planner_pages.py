"""What the tests of the planner's pages share: the real lists, and one stop in Ramadan."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import time_machine

from caravan.tour import actions, agenda_file
from caravan.tour.stop_plan import StopPlan
from tests import pages
from tests.conftest import Browser
from tests.standing import begin_with, load_real_lists
from tests.tour.season_plans import make_plan

IN_RAMADAN = date(2027, 2, 12)
FAR = "x" * 5000


@contextmanager
def on_the_planning_day() -> Iterator[None]:
    """It is 27 November 2026."""
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=True):
        yield


def load_lists() -> None:
    """The real lists of `events/`, and Oujda published for Ramadan."""
    begin_with(_publish_beside_lists)


def _publish_beside_lists() -> None:
    load_real_lists()
    publish(make_plan(first=IN_RAMADAN, stage=9, status="open"))


def publish(plan: StopPlan) -> None:
    """The plan as everybody sees it."""
    actions.publish(plan, text=agenda_file.write(plan))


def page(browser: Browser, address: str) -> pages.Page:
    """The page at that address."""
    return pages.read(browser.get(address, follow_redirects=True))


def why(answer: Any) -> list[str]:
    """What stands beside the fields of a refused form."""
    return pages.read(answer).all("p.why")
