"""Releasing counts: what the tour's pages show moves only once enough people lie between."""

from collections.abc import Mapping

from caravan.followup.across.models import ReleasedCounts
from caravan.followup.across.queries import released
from caravan.kernel.db import transaction
from caravan.kernel.small_numbers import CROSSED_THRESHOLD, successive

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
            for name, counts in moved.items():
                writing.merge(ReleasedCounts(name=name, counts=counts))
    return shown
