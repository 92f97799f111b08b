"""What blocks a release, each with the form and the line where it is mended."""

from dataclasses import replace
from datetime import time

import pytest

from caravan.tour import agenda_file
from caravan.tour.editor.obstacles import obstacles
from caravan.tour.editor.parts import KINDS
from caravan.tour.editor.said import message_of
from caravan.tour.faults import MESSAGES, Fault
from caravan.tour.plan_faults import faults_of
from caravan.tour.stop_plan import Kept, PartnerPlan, Room, StopPlan, Venue
from tests.tour.stop_files import KNOWN, SHORT

PLAN = agenda_file.read(SHORT, source="", known=KNOWN)
OPENING = PLAN.sessions[0]
AR = {"ar": "نص"}


def found(plan: StopPlan) -> list[tuple[str, str, str, str]]:
    """Kind, name and line of each obstacle, and the code of its fault."""
    return [
        (one.kind, one.name, one.line, one.fault.code)
        for one in obstacles(plan, faults_of(plan, KNOWN))
    ]


@pytest.mark.parametrize(
    ("changed", "obstacle"),
    [
        ({"title": AR}, ("facts", "", "title_fr", "missing_fr")),
        ({"venue": Venue(AR)}, ("facts", "", "venue_name_fr", "missing_fr")),
        (
            {"venue": Venue(address={"ar": "أ", "fr": "a"})},
            ("facts", "", "venue_name_ar", "missing"),
        ),
        ({"status": "cancelled"}, ("facts", "", "reason_ar", "reason_missing")),
        ({"tour": "gone"}, ("facts", "", "", "unknown_tour")),
        ({"rooms": (Room("hall", AR),)}, ("rooms", "hall", "name_fr", "missing_fr")),
        (
            {"partners": (PartnerPlan("bank", "bank", {"ar": "ب", "fr": "b"}, note=AR),)},
            ("partners", "bank", "note_fr", "missing_fr"),
        ),
        (
            {"days": (replace(PLAN.days[0], closes=time(8)),)},
            ("days", "2027-04-09", "closes", "closes_before_opens"),
        ),
        (
            {"sessions": (replace(OPENING, title=AR),)},
            ("sessions", "opening", "title_fr", "missing_fr"),
        ),
        (
            {"sessions": (replace(OPENING, starts=time(13), ends=time(14)),)},
            ("sessions", "opening", "kept", "inside_prayer"),
        ),
        (
            {"kept": (Kept("holiday", "x", "y", "gone"),)},
            ("facts", "", "", "unknown_subject"),
        ),
    ],
)
def test_obstacle_leads_to_the_line_that_mends_it(
    changed: dict[str, object], obstacle: tuple[str, str, str, str]
) -> None:
    assert found(replace(PLAN, **changed)) == [obstacle]


def test_obstacles_follow_the_order_of_the_agenda() -> None:
    sessions = [
        replace(OPENING, key=f"s{n}", title=AR, starts=time(9, n), ends=time(10)) for n in range(12)
    ]
    plan = replace(PLAN, title=AR, sessions=tuple(sessions))

    assert [name for _, name, *_ in found(plan)] == ["", *(f"s{n}" for n in range(12))]


def test_every_code_of_a_file_has_a_sentence_on_screen() -> None:
    assert all(message_of(Fault(0, "", code)) for code in MESSAGES)
    assert message_of(Fault(0, "", "day_taken")) == "This is already one of the days of the stop."
    assert "[[kept]]" not in message_of(Fault(0, "", "inside_prayer"))


def test_every_kind_of_part_has_lines() -> None:
    assert [kind for kind, one in KINDS.items() if not one.names] == []
