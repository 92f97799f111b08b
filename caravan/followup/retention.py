"""What stays of arrivals: the numbers that a summary needs, kept before the rows go."""

from collections.abc import Mapping

from caravan.followup import queries
from caravan.followup.models import KeptHeadcount
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.heads import Heads
from caravan.kernel.retention import Limit
from caravan.tour import queries as tour


def keep_headcounts(limit: Limit) -> None:
    """Write down who came, as numbers, for each stop whose arrivals are due; once for each."""
    for stop_id in tour.list_ended_before(limit.day):
        came, away = queries.came_and_away(stop_id)
        arrived = queries.arrived(stop_id)
        with transaction() as writing:
            if arrived and writing.get(KeptHeadcount, stop_id) is None:
                writing.add(
                    KeptHeadcount(
                        stop_id=stop_id,
                        hours=[list(one) for one in arrived],
                        came=_numbers(came),
                        away=_numbers(away),
                        kept_at=now(),
                    )
                )


def _numbers(counts: Mapping[str, Heads]) -> dict[str, int]:
    return {category: number.unsealed for category, number in counts.items()}
