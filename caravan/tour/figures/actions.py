"""Writing figures of a year that staff enter; every entry is a row, and earlier ones stay."""

from collections.abc import Mapping

from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour.figures.models import FigureEntry
from caravan.tour.figures.plan import FigurePlan, PartPlan
from caravan.tour.figures.queries import entries
from caravan.tour.figures.rules import FigureChanged

__all__ = ["FigurePlan", "PartPlan", "enter", "take_out"]

_PUT = {
    name: dialect.insert(FigureEntry).on_conflict_do_nothing().returning(FigureEntry.number)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


_TOLD = ("name", "value", "source", "parts")


def enter(figure: FigurePlan, *, seen: int, staff_id: int) -> None:
    """Enter or correct a figure; `seen` is the number of the entry that was seen, 0 for none.

    The same once more changes nothing. Refused: FigureChanged when a colleague entered it since.
    """
    parts = [{"name": one.name, "value": one.value} for one in figure.parts]
    values = {"value": figure.value, "source": figure.source, "parts": parts}
    _put(figure.code, figure.year, dict(figure.name), values, seen, staff_id)


def take_out(code: str, year: int, *, seen: int, staff_id: int) -> None:
    """Take the entered figure out: what the file says of it holds again. Refused as for `enter`."""
    standing = entries(code, year)
    if standing and standing[0].value is not None:
        gone: dict[str, object] = {"value": None, "source": "", "parts": []}
        _put(code, year, dict(standing[0].name), gone, seen, staff_id)


def _put(
    code: str,
    year: int,
    name: dict[str, str],
    values: Mapping[str, object],
    seen: int,
    staff_id: int,
) -> None:
    row = {"code": code, "year": year, "number": seen + 1, "name": name, **values}
    with transaction() as writing:
        newest = next(iter(entries(code, year)), None)
        if newest is not None and all(getattr(newest, key) == row[key] for key in _TOLD):
            return
        if (newest.number if newest else 0) != seen:
            raise FigureChanged
        putting = _PUT[writing.get_bind().dialect.name]
        told = {**row, "staff_id": staff_id, "entered_at": now()}
        if writing.scalar(putting, told) is None:
            raise FigureChanged  # somebody entered it in this very moment
        audit.record("tour.enter_figure", staff_id=staff_id, subject=f"{year} {code}")
