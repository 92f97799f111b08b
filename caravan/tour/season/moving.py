"""Changes to when a stop takes place, whether it does, and which rules are set aside for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from caravan.kernel.refusal import Refusal
from caravan.tour.plan_json import mark_of
from caravan.tour.season.year import ONE_DAY
from caravan.tour.stop_plan import MOST_DAYS, OFF, Day, Kept, SessionPlan, StopPlan, Text, Venue


class DayHasSessions(Refusal):
    """A day on which sessions stand cannot fall away."""

    message = "On the day that falls away there is still: %(sessions)s. Move these sessions first."
    status = 409


class MovedMeanwhile(Refusal):
    """Somebody else changed the same thing since the form was opened."""

    message = "Somebody changed this meanwhile. Look at what stands now, then decide again."
    status = 409


class ReasonMissing(Refusal):
    """Who cancels or moves a stop says why, to everybody."""

    message = "A stop that is cancelled or moved says why, in Arabic and in French."


class WrongNumberOfDays(Refusal):
    """A stop lasts from one to three days."""

    message = "A stop has one, two or three days."


@dataclass(frozen=True)
class Facts:
    """What a copy leaves to be filled in: the texts and numbers of one stop, without its agenda."""

    tour: str
    edition: str
    prefecture: str
    title: Text
    host: Text = field(default_factory=dict)
    venue: Venue = field(default_factory=Venue)
    seats: int | None = None
    safety_limit: int | None = None
    team: str = ""
    stage: int | None = None


def facts_of(plan: StopPlan) -> Facts:
    """The facts of `plan`."""
    return Facts(**{name: getattr(plan, name) for name in Facts.__dataclass_fields__})


def with_facts(plan: StopPlan, facts: Facts, *, seen: str) -> StopPlan:
    """`plan` with these facts. `seen` is the mark of those that the editor saw: MovedMeanwhile."""
    _refuse_changed(seen, facts_of(plan), facts)
    return replace(plan, **{name: getattr(facts, name) for name in Facts.__dataclass_fields__})


def with_days(plan: StopPlan, first_day: date, count: int, *, seen: str) -> StopPlan:
    """`plan` on `count` days from `first_day`, its sessions along with their days.

    The days keep their distance; one more follows the last, with the same hours. What was set
    aside for the old dates is asked anew. `seen` is the mark of the days that the editor saw.
    Refused: WrongNumberOfDays, DayHasSessions, MovedMeanwhile.
    """
    if not 1 <= count <= MOST_DAYS:
        raise WrongNumberOfDays
    moved = shifted(plan, first_day)
    days = _counted(moved.days, count)
    left = [one for one in moved.sessions if one.day not in {day.date for day in days}]
    if left:
        raise DayHasSessions(sessions=", ".join(_title(one) for one in left))
    _refuse_changed(seen, plan.days, days)
    return replace(moved, days=days)


def shifted(plan: StopPlan, first_day: date) -> StopPlan:
    """`plan` begun on `first_day`; what was set aside for other dates falls away."""
    move = first_day - plan.first_day
    if not move:
        return plan
    return replace(
        plan,
        days=tuple(replace(day, date=day.date + move) for day in plan.days),
        sessions=tuple(replace(one, day=one.day + move) for one in plan.sessions),
        kept=tuple(kept for kept in plan.kept if kept.rule == "friday_prayer"),
    )


def _counted(days: tuple[Day, ...], count: int) -> tuple[Day, ...]:
    last = days[-1]
    more = [replace(last, date=last.date + after * ONE_DAY) for after in range(1, count)]
    return (*days, *more)[:count]


def _title(session: SessionPlan) -> str:
    return session.title.get("ar") or session.title.get("fr") or session.key


def with_status(plan: StopPlan, status: str, reason: Text, *, seen: str) -> StopPlan:
    """`plan` with this status; the reason stands only where it does not take place as it was said.

    `seen` is the mark of (status, reason) as the editor saw them. Refused: ReasonMissing where a
    stop is cancelled or moved without both texts, MovedMeanwhile.
    """
    wanted = (status, checked_reason(status, reason))
    _refuse_changed(seen, status_of(plan), wanted)
    return replace(plan, status=wanted[0], reason=wanted[1])


def status_of(plan: StopPlan) -> tuple[str, Text]:
    """What `plan` says of itself, and why."""
    return plan.status, plan.reason


def checked_reason(status: str, reason: Mapping[str, str]) -> Text:
    """The reason as it goes with `status`, {} where none does. Refused: ReasonMissing."""
    if status not in OFF:
        return {}
    if not reason.get("ar") or not reason.get("fr"):
        raise ReasonMissing
    return dict(reason)


def with_kept(plan: StopPlan, kept: Kept) -> StopPlan:
    """`plan` with a rule set aside; the newer reason takes the place of an older one."""
    return replace(plan, kept=(*_others(plan, kept.rule, kept.subject), kept))


def without_kept(plan: StopPlan, rule: str, subject: str) -> StopPlan:
    """`plan` with the rule in force again; nothing set aside, nothing done."""
    return replace(plan, kept=_others(plan, rule, subject))


def _others(plan: StopPlan, rule: str, subject: str) -> tuple[Kept, ...]:
    return tuple(kept for kept in plan.kept if (kept.rule, kept.subject) != (rule, subject))


def _refuse_changed(seen: str, standing: object, wanted: object) -> None:
    if mark_of(standing) not in (seen, mark_of(wanted)):
        raise MovedMeanwhile


def next_weekday(day: date, weekday: int) -> date:
    """The first day from `day` on that is the ISO `weekday` (5 is Friday)."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
