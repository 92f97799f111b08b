"""Releasing counts: what the tour's pages show moves only once enough people lie between."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from caravan.followup.across.models import ReleasedCounts
from caravan.followup.across.queries import released
from caravan.kernel.db import transaction
from caravan.kernel.small_numbers import CROSSED_THRESHOLD, successive


def _put(insert: Any) -> Any:
    """Two pages drawn at once may release the same counts."""
    putting = insert(ReleasedCounts)
    return putting.on_conflict_do_update(
        index_elements=["name"], set_={"counts": putting.excluded.counts}
    )


_PUT = {"sqlite": _put(sqlite.insert), "postgresql": _put(postgresql.insert)}
Counts = Mapping[str, Mapping[str, int]]


def release(now: Counts, *, least: int = CROSSED_THRESHOLD) -> dict[str, dict[str, int]]:
    """The counts to show, by name: those of now, or those released before where too few moved.

    What is released for the first time, or moved, is kept; where nothing did, nothing is written.
    """
    before = released(now)
    shown = {
        name: dict(successive(before.get(name), counts, least=least))
        for name, counts in now.items()
    }
    moved = {name: counts for name, counts in shown.items() if before.get(name) != counts}
    if moved:
        with transaction() as writing:
            rows = [{"name": name, "counts": counts} for name, counts in moved.items()]
            writing.execute(_PUT[writing.get_bind().dialect.name], rows)
    return shown
