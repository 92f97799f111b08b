"""One step of a session in the grid, as the arrows on its card take it."""

from dataclasses import replace
from datetime import date, time

import pytest

from caravan.tour.editor import steps
from caravan.tour.stop_plan import Day, Kept, Room, SessionPlan, StopPlan

FRIDAY = date(2027, 4, 9)
NAME = {"ar": "اسم"}
TALK = SessionPlan("talk", FRIDAY, time(9, 30), time(10, 15), "plenary", NAME, room="hall")
PLAN = StopPlan(
    key="oujda-2027",
    tour="communication-days",
    prefecture="oujda",
    title=NAME,
    days=(Day(FRIDAY, time(8, 30), time(17, 30)),),
    rooms=tuple(Room(key, NAME) for key in ("hall", "stands", "room-2")),
    sessions=(TALK,),
)


def stepped(which: str, session: SessionPlan = TALK, plan: StopPlan = PLAN) -> tuple[str, ...]:
    place = steps.step(plan, session, which)
    assert place["day"] == "2027-04-09"
    return str(place["starts"]), str(place["ends"]), str(place["room"])


@pytest.mark.parametrize(
    ("which", "place"),
    [
        ("earlier", ("09:15", "10:00", "hall")),
        ("later", ("09:45", "10:30", "hall")),
        ("longer", ("09:30", "10:30", "hall")),
        ("shorter", ("09:30", "10:00", "hall")),
        ("next", ("09:30", "10:15", "stands")),
        ("previous", ("09:30", "10:15", "hall")),
    ],
)
def test_step_moves_by_a_quarter_or_a_room(which: str, place: tuple[str, ...]) -> None:
    assert stepped(which) == place


@pytest.mark.parametrize(
    ("room", "which", "to"),
    [("", "next", "hall"), ("", "previous", "room-2"), ("room-2", "next", "room-2")],
)
def test_step_goes_to_the_nearest_room(room: str, which: str, to: str) -> None:
    assert stepped(which, replace(TALK, room=room))[2] == to


def test_step_goes_nowhere_where_there_is_no_room() -> None:
    plan = replace(PLAN, rooms=())
    assert stepped("next", replace(TALK, room=""), plan)[2] == ""


def test_step_leads_over_the_prayer_block() -> None:
    before = replace(TALK, starts=time(11, 45), ends=time(12, 30))
    after = replace(TALK, starts=time(14, 45), ends=time(15, 30))

    assert stepped("later", before)[:2] == ("14:45", "15:30")
    assert stepped("earlier", after)[:2] == ("11:45", "12:30")


def test_step_leads_into_the_block_where_a_session_may_be() -> None:
    before = replace(TALK, starts=time(11, 45), ends=time(12, 30))
    kept = replace(PLAN, kept=(Kept("friday_prayer", "x", "y", "talk"),))

    assert stepped("later", before, kept)[:2] == ("12:00", "12:45")
    assert stepped("later", replace(before, kind="pause"))[:2] == ("12:00", "12:45")


def test_step_never_leaves_the_day() -> None:
    late = replace(TALK, starts=time(23, 30), ends=time(23, 55))
    assert stepped("later", late)[:2] == ("23:45", "23:59")


def test_session_is_seen_where_somebody_saw_it() -> None:
    place = {"day": "2027-04-09", "starts": "11:00", "ends": "12:00", "room": "stands"}

    seen = steps.seen_at(TALK, place)

    assert (seen.starts, seen.ends, seen.room) == (time(11), time(12), "stands")
    assert steps.place_of(seen) == place


@pytest.mark.parametrize("place", [{}, {"day": "x", "starts": "", "ends": "", "room": ""}])
def test_session_is_seen_as_it_stands_when_nobody_says_where(place: dict[str, str]) -> None:
    assert steps.seen_at(TALK, place) == TALK
