"""The running number of the stops in their tour."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from caravan.tour import agenda_file
from caravan.tour.catalogue import FILES, read_catalogue
from caravan.tour.season.numbering import misnumbered, number_on, running_numbers
from tests.tour.season_plans import make_plan

EVENTS = Path(__file__).parents[2] / "events"
KNOWN = read_catalogue({name: (EVENTS / name).read_bytes() for name in FILES})
REAL = [
    agenda_file.read(path.read_bytes(), source=path.name, known=KNOWN)
    for path in sorted(EVENTS.glob("202[45]-*.toml"))
]
KEYS = {plan.key for plan in REAL}


def test_kenitra_is_the_eighth_although_not_every_stop_is_in_the_program() -> None:
    numbers = running_numbers(REAL, "communication-days", announced=KEYS)
    assert numbers["kenitra-2025"] == 8
    assert misnumbered(REAL, announced=KEYS) == {}


def test_next_stop_is_the_ninth_in_whatever_edition() -> None:
    day = date(2027, 4, 9)
    assert number_on(REAL, "communication-days", day, announced=KEYS) == 9
    assert number_on(REAL, "social-caravan", day, announced=KEYS) == 1


def test_stop_put_between_two_others_moves_the_later_ones_on() -> None:
    first = make_plan("first", date(2027, 4, 2), stage=1)
    later = make_plan("later", date(2027, 5, 7), stage=2)
    between = make_plan("between", date(2027, 4, 23), stage=None)
    found = misnumbered([later, first, between], announced={"first", "later"})
    assert found == {"between": 2, "later": 3}


def test_what_does_not_take_place_counts_nothing() -> None:
    first = make_plan("first", date(2027, 4, 2), stage=1, status="cancelled")
    rehearsal = replace(first, key="rehearsal", status="open", rehearsal=True)
    plans = [first, rehearsal, make_plan("later", date(2027, 5, 7))]
    assert running_numbers(plans, "communication-days", announced=set()) == {"later": 1}


def test_number_that_only_a_draft_says_leaves_no_gap() -> None:
    plans = [make_plan("first", date(2027, 4, 2), stage=40), make_plan("later", date(2027, 5, 7))]
    numbers = running_numbers(plans, "communication-days", announced=set())
    assert numbers == {"first": 1, "later": 2}
