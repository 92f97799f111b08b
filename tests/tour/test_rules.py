"""Which stop and which session is now, next or over, as tables."""

from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from caravan.kernel.clock import ZONE
from caravan.tour import rules

FRIDAY, SATURDAY = date(2025, 2, 7), date(2025, 2, 8)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class Talk:
    name: str
    starts_at: datetime
    ends_at: datetime
    kind: str = "plenary"
    services: list[str] = field(default_factory=list)
    is_withdrawn: bool = False

    @property
    def day(self) -> date:
        return self.starts_at.date()


@dataclass
class Visit:
    key: str
    first_day: date
    last_day: date
    status: str = "open"
    tour: str = "days"


AGENDA = [
    Talk("opening", at("2025-02-07T09:30"), at("2025-02-07T10:15"), "ceremony", ["housing"]),
    Talk("stands", at("2025-02-07T09:30"), at("2025-02-07T17:00"), "stands"),
    Talk("services", at("2025-02-07T11:00"), at("2025-02-07T12:30"), services=["health"]),
    Talk("off", at("2025-02-07T11:00"), at("2025-02-07T12:30"), is_withdrawn=True),
    Talk("loans", at("2025-02-08T09:30"), at("2025-02-08T11:00")),
]

MOMENTS = {
    "2025-02-07T08:00": ([], ["opening", "stands"]),
    "2025-02-07T09:30": (["opening", "stands"], ["services"]),
    "2025-02-07T10:15": (["stands"], ["services"]),
    "2025-02-07T11:20": (["services", "stands"], ["loans"]),
    "2025-02-07T17:00": ([], ["loans"]),
    "2025-02-08T10:59": (["loans"], []),
    "2025-02-08T11:00": ([], []),
}


@pytest.mark.parametrize(("moment", "expected"), MOMENTS.items())
def test_now_and_next_follow_the_clock(moment: str, expected: tuple[list[str], list[str]]) -> None:
    found = rules.now_and_next(AGENDA, at(moment))
    assert ([one.name for one in found.now], [one.name for one in found.next]) == expected


@pytest.mark.parametrize(
    ("status", "is_withdrawn", "is_held"),
    [
        ("open", False, True),
        ("open", True, False),
        ("cancelled", False, False),
        ("moved", False, False),
    ],
)
def test_session_takes_place_unless_it_or_its_stop_is_off(
    status: str, is_withdrawn: bool, is_held: bool
) -> None:
    assert rules.takes_place(status, is_withdrawn) == is_held


STATES = [
    (date(2025, 2, 6), "open", "coming"),
    (FRIDAY, "open", "now"),
    (SATURDAY, "open", "now"),
    (date(2025, 2, 9), "open", "past"),
    (FRIDAY, "cancelled", "cancelled"),
    (FRIDAY, "moved", "moved"),
]


@pytest.mark.parametrize(("today", "status", "state"), STATES)
def test_state_follows_days_and_status(today: date, status: str, state: str) -> None:
    assert rules.state_of(FRIDAY, SATURDAY, status, today) == state


def test_itinerary_puts_nearest_first_on_both_sides() -> None:
    days = {"fes": (1, 31), "oujda": (2, 7), "tetouan": (2, 14), "rabat": (1, 10)}
    stops = [Visit(key, date(2025, *day), date(2025, *day)) for key, day in days.items()]
    found = rules.itinerary(stops, FRIDAY)
    assert [stop.key for stop in found.now] == ["oujda"]
    assert [stop.key for stop in found.coming] == ["tetouan"]
    assert [stop.key for stop in found.past] == ["fes", "rabat"]


def test_itinerary_forgets_cancelled_stop_when_its_days_are_over() -> None:
    stop = Visit("oujda", FRIDAY, SATURDAY, status="cancelled")
    assert rules.itinerary([stop], SATURDAY).coming == [stop]
    assert rules.itinerary([stop], date(2025, 2, 9)) == rules.Itinerary([], [], [])


def test_hero_is_next_stop_when_the_nearest_is_cancelled() -> None:
    off = Visit("fes", FRIDAY, FRIDAY, status="cancelled")
    held = Visit("oujda", SATURDAY, SATURDAY)
    assert rules.find_hero(rules.itinerary([off, held], date(2025, 2, 1))) is held


def test_hero_is_missing_when_all_is_over() -> None:
    assert rules.find_hero(rules.Itinerary([], [], [Visit("fes", FRIDAY, FRIDAY)])) is None


def test_route_shows_five_before_and_three_after_of_the_same_tour() -> None:
    stops = [Visit(str(day), date(2025, 3, day), date(2025, 3, day)) for day in range(1, 21)]
    stops.append(Visit("other", date(2025, 3, 10), date(2025, 3, 10), tour="other"))
    route = rules.route_around(stops, stops[9])
    assert [stop.key for stop in route] == [str(number) for number in range(5, 14)]


def test_agenda_folds_what_is_over() -> None:
    friday, saturday = rules.agenda_days(AGENDA, at("2025-02-07T11:20"))
    assert [line.session.name for line in friday.over] == ["opening"]
    assert [(line.session.name, line.mark) for line in friday.lines] == [
        ("stands", "now"),
        ("services", "now"),
        ("off", "no"),
    ]
    assert [line.mark for line in saturday.lines] == ["coming"]


def test_agenda_folds_nothing_when_the_stop_is_over() -> None:
    days = rules.agenda_days(AGENDA, at("2025-02-09T08:00"))
    assert [(len(day.over), len(day.lines)) for day in days] == [(0, 4), (0, 1)]


def test_agenda_keeps_one_service_when_asked() -> None:
    days = rules.agenda_days(AGENDA, at("2025-02-07T08:00"), lambda one: "health" in one.services)
    assert [line.session.name for day in days for line in day.lines] == ["services"]


def test_stands_are_listed_by_service() -> None:
    @dataclass
    class Shown:
        stand: str | None
        services: list[str]

    partners = [Shown("B-2", ["loans"]), Shown("A-1", ["loans", "housing"]), Shown(None, ["sport"])]
    assert rules.stands_by_service(partners) == {"loans": ["A-1", "B-2"], "housing": ["A-1"]}
