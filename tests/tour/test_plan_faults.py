"""What keeps a draft from being published: as reading its file finds it, without the file."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.tour import agenda_file
from caravan.tour.faults import BadStopFile
from caravan.tour.plan_faults import faults_of
from caravan.tour.stop_plan import StopPlan, Venue
from tests.tour.stop_files import KNOWN, SHORT, plans

PLAN = agenda_file.read(SHORT, source="", known=KNOWN)


def in_file(plan: StopPlan) -> set[tuple[str, str]]:
    """The faults of the plan's file, by key and code."""
    try:
        agenda_file.read(agenda_file.write(plan), source="", known=KNOWN)
    except BadStopFile as bad:
        return {(fault.key, fault.code) for fault in bad.faults}
    return set()


def in_plan(plan: StopPlan) -> set[tuple[str, str]]:
    return {(fault.key, fault.code) for fault in faults_of(plan, KNOWN)}


def broken(plan: StopPlan, how: str) -> StopPlan:
    """`plan` with one thing wrong, in every session where it has some."""
    changes = {
        "french": {"title": {"ar": "فقرة"}},
        "title": {"title": {}},
        "backwards": {"starts": time(12), "ends": time(9)},
        "outside": {"starts": time(0), "ends": time(0, 5)},
        "room": {"room": "nowhere"},
        "long": {"title": {"ar": "ا" * 300, "fr": "a"}},
        "hidden": {"title": {"ar": "فق\u200fرة", "fr": "a"}},
    }
    if how == "stop":
        return replace(plan, title={"fr": "Étape"}, status="cancelled", reason={}, tour="none")
    if how == "venue":
        return replace(plan, venue=Venue(address={"ar": "وجدة"}))
    return replace(plan, sessions=tuple(replace(one, **changes[how]) for one in plan.sessions))


HOW = ["french", "title", "backwards", "outside", "room", "long", "hidden", "stop", "venue"]


@given(plans(), st.sampled_from(["", *HOW]))
def test_plan_has_the_faults_that_its_file_has(plan: StopPlan, how: str) -> None:
    plan = broken(plan, how) if how else plan

    assert in_plan(plan) == in_file(plan)


@pytest.mark.parametrize("how", HOW)
def test_broken_plan_has_faults(how: str) -> None:
    assert in_plan(broken(PLAN, how)) == in_file(broken(PLAN, how)) != set()


def test_right_plan_has_none() -> None:
    assert faults_of(PLAN, KNOWN) == []
