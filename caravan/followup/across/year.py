"""One year of the tour, put together: what is shown of it, protected and released."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caravan.followup.across import actions, queries, rules
from caravan.kernel.clock import today
from caravan.kernel.i18n import in_lang
from caravan.kernel.refusal import NotFound
from caravan.kernel.small_numbers import THRESHOLD, Shown, rounded, shown
from caravan.registration import queries as registration
from caravan.tour.models import Stop

CAME = "came"


@dataclass(frozen=True)
class TourYear:
    """What the tour's page tells of a year; `came` is how many came in all, protected.

    `late` are the promises that are late, the oldest first; `years` those one may choose.
    """

    year: int
    years: list[int]
    stops: list[Stop]
    came: Shown
    came_before: Shown
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

    places: Mapping[str, Mapping[str, int]]
    came: Mapping[str, int]
    categories: Mapping[str, Mapping[str, int]]
    category_came: Mapping[str, int]
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
        came_before=_all(former.came),
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
    people = {code: Counter(came=sum(one.values())) for code, one in _by_place(stops, came).items()}
    all_came = sum(came.values(), Counter[str]())
    named = queries.voices_by_category(ids, themes)
    by_category = {code: named[code] for code in registration.category_words() if code in named}
    return _Told(
        places=_release(f"places:{year}", places),
        came=_came(f"came:{year}", people),
        categories=_release(f"categories:{year}", by_category),
        category_came=_came(
            f"category-came:{year}", {code: Counter(came=n) for code, n in all_came.items()}
        ),
        asked_at=Counter(theme for one in spoken.values() for theme in one),
    )


def _by_place(stops: Iterable[Stop], counts: Mapping[int, Counter[str]]) -> dict[str, Counter[str]]:
    """Counts of stops added up by prefecture, in the order in which these were visited."""
    found: dict[str, Counter[str]] = {}
    for stop in stops:
        found.setdefault(stop.prefecture_code, Counter()).update(counts.get(stop.id, Counter()))
    return found


def _release(
    kind: str, counts: Mapping[str, Counter[str]], least: int | None = None
) -> dict[str, dict[str, int]]:
    named = {f"{kind}:{place}": dict(one) for place, one in counts.items()}
    shown_now = actions.release(named, **({} if least is None else {"least": least}))
    return {place: shown_now[f"{kind}:{place}"] for place in counts}


def _came(kind: str, counts: Mapping[str, Counter[str]]) -> dict[str, int]:
    return {
        place: one.get(CAME, 0) for place, one in _release(kind, counts, least=THRESHOLD).items()
    }


def _all(came: Mapping[str, int]) -> Shown:
    return rounded(shown(sum(came.values())))


def _ledgers(made: Iterable[queries.Made]) -> list[rules.Ledger]:
    return rules.ledgers(
        (in_lang(one.partner or one.owner), one.partner is not None, one.state) for one in made
    )


def days_late(one: queries.Made, day: date) -> int:
    """Since how many days a promise is owed."""
    return (day - one.due).days
