"""Reading what stops refer to: host commands by level, tours, editions, dates to avoid."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from caravan.accounts.models import Staff
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour import catalogue
from caravan.tour.models import (
    AvoidedDate,
    CommandLevel,
    Edition,
    MovedFeast,
    Prefecture,
    Texts,
    Tour,
)
from caravan.tour.queries.releases import known_codes
from caravan.tour.season.year import Avoided, MovedDate

_UNKNOWN_LEVEL = 1000
_TOURS = select(Tour).order_by(Tour.code)
_EDITIONS = select(Edition).order_by(Edition.tour, Edition.code)


@dataclass(frozen=True)
class Branch:
    """A command in the tree, `depth` steps below its topmost one; `level` None where unknown."""

    command: Prefecture
    level: CommandLevel | None
    depth: int


def levels() -> list[CommandLevel]:
    """Every level of command, from the top."""
    return list(session().scalars(select(CommandLevel).order_by(CommandLevel.position)))


def commands() -> list[Prefecture]:
    """Every host command, ended ones too, by code."""
    return list(session().scalars(select(Prefecture).order_by(Prefecture.code)))


def get_command(code: str) -> Prefecture:
    """The host command; refused when there is none."""
    found = session().get(Prefecture, code)
    if found is None:
        raise NotFound
    return found


def tree() -> list[Branch]:
    """The commands as a tree in the order to read it: by level, then name, each above its own.

    A command whose parent is not in the list stands at the top.
    """
    by_level = {level.code: level for level in levels()}
    found = sorted(commands(), key=lambda one: (_rank(one, by_level), one.city.get("fr", one.code)))
    below: dict[str | None, list[Prefecture]] = {}
    codes = {one.code for one in found}
    for one in found:
        below.setdefault(one.parent if one.parent in codes else None, []).append(one)
    branches: list[Branch] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        branches.append(Branch(one, by_level.get(one.level), depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(one.code, []))]
    return branches


def _rank(command: Prefecture, by_level: Mapping[str, CommandLevel]) -> int:
    level = by_level.get(command.level)
    return level.position if level else _UNKNOWN_LEVEL


def all_tours() -> list[Tour]:
    """Every tour, by code."""
    return list(session().scalars(_TOURS))


def get_tour(code: str) -> Tour:
    """The tour; refused when there is none."""
    found = session().get(Tour, code)
    if found is None:
        raise NotFound
    return found


def editions() -> list[Edition]:
    """Every edition, by tour and code."""
    return list(session().scalars(_EDITIONS))


@dataclass(frozen=True)
class NamedEdition:
    """An edition with the name of its tour; `key` is "tour/edition", as planned stops say it."""

    key: str
    tour: Texts
    name: Texts
    slogan: Texts


def named_editions() -> list[NamedEdition]:
    """Every edition by tour and code, with the names of both."""
    chosen = select(Edition, Tour.name).join(Tour, Tour.code == Edition.tour)
    ordered = chosen.order_by(Edition.tour, Edition.code)
    return [
        NamedEdition(f"{row.tour}/{row.code}", tour, row.name, row.slogan)
        for row, tour in session().execute(ordered)
    ]


def get_edition(tour: str, code: str) -> Edition:
    """The edition of the tour; refused when there is none."""
    found = session().get(Edition, (tour, code))
    if found is None:
        raise NotFound
    return found


def avoided_dates() -> list[tuple[AvoidedDate, str | None]]:
    """The dates to avoid in order, each with who wrote it, None where a file did."""
    chosen = select(AvoidedDate, Staff.name).outerjoin(Staff, Staff.id == AvoidedDate.staff_id)
    ordered = chosen.order_by(AvoidedDate.first_day, AvoidedDate.key)
    return [(row, name) for row, name in session().execute(ordered)]


def find_avoided_date(key: str) -> AvoidedDate | None:
    """The dates to avoid that have this key, or None."""
    return session().get(AvoidedDate, key)


def avoided_of(row: AvoidedDate) -> Avoided:
    """The days to avoid of a row, as a plain value."""
    return Avoided(row.key, row.first_day, row.last_day, dict(row.reason), yearly=row.yearly)


def moved_feasts() -> dict[tuple[str, int], tuple[MovedFeast, str | None]]:
    """The lunar dates that were moved, by feast and Hijri year, each with who moved it."""
    chosen = select(MovedFeast, Staff.name).outerjoin(Staff, Staff.id == MovedFeast.staff_id)
    return {(row.feast, row.hijri_year): (row, name) for row, name in session().execute(chosen)}


def moved_dates() -> dict[tuple[str, int], date]:
    """The first days of the lunar dates that were moved, by feast and Hijri year."""
    rows = session().scalars(select(MovedFeast))
    return {(row.feast, row.hijri_year): row.date for row in rows}


def avoided() -> list[Avoided]:
    """The dates to avoid as the rules know them."""
    rows = session().scalars(select(AvoidedDate).order_by(AvoidedDate.first_day, AvoidedDate.key))
    return [
        Avoided(row.key, row.first_day, row.last_day, row.reason, yearly=row.yearly) for row in rows
    ]


def whole_catalogue() -> catalogue.Catalogue:
    """Everything that the lists of `events/` say, as the database has it now."""
    return replace(
        known_codes(),
        levels={row.code: catalogue.Level(row.code, row.noun, row.head) for row in levels()},
        avoided={span.key: span for span in avoided()},
        moved={key: MovedDate(*key, day) for key, day in sorted(moved_dates().items())},
    )
