"""Reading what was released."""

from collections.abc import Collection

from sqlalchemy import select

from caravan.followup.across.models import ReleasedCounts
from caravan.kernel.db import session


def released(names: Collection[str]) -> dict[str, dict[str, int]]:
    """The counts that were released last, by name; what never was is left out."""
    chosen = select(ReleasedCounts.name, ReleasedCounts.counts)
    found = session().execute(chosen.where(ReleasedCounts.name.in_(names))).all()
    return dict(found)
