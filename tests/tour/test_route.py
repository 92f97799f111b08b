"""The line of the tour from place to place, and the states of its stops."""

from datetime import date, timedelta

import pytest

from caravan.tour.catalogue import Prefecture
from caravan.tour.season.route import HEIGHT, PLACES, WIDTH, route_of
from caravan.tour.season.stages import at_hand, counted, left_to_do, model_of, state_of
from caravan.tour.season.watching import alerts, held, watch
from caravan.tour.stop_plan import StopPlan
from tests.tour.season_plans import SPRING, TODAY, make_plan, make_planned, make_season

COMMANDS = {
    code: Prefecture(code, level, {"ar": code, "fr": code}, {}, TODAY, parent)
    for code, level, parent in (
        ("oujda", "prefecture", None),
        ("fes", "prefecture", None),
        ("settat", "prefecture", None),
        ("new-post", "district", "fes"),
        ("nowhere", "district", None),
    )
}


def place(*codes: str, **values: object) -> list[StopPlan]:
    return [
        make_plan(f"{code}-{number}", SPRING + timedelta(weeks=number), prefecture=code, **values)
        for number, code in enumerate(codes)
    ]


def test_line_goes_through_the_stops_in_the_order_of_their_days() -> None:
    plans = place("fes", "oujda")
    route = route_of([make_planned(plan) for plan in reversed(plans)], COMMANDS)
    assert route.line == (PLACES["fes"], PLACES["oujda"])
    assert [(node.x, node.y) for node in route.nodes if not node.stop] == [PLACES["settat"]]


def test_line_passes_by_a_stop_that_does_not_take_place() -> None:
    off = place("fes", status="cancelled")
    route = route_of([make_planned(plan) for plan in off], COMMANDS)
    assert route.line == ()
    assert [node.stop.state for node in route.nodes if node.stop] == ["cancelled"]


def test_command_without_a_place_stands_beside_its_parent_or_apart() -> None:
    route = route_of([make_planned(plan) for plan in place("new-post", "nowhere")], COMMANDS)
    beside, apart = route.line
    assert beside == (PLACES["fes"][0] + 22, PLACES["fes"][1] + 22)
    assert apart not in PLACES.values()


def test_places_lie_within_the_drawing_and_apart_from_each_other() -> None:
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in PLACES.values())
    assert len(set(PLACES.values())) == len(PLACES)


@pytest.mark.parametrize(
    ("plan", "release", "state"),
    [
        (make_plan(), 0, "planned"),
        (make_plan(), 1, "announced"),
        (make_plan(status="open"), 2, "open"),
        (make_plan(status="closed"), 2, "closed"),
        (make_plan(first=TODAY, status="open"), 1, "running"),
        (make_plan(first=TODAY - timedelta(days=1), status="closed"), 1, "running"),
        (make_plan(first=TODAY - timedelta(days=2)), 1, "over"),
        (make_plan(first=TODAY, status="cancelled"), 1, "cancelled"),
        (make_plan(status="moved"), 1, "moved"),
    ],
)
def test_state_follows_from_what_was_said_and_the_days(
    plan: StopPlan, release: int, state: str
) -> None:
    assert state_of(plan, release=release, today=TODAY) == state


def test_stops_are_counted_by_state_in_the_order_of_their_life() -> None:
    stops = [make_planned(make_plan(status=status)) for status in ("open", "cancelled", "open")]
    assert list(counted(stops).items()) == [("open", 2), ("cancelled", 1)]


def test_stop_at_hand_is_running_else_next_else_last() -> None:
    past = make_planned(make_plan("past", date(2025, 2, 7)))
    running = make_planned(make_plan("running", TODAY))
    coming = make_planned(make_plan("coming"))
    off = make_planned(make_plan("off", TODAY, status="cancelled"))
    found = [at_hand(stops, TODAY) for stops in ([coming, past, running, off], [past, coming])]
    assert [stop.key for stop in found if stop] == ["running", "coming"]
    assert at_hand([past], TODAY) == past
    assert at_hand([off], TODAY) is None


def test_stop_to_copy_is_the_last_that_began() -> None:
    past = make_planned(make_plan("past", date(2025, 2, 7)))
    running, coming = make_planned(make_plan("running", TODAY)), make_planned(make_plan("coming"))
    assert model_of([coming, running, past], today=TODAY) == running
    assert model_of([coming], today=TODAY) == coming
    assert model_of([], today=TODAY) is None


def test_plan_says_what_it_lacks() -> None:
    assert left_to_do(make_plan(), today=TODAY) == ["host", "venue", "partners"]
    late = make_plan(first=date(2026, 1, 9), host={"ar": "x", "fr": "x"}, sessions=())
    assert left_to_do(late, today=TODAY) == ["past", "venue", "sessions", "partners"]


def test_alerts_come_by_stop_and_rule_the_gravest_first() -> None:
    season = make_season()
    plans = [make_plan("tangier", date(2027, 1, 15)), make_plan("laayoune", date(2027, 2, 12))]
    watched = [
        watch(make_planned(plan), plans, season, today=TODAY, announced=None) for plan in plans
    ]
    found = alerts(watched)
    assert [(one.stop.key, one.rule, one.severity) for one in found] == [
        ("laayoune", "ramadan", "err"),
        ("tangier", "holiday", "warn"),
    ]
    assert [one.free[0] for one in found] == [date(2027, 3, 12), date(2027, 1, 22)]
    assert held(watched) == []


def test_nothing_is_watched_where_no_rule_speaks() -> None:
    quiet = watch(make_planned(make_plan()), [], make_season(), today=TODAY, announced=None)
    assert (list(quiet.cautions), list(quiet.free), quiet.severity) == ([], [], "")
