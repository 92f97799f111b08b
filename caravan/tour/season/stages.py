"""The stops of a tour as a planner sees them: published or not, with their state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caravan.tour.stop_plan import OFF, StopPlan, Text

STATES = ("planned", "announced", "open", "running", "closed", "cancelled", "moved", "over")


@dataclass(frozen=True)
class PlannedStop:
    """One stop with the plan in progress where there is one, else what is published.

    `name` is its city, `release` the number that stands (0: never published), `is_draft` whether
    the plan says something that is not published; `may_edit` whether who looks may change it.
    """

    plan: StopPlan
    name: Text
    state: str
    release: int = 0
    is_draft: bool = False
    may_edit: bool = False

    @property
    def key(self) -> str:
        """The key of the stop."""
        return self.plan.key

    @property
    def edition(self) -> str:
        """The edition it belongs to, as "tour/edition"; "tour/" where it has none."""
        return f"{self.plan.tour}/{self.plan.edition}"

    @property
    def dates(self) -> list[date]:
        """Its days."""
        return [day.date for day in self.plan.days]


def state_of(plan: StopPlan, *, release: int, today: date) -> str:
    """One of STATES: from the status that was said, the days, and whether it was published.

    A draft that was never published is "planned" whatever it says.
    """
    if not release:
        return "planned"
    if plan.status in OFF:
        return plan.status
    if plan.last_day < today:
        return "over"
    return "running" if plan.first_day <= today else plan.status


def counted(stops: Iterable[PlannedStop]) -> dict[str, int]:
    """How many stops are in each state, without states that none is in."""
    states = [stop.state for stop in stops]
    return {state: states.count(state) for state in STATES if state in states}


def left_to_do(plan: StopPlan, *, today: date) -> list[str]:
    """What a plan still lacks, in the order to see to it: past host venue sessions partners."""
    lacks = {
        "past": plan.first_day < today,
        "host": not plan.host,
        "venue": not plan.venue.name,
        "sessions": not plan.sessions,
        "partners": not plan.partners,
    }
    return [what for what, is_lacking in lacks.items() if is_lacking]


def model_of(stops: Iterable[PlannedStop], *, today: date) -> PlannedStop | None:
    """The stop that a new one is best copied from: the last that began, else the first to come."""
    held = sorted(
        (stop for stop in stops if stop.state not in OFF and not stop.plan.rehearsal),
        key=lambda stop: stop.plan.first_day,
    )
    begun = [stop for stop in held if stop.plan.first_day <= today]
    return next(reversed(begun), None) or next(iter(held), None)


def at_hand(stops: Iterable[PlannedStop], today: date) -> PlannedStop | None:
    """The stop that the tour is about: the running one, else the next, else the last."""
    held = [stop for stop in stops if stop.state not in OFF and not stop.plan.rehearsal]
    ordered = sorted(held, key=lambda stop: stop.plan.first_day)
    coming = [stop for stop in ordered if stop.plan.last_day >= today]
    return next(iter(coming), None) or next(reversed(ordered), None)
