"""The figures of the staff's pages as data: a year of the tour, the main counts of a stop.

Every count of people was protected by what the pages show (followup/people, followup/across); here
it is only written down, or said to be hidden.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Literal

from msgspec import Meta

from caravan.followup.across import queries, rules
from caravan.followup.across.year import TourYear as Year
from caravan.followup.across.year import days_late
from caravan.followup.api.answers import Id, PromiseState
from caravan.followup.people import Day as DayRow
from caravan.followup.people import Headcount
from caravan.followup.report import Material
from caravan.kernel.api.shapes import Count, Instant, Texts, count, wall
from caravan.kernel.clock import to_instant
from caravan.kernel.i18n import in_lang
from caravan.kernel.small_numbers import Shown
from caravan.tour.duties.models import AnsweringBody, Theme

Code = Annotated[str, Meta(description="A code of the catalogue, or of a category of people.")]


@dataclass(frozen=True)
class Rate:
    """How many of a hundred attendees spoke of a theme, and the change since the year before.

    Hidden where `small`; nothing where nobody was counted at the door. `per_100` is to the nearest:
    0 is nobody, or fewer than one of 200.
    """

    shown: bool
    per_100: int | None
    change: int | None
    why: Literal["small", "nobody_counted"] | None


@dataclass(frozen=True)
class Place:
    """A column of a table: a prefecture or a category; `name` is empty where its code says all.

    How many came there is not told beside the rates: the two would give the counts back.
    """

    code: Code
    name: Texts


@dataclass(frozen=True)
class ThemeRow:
    """A theme: its rate in each place, in their order, and in all.

    `stops` is at how many it was asked about; not told by category.
    """

    code: Code
    name: Texts
    rates: list[Rate]
    all: Rate
    stops: int | None


@dataclass(frozen=True)
class Themes:
    """Themes by place, those most spoken of first."""

    places: list[Place]
    themes: list[ThemeRow]


@dataclass(frozen=True)
class Ledger:
    """What an office or a partner promised; counts of promises are none of people."""

    owner: Texts
    is_partner: bool
    kept: int
    open: int
    late: int
    given_up: int


@dataclass(frozen=True)
class LatePromise:
    """A promise that is late, and since how many days."""

    id: Id
    stop: str
    service: str
    text: Texts
    owner: Texts
    state: PromiseState
    due: date
    days_late: int


@dataclass(frozen=True)
class AnswerTimes:
    """Within how many days half of a body's answers came, and all; from five answers on.

    Without `body` they were given to nobody.
    """

    body: str | None
    name: Texts
    answers: int
    half_within: Count
    all_within: Count


@dataclass(frozen=True)
class TourYear:
    """A year of the tour; `years` are those one may ask for, `stops` those that were counted.

    `by_category` counts those alone who spoke with their name: of the others none is known.
    """

    year: int
    years: list[int]
    stops: list[str]
    came: Count
    by_prefecture: Themes
    by_category: Themes
    promises: list[Ledger]
    late: list[LatePromise]
    answer_times: list[AnswerTimes]


@dataclass(frozen=True)
class Hour:
    """How many came within the hour that begins then."""

    begins: Instant
    came: Count


@dataclass(frozen=True)
class Day:
    """How many came on a day, and in each hour from the first arrival to the last."""

    date: date
    came: Count
    hours: list[Hour]


@dataclass(frozen=True)
class Category:
    """How many people of a category are registered, and how many of these came."""

    code: Code
    came: Count
    registered: Count


@dataclass(frozen=True)
class StopSummary:
    """The main figures of a stop, as the summary prints them today.

    `counts` are people (came, registered), and texts and promises that all can read and count.
    """

    stop: str
    counts: dict[str, Count]
    days: list[Day]
    categories: list[Category]


def tour_year(
    year: Year, themes: Iterable[Theme], bodies: Iterable[AnsweringBody], day: date
) -> TourYear:
    """The year with the names of what it tells, as of `day` (on Moroccan clocks)."""
    keys = {stop.id: stop.key for stop in year.stops}
    places = {stop.prefecture_code: stop.name for stop in year.stops}
    named = {one.code: one.name for one in themes}
    called = {one.code: one.name for one in bodies}
    return TourYear(
        year=year.year,
        years=year.years,
        stops=list(keys.values()),
        came=count(year.came),
        by_prefecture=_table(year.places, places, named),
        by_category=_table(year.categories, {}, named),
        promises=_ledgers(year),
        late=[_late(one, keys, day) for one in year.late],
        answer_times=[_times(one, called) for one in year.waited],
    )


def stop_summary(material: Material) -> StopSummary:
    """The figures of a stop."""
    people: Headcount = material.headcount
    return StopSummary(
        stop=material.stop.key,
        counts={name: count(number) for name, number in material.counts.items()},
        days=[_day(one) for one in people.days],
        categories=[
            Category(one.category, count(one.came), count(one.registered))
            for one in people.categories
        ],
    )


def _table(matrix: rules.Matrix, places: Mapping[str, Texts], names: Mapping[str, Texts]) -> Themes:
    return Themes(
        places=[Place(code, places.get(code, {})) for code in matrix.places],
        themes=[
            ThemeRow(
                code=row.theme,
                name=names.get(row.theme, {}),
                rates=[_rate(one) for one in row.rates],
                all=_rate(row.all),
                stops=row.stops or None,
            )
            for row in matrix.rows
        ],
    )


def _rate(one: rules.Rate) -> Rate:
    hidden: Literal["small", "nobody_counted"] = "small" if one.is_hidden else "nobody_counted"
    is_shown = one.value is not None
    return Rate(is_shown, one.value, one.change, None if is_shown else hidden)


def _ledgers(year: Year) -> list[Ledger]:
    """Owners stand in the ledger by their name in one language; here they have all of them."""
    owners = [one.partner or one.owner for one in year.promises]
    names = {in_lang(texts): texts for texts in owners}
    return [
        Ledger(names[one.owner], one.is_partner, one.kept, one.open, one.late, one.given_up)
        for one in year.ledgers
    ]


def _late(one: queries.Made, keys: Mapping[int, str], day: date) -> LatePromise:
    return LatePromise(
        id=one.id,
        stop=keys[one.stop_id],
        service=one.service_code,
        text=one.body,
        owner=one.partner or one.owner,
        state=one.state,
        due=one.due,
        days_late=days_late(one, day),
    )


def _times(one: rules.Waited, names: Mapping[str, Texts]) -> AnswerTimes:
    return AnswerTimes(
        body=one.body or None,
        name=names.get(one.body, {}),
        answers=one.answers,
        half_within=count(one.days),
        all_within=count(one.last),
    )


def _day(one: DayRow) -> Day:
    return Day(one.day, count(one.total), [_hour(one.day, *hour) for hour in one.hours])


def _hour(day: date, hour: int, came: Shown) -> Hour:
    begins: datetime = wall(to_instant(day, time(hour)))
    return Hour(begins, count(came))
