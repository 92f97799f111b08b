"""What the file of figures says as rows of its table."""

from collections.abc import Sequence
from typing import Any

from caravan.kernel.db import Base
from caravan.tour.figures.models import YearlyFigure
from caravan.tour.figures.plan import FigurePlan


def rows_of(read: Sequence[FigurePlan]) -> list[tuple[type[Base], dict[str, Any], dict[str, Any]]]:
    """Model, primary key and other columns of each row."""
    return [
        (
            YearlyFigure,
            {"code": one.code, "year": one.year},
            {
                "name": one.name,
                "value": one.value,
                "source": one.source,
                "parts": [{"name": part.name, "value": part.value} for part in one.parts],
                "position": position,
            },
        )
        for position, one in enumerate(read)
    ]
