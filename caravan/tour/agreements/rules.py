"""Decisions about agreements: where they stand, what the file may change, who edited meanwhile."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caravan.kernel.refusal import NotFound, Refusal
from caravan.tour.agreements.plan import AgreementPlan, Delivery, Facility, Site, Stage
from caravan.tour.stop_plan import Text

TOPIC = "agreements"
_MARKS = {"planned": "coming", "begun": "half", "delivered": "kept", "given_up": "no"}


class KeyTaken(Refusal):
    """Each agreement has its own address."""

    message = "There is already an agreement with this key."


class DayAhead(Refusal):
    """Only what is planned has a day to come."""

    message = "This day is still to come. Write it as planned, or check the year."


class StillNamed(Refusal):
    """A row that others speak of stays."""

    message = "Other lines of the agreement still speak of this one. Change them first."
    status = 409


class RemovedMeanwhile(Refusal):
    """What is being edited was taken out by somebody else."""

    message = "Somebody else took this out meanwhile. Send the form again to put it back."
    status = 409


@dataclass(frozen=True)
class Clash:
    """A field that two people wrote: what the first has saved and what the second typed."""

    name: str
    saved: Any
    mine: Any


class ChangedMeanwhile(Refusal):
    """Two people edited the same fields; the second chooses, and nothing is lost."""

    message = "Somebody else saved this meanwhile. Compare, choose, and send the form again."
    status = 409

    def __init__(self, clashes: list[Clash], flat: Mapping[str, Any], base: str) -> None:
        self.clashes, self.flat, self.base = clashes, flat, base
        super().__init__()


def digest(value: Any) -> str:
    """A short name of a value of JSON: equal values have the same, others do not."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def decide(base: str | None, new: str, current: str | None) -> str:
    """What to do with a changed file, by the digests of what it said, says, and what stands.

    "same": nothing to do. "take": nobody edited since, the file is followed. "keep": both have
    changed; what stands is kept, and people must bring the two together.
    """
    if new in (base, current):
        return "same"
    return "take" if current in (None, base) else "keep"


def base_of(flat: Mapping[str, Any]) -> str:
    """What a form carries to tell later which of its fields have changed: a digest for each."""
    return json.dumps({name: digest(value) for name, value in flat.items()})


def reconcile(
    base: str, typed: Mapping[str, Any], saved: Mapping[str, Any], taken: Iterable[str] = ()
) -> dict[str, Any]:
    """What the second to save leaves behind: fields that only one of the two changed are joined.

    `base` is what `base_of` gave when the form was opened, `taken` names the fields for which the
    person chose what is saved. Refused where both changed a field: ChangedMeanwhile.
    """
    began = read_base(base)
    joined, clashes = dict(typed), []
    for name, mine in typed.items():
        is_old = digest(saved[name]) == began.get(name)
        if saved[name] == mine or (is_old and name not in taken):
            continue
        if name in taken or digest(mine) == began.get(name):
            joined[name] = saved[name]
        else:
            clashes.append(Clash(name, saved[name], mine))
    if clashes:
        raise ChangedMeanwhile(clashes, joined, base_of(saved))
    return joined


def read_base(base: str) -> dict[str, Any]:
    """The digests that a form carries; none where it carries something else."""
    try:
        began = json.loads(base or "{}")
    except (ValueError, RecursionError):
        return {}
    return began if isinstance(began, dict) else {}


def state_of(plan: AgreementPlan) -> str | None:
    """The state that the agreement has come to last; None where no source tells one."""
    return plan.stages[-1].state if plan.stages else None


def stage_on(stages: Iterable[Stage], day: date) -> Stage | None:
    """The state that stands on `day`: the last one whose day has come; None where there is none."""
    come = [one for one in stages if one.day is None or one.day <= day]
    return come[-1] if come else None


IN_FORCE, ENDED, AHEAD, NONE = "in_force", "ended", "ahead", "none"


@dataclass(frozen=True)
class Cover:
    """Whether a partner is under an agreement on a day: IN_FORCE, ENDED, AHEAD or NONE.

    `title` is that of the agreement which says so, `since` the day of its state (None: not told).
    AHEAD: it is expected or signed, and nothing tells that it is in force.
    """

    state: str = NONE
    title: Text = field(default_factory=dict)
    since: date | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether the partner is under its agreement."""
        return self.state == IN_FORCE

    @property
    def is_ahead(self) -> bool:
        """Whether its agreement is yet to be in force."""
        return self.state == AHEAD

    @property
    def ended_on(self) -> date | None:
        """The day on which its last agreement ended; None where none has."""
        return self.since if self.state == ENDED else None


def cover(agreements: Iterable[tuple[Text, Iterable[Stage]]], day: date) -> Cover:
    """How the agreements of one partner, by title and states, cover it on `day`.

    One in force is enough; else the one that ended last tells, else one that is still ahead.
    """
    found = [_cover_of(title, stage_on(stages, day)) for title, stages in agreements]
    for state in (IN_FORCE, ENDED, AHEAD):
        these = [one for one in found if one.state == state]
        if these:
            return max(these, key=lambda one: one.since or date.min)
    return Cover()


def _cover_of(title: Text, stage: Stage | None) -> Cover:
    if stage is None or stage.state not in (IN_FORCE, ENDED):
        return Cover(AHEAD, title, stage.day if stage else None)
    return Cover(stage.state, title, stage.day)


def find_signature(plan: AgreementPlan) -> Stage | None:
    """When and where it was signed, or None."""
    return next((stage for stage in plan.stages if stage.state == "signed"), None)


def newest_first(plans: Iterable[AgreementPlan]) -> list[AgreementPlan]:
    """As a register lists them: the newest signature first, what is not signed at the end."""

    def signed_on(plan: AgreementPlan) -> date:
        signature = find_signature(plan)
        return signature.day if signature and signature.day else date.min

    return sorted(plans, key=signed_on, reverse=True)


@dataclass(frozen=True)
class Line:
    """What is to be delivered at a site: the facility, the step that stands, and its mark.

    The mark is "coming", "half", "kept", "no", or "late" where the planned day has passed.
    """

    facility: Facility
    delivery: Delivery | None
    mark: str


@dataclass(frozen=True)
class SiteLines:
    """A site with all that is to be delivered there."""

    site: Site
    lines: list[Line] = field(default_factory=list)


def lines_by_site(plan: AgreementPlan, today: date) -> list[SiteLines]:
    """Each site of `plan` with its facilities, as things stand on `today`."""
    standing = {delivery.key: delivery for delivery in plan.deliveries}
    return [
        SiteLines(
            site,
            [
                _line(facility, standing.get(f"{site.key}/{facility.key}"), today)
                for facility in plan.facilities
                if site.key in facility.sites
            ],
        )
        for site in plan.sites
    ]


def get_line(plan: AgreementPlan, site: str, facility: str, today: date) -> Line:
    """Where the facility stands at the site; refused where it is not to be delivered there."""
    for one in lines_by_site(plan, today):
        for line in one.lines:
            if (one.site.key, line.facility.key) == (site, facility):
                return line
    raise NotFound


def _line(facility: Facility, delivery: Delivery | None, today: date) -> Line:
    mark = _MARKS[delivery.state] if delivery else "coming"
    is_late = delivery and delivery.state == "planned" and delivery.day < today
    return Line(facility, delivery, "late" if is_late else mark)


def without_site(plan: AgreementPlan) -> list[Facility]:
    """What is promised without a word on where."""
    return [facility for facility in plan.facilities if not facility.sites]


def count_delivered(plan: AgreementPlan) -> tuple[int, int]:
    """How many facilities are delivered, and of how many, over all sites."""
    done = sum(delivery.state == "delivered" for delivery in plan.deliveries)
    return done, sum(len(facility.sites) for facility in plan.facilities)


def source_numbers(plan: AgreementPlan) -> dict[str, int]:
    """The number by which the page names each source, from 1."""
    return {source.key: number for number, source in enumerate(plan.sources, 1)}


def check_day(state: str, day: date, today: date) -> None:
    """Refuse a delivery that is told of a day to come, unless it is planned."""
    if state != "planned" and day > today:
        raise DayAhead
