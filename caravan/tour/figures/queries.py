"""Reading figures of a year: those of the file, and before them those that staff entered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour.figures.models import FigureEntry, YearlyFigure
from caravan.tour.figures.plan import gap
from caravan.tour.figures.rules import FIRST_YEAR, LAST_YEAR

__all__ = [
    "StandingFigure",
    "entries",
    "figure_names",
    "figure_years",
    "figures",
    "gap",
    "known_year",
]


@dataclass(frozen=True)
class StandingFigure:
    """A figure of a year that holds; `entry` is the row in which staff entered it, if they did."""

    code: str
    year: int
    name: dict[str, str]
    value: int
    source: str
    parts: Sequence[Mapping[str, Any]]
    entry: FigureEntry | None = None


def figures(years: Collection[int] | None = None) -> list[StandingFigure]:
    """The figures of these years, or of all: as the file has them, then as entered."""
    of_file = select(YearlyFigure).order_by(YearlyFigure.position, YearlyFigure.code)
    entered = select(FigureEntry).order_by(FigureEntry.number, FigureEntry.entered_at)
    if years is not None:
        of_file = of_file.where(YearlyFigure.year.in_(years))
        entered = entered.where(FigureEntry.year.in_(years))
    found = {(one.code, one.year): _of_file(one) for one in session().scalars(of_file)}
    newest = {(one.code, one.year): one for one in session().scalars(entered)}
    for key, one in newest.items():
        if one.value is not None:
            found[key] = StandingFigure(
                one.code, one.year, one.name, one.value, one.source, one.parts, one
            )
    return list(found.values())


def _of_file(one: YearlyFigure) -> StandingFigure:
    return StandingFigure(one.code, one.year, one.name, one.value, one.source, one.parts)


def known_year(year: int) -> int:
    """The year; NotFound for one of which no figures are entered."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound
    return year


def entries(code: str, year: int) -> list[FigureEntry]:
    """What was entered for the figure in that year, the newest first."""
    chosen = select(FigureEntry).where(FigureEntry.code == code, FigureEntry.year == year)
    return list(session().scalars(chosen.order_by(FigureEntry.number.desc())))


def figure_names() -> dict[str, dict[str, str]]:
    """What the figures of all years are called, by code; the name of the latest year."""
    return {one.code: one.name for one in sorted(figures(), key=lambda one: one.year)}


def figure_years() -> list[int]:
    """The years of which there are figures, the latest first."""
    return sorted({one.year for one in figures()}, reverse=True)
