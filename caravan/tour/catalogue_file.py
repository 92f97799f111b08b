"""The lists of `events/` written back from what stands: loaded again, they change nothing."""

from collections.abc import Iterable

from caravan.tour.catalogue import (
    AVOIDED,
    EDITIONS,
    LEVELS,
    MOVED,
    PREFECTURES,
    TOURS,
    Catalogue,
)
from caravan.tour.file_shapes import Field
from caravan.tour.file_writing import table


def write_commands(known: Catalogue) -> str:
    """`prefectures.toml`: the levels from the top, then the commands by level."""
    ranks = {code: rank for rank, code in enumerate(known.levels)}
    commands = sorted(
        known.prefectures.values(), key=lambda one: (ranks.get(one.level, len(ranks)), one.code)
    )
    head = "# The levels of command, from the top, and the commands that can host a stop."
    return _file(
        head, ("level", LEVELS, known.levels.values()), ("prefecture", PREFECTURES, commands)
    )


def write_tours(known: Catalogue) -> str:
    """`tours.toml`: the tours, then their editions with the slogans."""
    head = "# The tours and their editions."
    return _file(
        head, ("tour", TOURS, known.tours.values()), ("edition", EDITIONS, known.editions.values())
    )


def write_calendar(known: Catalogue) -> str:
    """`calendar.toml`: the days to avoid, then the lunar dates that were moved."""
    head = "# Days on which the foundation holds no stop, and lunar dates that were moved."
    return _file(
        head, ("avoided", AVOIDED, known.avoided.values()), ("moved", MOVED, known.moved.values())
    )


def _file(head: str, *lists: tuple[str, tuple[Field, ...], Iterable[object]]) -> str:
    tables = [table(f"[[{name}]]", row, fields) for name, fields, rows in lists for row in rows]
    return "\n".join([f"{head}\n", *tables])
