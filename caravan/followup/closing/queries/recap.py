"""Reading the recap: earlier stops that were closed, their promises and items as they stand now."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caravan.followup import queries
from caravan.followup.closing.models import StopClosing
from caravan.followup.items import queries as items
from caravan.followup.items import rules as item_rules
from caravan.followup.queries.answers import Promised
from caravan.kernel.db import session
from caravan.tour.duties import queries as duties
from caravan.tour.models import Stop


@dataclass(frozen=True)
class Owned:
    """So many items lie with an answering body (its name by language), the last due on a day."""

    body: Mapping[str, str]
    count: int
    due: date


@dataclass(frozen=True)
class Earlier:
    """A closed stop as it is told at a later one: its items by outcome then and now."""

    stop: Stop
    closing: StopClosing
    counts: Mapping[str, int]
    promises: list[Promised]
    owned: list[Owned]

    @property
    def answered_since(self) -> int:
        """How many items have an answer, or a reason, that had none when the stop was closed."""
        said = (item_rules.ANSWERED, item_rules.REFUSED)
        then = sum(self.closing.counts.get(one, 0) for one in said)
        return max(sum(self.counts.get(one, 0) for one in said) - then, 0)


def recap(stop: Stop) -> list[Earlier]:
    """The last closed stop of the tour before `stop`, then the last one in its prefecture.

    One where both are the same, none where no stop was closed before.
    """
    chosen = (
        select(StopClosing, Stop)
        .join(Stop, Stop.id == StopClosing.stop_id)
        .where(Stop.last_day < stop.first_day, Stop.is_rehearsal == stop.is_rehearsal)
        .order_by(Stop.last_day.desc(), Stop.key)
    )
    closed = [(closing, other) for closing, other in session().execute(chosen)]
    of_tour = [pair for pair in closed if pair[1].tour == stop.tour][:1]
    here = [pair for pair in closed if pair[1].prefecture_code == stop.prefecture_code][:1]
    return [_earlier(other, closing) for closing, other in dict.fromkeys([*of_tour, *here])]


def _earlier(stop: Stop, closing: StopClosing) -> Earlier:
    found = items.items(stop.id)
    outcomes = items.outcomes(found)
    counts = Counter(outcomes.values())
    return Earlier(
        stop=stop,
        closing=closing,
        counts={one: counts[one] for one in item_rules.OUTCOMES},
        promises=queries.promises(stop.id),
        owned=_owned([one for one, outcome in outcomes.items() if outcome == item_rules.OWNED]),
    )


def _owned(item_ids: list[str]) -> list[Owned]:
    names = {one.code: one.name for one in duties.bodies()}
    by_body: dict[str, list[date]] = {}
    for one in items.assignments_of(item_ids).values():
        by_body.setdefault(one.body_code, []).append(one.due)
    return [Owned(names[code], len(dues), max(dues)) for code, dues in sorted(by_body.items())]
