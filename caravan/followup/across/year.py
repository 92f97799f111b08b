"""One year of the tour, put together: what is shown of it, protected and released."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caravan.followup.across import queries, rules
from caravan.kernel.clock import today
from caravan.kernel.headcounts import release
from caravan.kernel.heads import NOBODY, Heads
from caravan.kernel.i18n import in_lang
from caravan.kernel.refusal import NotFound
from caravan.kernel.small_numbers import CROSSED_THRESHOLD, THRESHOLD, Shown, rounded, shown
from caravan.registration import queries as registration
from caravan.tour.models import Stop

CAME = "came"
Counts = Mapping[str, Mapping[str, Heads]]


@dataclass(frozen=True)
class TourYear:
    """What the tour's page tells of a year; `came` is how many came in all, protected.

    `late` are the promises that are late, the oldest first; `years` those one may choose.
    """

    year: int
    years: list[int]
    stops: list[Stop]
    came: Shown
    places: rules.Matrix
    categories: rules.Matrix
    waited: list[rules.Waited]
    ledgers: list[rules.Ledger]
    promises: list[queries.Made]
    late: list[queries.Made]
    is_compared: bool


@dataclass(frozen=True)
class _Told:
    """The released counts of one year."""

    places: Counts
    came: Mapping[str, Heads]
    categories: Counts
    category_came: Mapping[str, Heads]
    asked_at: Mapping[str, int]


def tour_year(year: int | None) -> TourYear:
    """The year, or the latest in which there was a stop; NotFound where there was none in it."""
    day = today()
    stops = queries.held(day)
    years = queries.years(stops)
    chosen = year if year is not None else (years[0] if years else day.year)
    if year is not None and year not in years:
        raise NotFound
    of_year, before = (
        [one for one in stops if one.first_day.year == at] for at in (chosen, chosen - 1)
    )
    told, former = (_told(at, some) for at, some in ((chosen, of_year), (chosen - 1, before)))
    made = queries.promised([one.id for one in of_year], day)
    return TourYear(
        year=chosen,
        years=years,
        stops=of_year,
        came=_all(told.came),
        places=rules.matrix(told.places, told.came, (former.places, former.came), told.asked_at),
        categories=rules.matrix(
            told.categories, told.category_came, (former.categories, former.category_came), {}
        ),
        waited=rules.waited(queries.answered([one.id for one in of_year])),
        ledgers=_ledgers(made),
        promises=made,
        late=[one for one in made if one.state == "late"],
        is_compared=bool(before),
    )


def _told(year: int, stops: list[Stop]) -> _Told:
    """What was counted at the stops of a year, released by prefecture and by category."""
    themes, ids = queries.read_themes(), [one.id for one in stops]
    spoken, came = queries.voices(ids, themes), queries.came(ids)
    places = _by_place(stops, spoken)
    named = queries.voices_by_category(ids, themes)
    by_category = {code: named[code] for code in registration.category_words() if code in named}
    # At how many stops a theme was spoken of moves with the rest: else one voice would be seen.
    by_stop = _release(f"stops:{year}", {str(stop): spoken[stop] for stop in ids})
    return _Told(
        places=_release(f"places:{year}", places),
        came=_came(f"came:{year}", _by_place(stops, came)),
        categories=_release(f"categories:{year}", by_category),
        category_came=_came(f"category-came:{year}", _turned(came.values())),
        asked_at=Counter(theme for one in by_stop.values() for theme in one),
    )


def _by_place(
    stops: Iterable[Stop], counts: Mapping[int, Mapping[str, Heads]]
) -> dict[str, dict[str, Heads]]:
    """Counts of stops added up by prefecture, in the order in which these were visited."""
    of: dict[str, list[Mapping[str, Heads]]] = {}
    for stop in stops:
        of.setdefault(stop.prefecture_code, []).append(counts.get(stop.id, {}))
    return {place: _added(some) for place, some in of.items()}


def _added(several: Iterable[Mapping[str, Heads]]) -> dict[str, Heads]:
    found: dict[str, Heads] = {}
    for counts in several:
        for name, number in counts.items():
            found[name] = found.get(name, 0) + number
    return found


def _turned(several: Iterable[Mapping[str, Heads]]) -> dict[str, dict[str, Heads]]:
    """One count alone for each name."""
    return {name: {CAME: number} for name, number in _added(several).items()}


def _release(
    kind: str, counts: Counts, least: int = CROSSED_THRESHOLD
) -> dict[str, dict[str, Heads]]:
    told = release({f"{kind}:{place}": one for place, one in counts.items()}, least=least)
    return {place: told[f"{kind}:{place}"] for place in counts}


def _came(kind: str, counts: Counts) -> dict[str, Heads]:
    """How many came, of whatever category, by place or category."""
    totals = {place: {CAME: sum(one.values(), NOBODY)} for place, one in counts.items()}
    return {place: one[CAME] for place, one in _release(kind, totals, least=THRESHOLD).items()}


def _all(came: Mapping[str, Heads]) -> Shown:
    return rounded(shown(sum(came.values(), NOBODY)))


def _ledgers(made: Iterable[queries.Made]) -> list[rules.Ledger]:
    return rules.ledgers(
        (in_lang(one.partner or one.owner), one.partner is not None, one.state) for one in made
    )


def days_late(one: queries.Made, day: date) -> int:
    """Since how many days a promise is owed."""
    return (day - one.due).days
