"""Clashes of an agenda: who or what is wanted twice, and what is beyond the hours."""

from dataclasses import replace
from datetime import date, time

import pytest

from caravan.tour.clashes import clashes_of
from caravan.tour.stop_plan import Day, PartnerPlan, Room, SessionPlan, Speaker, StopPlan

DAY, NEXT = date(2027, 4, 9), date(2027, 4, 10)
NAME = {"ar": "اسم", "fr": "Nom"}
PLAN = StopPlan(
    key="oujda-2027",
    tour="communication-days",
    prefecture="oujda",
    title=NAME,
    days=(Day(DAY, time(8, 30), time(17, 30)), Day(NEXT, time(8, 30), time(12))),
    rooms=(Room("hall", {"ar": "القاعة", "fr": "Salle"}), Room("stands", NAME)),
    speakers=(Speaker("director", {"ar": "المدير", "fr": "Le directeur"}),),
    partners=(PartnerPlan("bank", "bank", {"ar": "البنك", "fr": "La banque"}),),
)


def session(key: str, hours: str, **values: object) -> SessionPlan:
    """A plenary in no room at these hours: "09:00 10:00"."""
    starts, ends = map(time.fromisoformat, hours.split())
    plain = SessionPlan(key, DAY, starts, ends, "plenary", NAME)
    return replace(plain, **values)


def found(*sessions: SessionPlan) -> list[tuple[str, tuple[str, ...], str, str]]:
    """The clashes as kind, sessions, hours."""
    plan = replace(PLAN, sessions=sessions)
    return [
        (clash.kind, clash.sessions, f"{clash.starts:%H:%M}", f"{clash.ends:%H:%M}")
        for clash in clashes_of(plan)
    ]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("room", {"room": "hall"}),
        ("speaker", {"speakers": ("director",)}),
        ("partner", {"partners": ("bank",)}),
    ],
)
def test_same_thing_wanted_twice_clashes_for_the_time_they_share(
    kind: str, wanted: dict[str, object]
) -> None:
    one, other = session("a", "09:00 10:00", **wanted), session("b", "09:30 11:00", **wanted)

    assert found(one, other) == [(kind, ("a", "b"), "09:30", "10:00")]
    assert found(other, one) == [(kind, ("a", "b"), "09:30", "10:00")]


@pytest.mark.parametrize(
    "other",
    [
        session("b", "10:00 11:00", room="hall"),
        session("b", "09:30 11:00", room="stands"),
        session("b", "09:30 11:00"),
        session("b", "09:30 11:00", room="hall", withdrawn=True),
        session("b", "09:30 11:00", room="hall", day=NEXT),
    ],
    ids=["when the other ends", "other room", "no room", "withdrawn", "other day"],
)
def test_nothing_clashes_when_nothing_is_shared(other: SessionPlan) -> None:
    assert found(session("a", "09:00 10:00", room="hall"), other) == []


def test_two_sessions_clash_once_for_each_thing_that_they_share() -> None:
    wanted = {"room": "hall", "speakers": ("director",), "partners": ("bank",)}
    one, other = session("a", "09:00 10:00", **wanted), session("b", "09:00 10:00", **wanted)

    assert [kind for kind, *_ in found(one, other)] == ["partner", "room", "speaker"]


def test_three_sessions_in_one_room_clash_two_by_two() -> None:
    sessions = [session(key, "09:00 10:00", room="hall") for key in "abc"]

    assert [keys for _, keys, *_ in found(*sessions)] == [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize("hours", ["08:00 09:00", "17:00 18:00", "07:00 08:00"])
def test_session_beyond_the_hours_of_its_day_clashes_with_them(hours: str) -> None:
    assert found(session("a", hours)) == [("hours", ("a",), "08:30", "17:30")]


def test_session_that_fills_the_day_is_within_its_hours() -> None:
    assert found(session("a", "08:30 17:30")) == []


def test_clash_names_what_is_wanted_twice() -> None:
    sessions = (session("a", "09:00 10:00", room="hall"), session("b", "09:00 10:00", room="hall"))
    [clash] = clashes_of(replace(PLAN, sessions=sessions))

    assert clash.what == {"ar": "القاعة", "fr": "Salle"}
    assert clash.message == "%(what)s: two sessions at once, from %(starts)s to %(ends)s."
