"""Reading figures of earlier reports."""

from collections.abc import Collection

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.tour.figures.models import YearlyFigure
from caravan.tour.figures.plan import gap

__all__ = ["figure_years", "figures", "gap"]


def figures(years: Collection[int]) -> list[YearlyFigure]:
    """The figures of these years in the order of the file."""
    chosen = select(YearlyFigure).where(YearlyFigure.year.in_(years))
    return list(session().scalars(chosen.order_by(YearlyFigure.position, YearlyFigure.code)))


def figure_years() -> list[int]:
    """The years of which there are figures, the latest first."""
    chosen = select(YearlyFigure.year).distinct().order_by(YearlyFigure.year.desc())
    return list(session().scalars(chosen))
