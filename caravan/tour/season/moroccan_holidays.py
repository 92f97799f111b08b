"""The public holidays of Morocco as a maintained library knows them, in our own words.

The library is large (11 MB and half a second at its first use): it is fetched when a planner asks.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from hijridate import Gregorian, Hijri

from caravan.tour.faults import N_
from caravan.tour.season.year import FEASTS, ONE_DAY, Holiday, Ramadan

Moved = Mapping[tuple[str, int], date]
"""Lunar dates that somebody moved: the first day by feast and Hijri year."""

FIRST_YEAR, LAST_YEAR = 2000, 2070
"""The years that can be planned in: the tables of the moon end soon after."""
NAMES = {
    (1, 1): N_("New Year’s Day"),
    (1, 11): N_("Independence Manifesto"),
    (1, 14): N_("Amazigh New Year"),
    (5, 1): N_("Labour Day"),
    (7, 30): N_("Throne Day"),
    (8, 14): N_("Oued Ed-Dahab Day"),
    (8, 20): N_("Revolution of the King and the People"),
    (8, 21): N_("Youth Day"),
    (10, 31): N_("Unity Day"),
    (11, 6): N_("Green March"),
    (11, 18): N_("Independence Day"),
}
_LUNAR = {
    "عيد الفطر": "eid_al_fitr",
    "عيد الأضحى": "eid_al_adha",
    "رأس السنة الهجرية": "muharram",
    "عيد المولد النبوي": "mawlid",
}
"""The feasts under the library's own Arabic names."""
_LIBRARY_LANGUAGES = {"ar": "ar", "fr": "fr", "en": "en_US"}
_RAMADAN = 9
_INTO_THE_YEAR = timedelta(days=5)
"""Tables of the moon differ by a day: five days after a feast its Hijri year is beyond doubt."""


def holidays_of(year: int, moved: Moved) -> list[Holiday]:
    """The holidays of the Gregorian `year` in order; lunar ones where somebody moved them.

    A feast that was moved over the end of the year is found in the year where it falls now.
    """
    known = [holiday for near in (year - 1, year, year + 1) for holiday in _known(near)]
    firsts: dict[tuple[str, int], date] = {}
    for one in known:
        firsts.setdefault((one.feast, one.hijri_year), one.date)
    placed = [_placed(one, firsts[one.feast, one.hijri_year], moved) for one in known]
    return sorted(
        (holiday for holiday in placed if holiday.date.year == year),
        key=lambda holiday: (holiday.date, holiday.feast),
    )


def _placed(holiday: Holiday, first: date, moved: Moved) -> Holiday:
    """The holiday, along with the whole feast, where somebody moved it."""
    to = moved.get((holiday.feast, holiday.hijri_year))
    if not holiday.feast or to is None:
        return holiday
    day = to + (holiday.date - first)
    return Holiday(day, holiday.name, {}, holiday.feast, holiday.hijri_year)


@cache
def _known(year: int) -> tuple[Holiday, ...]:
    """What the library knows of `year`, fixed days and lunar ones, in order."""
    import holidays  # noqa: PLC0415 - see the head of this file

    lists = {
        ours: holidays.country_holidays("MA", years=year, language=theirs)
        for ours, theirs in _LIBRARY_LANGUAGES.items()
    }
    days = sorted(lists["ar"])
    return tuple(
        _named(day, {lang: by_day.get_list(day)[place] for lang, by_day in lists.items()})
        for day in days
        for place in range(len(lists["ar"].get_list(day)))
    )


def _named(day: date, texts: dict[str, str]) -> Holiday:
    """A holiday of the library; a name that we do not have stands as the library says it."""
    arabic, is_calculated, _ = texts["ar"].partition(" (")  # "(تقديري)" marks what is calculated
    if feast := _LUNAR.get(arabic):
        hijri_year = Gregorian.fromdate(day + _INTO_THE_YEAR).to_hijri().year
        return Holiday(day, FEASTS[feast], {}, feast, hijri_year, bool(is_calculated))
    name = NAMES.get((day.month, day.day), "")
    return Holiday(day, name, {} if name else texts)


_BEGINNINGS = {
    "muharram": (1, 1),
    "mawlid": (3, 12),
    "ramadan": (_RAMADAN, 1),
    "eid_al_fitr": (_RAMADAN + 1, 1),
    "eid_al_adha": (12, 10),
}
"""Month and day on which each feast begins in the Hijri calendar."""
MOST_DAYS_MOVED = 5


def calculated(feast: str, hijri_year: int) -> date | None:
    """The first day of the feast by the calendar of Umm al-Qura; None beyond its tables."""
    try:
        return _plain(Hijri(hijri_year, *_BEGINNINGS[feast]).to_gregorian())
    except OverflowError:
        return None


def is_near(feast: str, hijri_year: int, day: date) -> bool:
    """Whether the feast can fall on `day`: the moon is seen within days of the calculation."""
    expected = calculated(feast, hijri_year)
    return expected is not None and abs((day - expected).days) <= MOST_DAYS_MOVED


def ramadans_between(first: date, last: date, moved: Moved) -> Iterator[Ramadan]:
    """The months of Ramadan that touch the days from `first` to `last`, in order.

    Calculated by the calendar of Umm al-Qura, which may be a day off Morocco's sighting.
    """
    years = range(Gregorian.fromdate(first).to_hijri().year, _hijri_year_after(last))
    for year in years:
        month = _ramadan(year, moved)
        if month.first <= last and first <= month.last:
            yield month


def _hijri_year_after(day: date) -> int:
    return int(Gregorian.fromdate(day).to_hijri().year) + 1


def _ramadan(year: int, moved: Moved) -> Ramadan:
    begins = moved.get(("ramadan", year))
    first = begins or _plain(Hijri(year, _RAMADAN, 1).to_gregorian())
    return Ramadan(year, first, _eid(year, moved) - ONE_DAY, begins is None)


def _eid(year: int, moved: Moved) -> date:
    """The first day of Eid al-Fitr: where it was moved to, else as it is calculated."""
    if to := moved.get(("eid_al_fitr", year)):
        return to
    expected = _plain(Hijri(year, _RAMADAN + 1, 1).to_gregorian())
    near = (expected - ONE_DAY, expected, expected + ONE_DAY)
    known = {one.date for one in _known(expected.year) if one.feast == "eid_al_fitr"}
    return next((day for day in near if day in known), expected)


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)
