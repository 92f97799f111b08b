"""Which sessions a visitor asks for: by service, people, room and language, alone and together."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from caravan.kernel.refusal import NotFound
from caravan.tour import choosing
from caravan.tour.choosing import Choice

FRIDAY, SATURDAY = date(2025, 2, 7), date(2025, 2, 8)


@dataclass(frozen=True)
class Session:
    day: date = FRIDAY
    services: list[str] = field(default_factory=list)
    audience: list[str] = field(default_factory=list)
    room: str | None = None
    place: dict[str, str] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)


LOANS = Session(services=["loans"], room="main", place={"fr": "Grande salle"}, languages=["fr"])
WIDOWS = Session(audience=["orphan", "widow"], room="room-2", place={"fr": "Salle 2"})
LUNCH = Session(day=SATURDAY)
AGENDA = [LOANS, WIDOWS, LUNCH]


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (Choice(), [LOANS, WIDOWS, LUNCH]),
        (Choice(service="loans"), [LOANS]),
        (Choice(audience="widow"), [LOANS, WIDOWS, LUNCH]),
        (Choice(audience="retired"), [LOANS, LUNCH]),
        (Choice(room="room-2"), [WIDOWS]),
        (Choice(language="ar"), [WIDOWS, LUNCH]),
        (Choice(language="fr"), [LOANS]),
        (Choice(audience="widow", room="main"), [LOANS]),
        (Choice(service="loans", room="room-2"), []),
    ],
)
def test_choice_takes_what_fits_all_that_is_asked(choice: Choice, left: list[Session]) -> None:
    assert list(filter(choice.takes, AGENDA)) == left


def test_choice_adds_and_takes_back_one_thing_and_keeps_the_others() -> None:
    choice = Choice(audience="widow", room="main")

    assert choice.toggled("room", "main") == {"audience": "widow"}
    assert choice.toggled("room", "room-2") == {"audience": "widow", "room": "room-2"}
    assert Choice().toggled("service", "loans") == {"service": "loans"}


def test_offers_are_what_the_agenda_has_in_its_order() -> None:
    offered = choosing.offers(AGENDA, ["health", "loans"])

    assert (offered.service, offered.audience) == (["loans"], ["widow", "orphan"])
    assert offered.rooms == {"main": {"fr": "Grande salle"}, "room-2": {"fr": "Salle 2"}}
    assert (offered.room, offered.language) == (["main", "room-2"], ["ar", "fr"])


def test_nothing_is_offered_when_choosing_would_change_nothing() -> None:
    offered = choosing.offers([LUNCH, Session(room="main")], ["health"])

    assert [offered.worth(name) for name in choosing.NAMES] == [[], [], [], []]
    assert offered.is_worth_it is False


def test_choice_is_read_from_a_query_without_what_is_left_empty() -> None:
    offered = choosing.offers(AGENDA, ["loans"])

    assert choosing.read({"room": "main", "service": ""}, offered, ["loans"]) == Choice(room="main")
    assert choosing.read({"service": "health"}, offered, ["health"]) == Choice(service="health")


@pytest.mark.parametrize("name", choosing.NAMES)
def test_choice_of_what_the_stop_does_not_have_is_refused(name: str) -> None:
    with pytest.raises(NotFound):
        choosing.read({name: "nothing"}, choosing.offers(AGENDA, ["loans"]), ["loans"])


@pytest.mark.parametrize(
    ("counts", "fits"),
    [
        ({}, True),
        ({FRIDAY: 12, SATURDAY: 12}, True),
        ({FRIDAY: 13}, False),
        ({FRIDAY: 9, SATURDAY: 9, date(2025, 2, 9): 8}, False),
    ],
)
def test_sessions_fit_one_page_until_they_weigh_too_much(
    counts: dict[date, int], fits: bool
) -> None:
    assert choosing.fits(counts) is fits


def test_sessions_are_counted_by_day() -> None:
    assert choosing.counted(AGENDA) == {FRIDAY: 2, SATURDAY: 1}
