"""A real row in the database, for the makers."""

from typing import TypeVar

from caravan.kernel.db import transaction

Row = TypeVar("Row")


def save(row: Row) -> Row:
    """Write `row` and give it back as it is in the database, detached."""
    with transaction() as writing:
        writing.add(row)
        writing.flush()
        writing.refresh(row)
    return row
