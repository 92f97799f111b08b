"""Hours at which a stand has nobody, and people at two stands at once."""

from dataclasses import dataclass
from datetime import date, time

from caravan.tour.offers.plan import ShiftPlan
from caravan.tour.offers.shift_warnings import Gap, Twice, doubled, gaps, open_hours, outside

FRIDAY, SATURDAY = date(2025, 2, 7), date(2025, 2, 8)


@dataclass
class Day:
    date: date
    opens: time = time(8, 30)
    closes: time = time(17, 30)


@dataclass
class Session:
    day: date
    starts: time
    ends: time
    kind: str = "pause"
    is_withdrawn: bool = False


def shift(partner: str, starts: int, ends: int, who: str = "فاطمة ب.", **more: bool) -> ShiftPlan:
    return ShiftPlan(partner, SATURDAY, time(starts), time(ends), who, **more)


def test_stands_are_open_but_for_pauses_and_the_friday_prayer() -> None:
    lunch = Session(SATURDAY, time(13), time(14))
    off = Session(SATURDAY, time(9), time(10), is_withdrawn=True)
    desk = Session(SATURDAY, time(10), time(11), kind="desk")
    assert open_hours([Day(FRIDAY), Day(SATURDAY)], [lunch, off, desk]) == {
        FRIDAY: [(time(8, 30), time(12, 30)), (time(14, 45), time(17, 30))],
        SATURDAY: [(time(8, 30), time(13)), (time(14), time(17, 30))],
    }


def test_gaps_are_what_no_shift_covers() -> None:
    hours = {SATURDAY: [(time(8), time(12)), (time(14), time(17))]}
    shifts = [shift("bank", 8, 10), shift("bank", 9, 11), shift("insurer", 8, 17)]
    assert gaps(hours, shifts, ["bank", "insurer"]) == {
        "bank": [Gap(SATURDAY, ((time(11), time(12)), (time(14), time(17))))]
    }


def test_person_at_two_stands_is_told_with_the_hours() -> None:
    shifts = [shift("bank", 8, 12), shift("insurer", 11, 13)]
    told = Twice("فاطمة ب.", SATURDAY, time(11), time(12), ("bank", "insurer"))
    assert doubled(shifts) == [told]


def test_one_after_the_other_or_an_office_is_no_fault() -> None:
    office = {"is_office": True}
    assert doubled([shift("bank", 8, 12), shift("insurer", 12, 13)]) == []
    assert doubled([shift("bank", 8, 12), shift("bank", 9, 13)]) == []
    assert doubled([shift("a", 8, 12, **office), shift("b", 8, 12, **office)]) == []


def test_shift_outside_of_the_hours_is_told_but_not_one_that_sets_up() -> None:
    night, setting_up, late = shift("bank", 3, 5), shift("bank", 7, 10), shift("bank", 18, 20)
    assert outside([Day(SATURDAY)], [night, setting_up, late]) == [night, late]
    assert outside([Day(FRIDAY)], [night]) == []
