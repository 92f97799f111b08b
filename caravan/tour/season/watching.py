"""What the planner watches of each coming stop, and the alerts that it shows, the gravest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from caravan.tour.season.cautions import Announced, Caution, all_cautions, find_kept
from caravan.tour.season.proposals import proposals
from caravan.tour.season.stages import PlannedStop
from caravan.tour.season.year import Season
from caravan.tour.stop_plan import Kept, StopPlan

_STAYS = ("friday_prayer", "clock_change")
"""Rules that other days would not satisfy."""


@dataclass(frozen=True)
class Watched:
    """A coming stop with what speaks against its dates, what was set aside, and where it could go.

    `kept` has the warnings that somebody answers for; `free` the first days without a warning.
    """

    stop: PlannedStop
    cautions: Sequence[Caution] = ()
    kept: Sequence[tuple[Caution, Kept]] = ()
    free: Sequence[date] = ()

    @property
    def severity(self) -> str:
        """That of the gravest warning, "" without any."""
        return min((caution.severity for caution in self.cautions), default="")


@dataclass(frozen=True)
class Alert:
    """The warnings of one rule about one stop; `free` are days that would end them."""

    stop: PlannedStop
    rule: str
    cautions: Sequence[Caution]
    free: Sequence[date] = ()

    @property
    def severity(self) -> str:
        """That of the gravest warning."""
        return min(caution.severity for caution in self.cautions)


def watch(
    stop: PlannedStop,
    plans: Sequence[StopPlan],
    season: Season,
    *,
    today: date,
    announced: Announced | None,
) -> Watched:
    """What speaks against `stop` among the `plans` of all stops, and where it could go instead."""
    found = all_cautions(stop.plan, plans, season, today=today, announced=announced)
    kept = [(one, by) for one in found if (by := find_kept(stop.plan, one))]
    left = [one for one in found if find_kept(stop.plan, one) is None]
    movable = [one for one in left if one.rule not in _STAYS]
    free = proposals(stop.plan, plans, season, today=today) if movable else []
    return Watched(stop, left, kept, free)


def alerts(watched: Iterable[Watched]) -> list[Alert]:
    """The warnings by stop and rule, the gravest first, then by day.

    What many stops share, an hour given out before the clock was changed, is left to `held`.
    """
    found = []
    for one in watched:
        own = [caution for caution in one.cautions if caution.code != "clock_held"]
        for rule, group in groupby(sorted(own, key=_rule), key=_rule):
            free = () if rule in _STAYS else one.free
            found.append(Alert(one.stop, rule, tuple(group), free))
    return sorted(found, key=lambda alert: (alert.severity, alert.stop.plan.first_day))


def held(watched: Iterable[Watched]) -> list[tuple[PlannedStop, Caution]]:
    """The stops whose hours people hold otherwise than their clocks will show them."""
    return [
        (one.stop, caution)
        for one in watched
        for caution in one.cautions
        if caution.code == "clock_held"
    ]


def _rule(caution: Caution) -> str:
    return caution.rule
