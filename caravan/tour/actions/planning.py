"""Planning stops: begin them, move their days, say their state, set rules aside, call them off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from caravan.kernel import audit
from caravan.kernel.db import transaction
from caravan.kernel.refusal import Refusal
from caravan.tour import agenda_file, queries
from caravan.tour.actions.drafting import change_draft, start_draft
from caravan.tour.actions.publishing import Published, publish
from caravan.tour.catalogue import Prefecture
from caravan.tour.drafting import copy_stop, new_stop
from caravan.tour.season import moving
from caravan.tour.season.numbering import misnumbered, number_on
from caravan.tour.stop_plan import Kept, StopPlan


class NoSuchCommand(Refusal):
    """A stop is to be held at a command that the list does not have."""

    message = "Choose a command of the list."


class CommandDoesNotStand(Refusal):
    """A command that ended, or does not stand yet, hosts no new stop on that day."""

    message = "This command does not stand on that day. Choose the one that has taken its place."


class StopIsOver(Refusal):
    """What has taken place cannot be called off."""

    message = "This stop is over: it cannot be called off any more."
    status = 409


@dataclass(frozen=True)
class NewStop:
    """Where and when a stop is to be: `first_day` on Moroccan clocks; an empty `key` is proposed.

    `model` is the key of the stop to copy, "" for an empty one, which then has `days` days.
    """

    model: str
    prefecture: str
    first_day: date
    tour: str
    edition: str
    days: int = 2
    key: str = ""


def plan_stop(wanted: NewStop, *, staff_id: int) -> StopPlan:
    """A new draft as wanted, numbered in its tour; a copy has the model's agenda and partners.

    Refused: NoSuchCommand, CommandDoesNotStand, StopKeyIsTaken, NotFound for an unknown model.
    """
    with transaction():
        host = _host(wanted.prefecture, wanted.first_day)
        plans, announced = queries.all_plans()
        key = wanted.key or _free_key(wanted, {plan.key for plan in plans})
        stage = number_on(plans, wanted.tour, wanted.first_day, announced=announced)
        plan = _begin(wanted, key, host)
        planned = replace(plan, tour=wanted.tour, edition=wanted.edition, stage=stage)
        start_draft(planned, staff_id=staff_id)
    return planned


def _begin(wanted: NewStop, key: str, host: Prefecture) -> StopPlan:
    if wanted.model:
        return copy_stop(
            queries.get_plan(wanted.model),
            key=key,
            host=host,
            first_day=wanted.first_day,
            edition=wanted.edition,
            stage=None,
        )
    return new_stop(
        key=key,
        tour=wanted.tour,
        edition=wanted.edition,
        host=host,
        first_day=wanted.first_day,
        days=wanted.days,
    )


def _host(code: str, day: date) -> Prefecture:
    host = queries.known_commands().get(code)
    if host is None:
        raise NoSuchCommand
    if not host.stands_on(day):
        raise CommandDoesNotStand
    return host


def _free_key(wanted: NewStop, taken: set[str]) -> str:
    """By city and year, "oujda-2027"; with a number for the second one of the year."""
    base = f"{wanted.prefecture}-{wanted.first_day.year}"
    others = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (base, *others) if key not in taken)


def move_days(key: str, first_day: date, count: int, *, seen: str, staff_id: int) -> StopPlan:
    """The draft on other days (season.moving.with_days, with its refusals)."""
    return _change(
        "tour.move_days",
        key,
        lambda plan: moving.with_days(plan, first_day, count, seen=seen),
        staff_id,
        first_day=first_day.isoformat(),
        days=count,
    )


def set_status(
    key: str, status: str, reason: dict[str, str], *, seen: str, staff_id: int
) -> StopPlan:
    """The draft with another status (season.moving.with_status, with its refusals)."""
    return _change(
        "tour.set_status",
        key,
        lambda plan: moving.with_status(plan, status, reason, seen=seen),
        staff_id,
        status=status,
    )


def set_facts(key: str, facts: moving.Facts, *, seen: str, staff_id: int) -> StopPlan:
    """The draft with other facts (season.moving.with_facts); a new host must stand on its days.

    Refused: MovedMeanwhile, NoSuchCommand, CommandDoesNotStand.
    """

    def change(plan: StopPlan) -> StopPlan:
        if facts.prefecture != plan.prefecture:
            _host(facts.prefecture, plan.first_day)
        return moving.with_facts(plan, facts, seen=seen)

    return _change("tour.set_facts", key, change, staff_id)


def keep_rule(key: str, kept: Kept, *, staff_id: int) -> StopPlan:
    """Set a rule of scheduling aside in the draft, by name and with a reason."""
    return _change(
        "tour.keep_rule",
        key,
        lambda plan: moving.with_kept(plan, kept),
        staff_id,
        rule=kept.rule,
        subject=kept.subject,
    )


def ask_again(key: str, rule: str, subject: str, *, staff_id: int) -> StopPlan:
    """Put a rule that was set aside in force again."""
    return _change(
        "tour.ask_again",
        key,
        lambda plan: moving.without_kept(plan, rule, subject),
        staff_id,
        rule=rule,
        subject=subject,
    )


def _change(
    action: str,
    key: str,
    change: Callable[[StopPlan], StopPlan],
    staff_id: int,
    **details: object,
) -> StopPlan:
    with transaction():
        changed = change_draft(key, change, staff_id=staff_id)
        audit.record(action, staff_id=staff_id, stop_key=key, **details)
    return changed


def cancel_now(key: str, reason: Mapping[str, str], *, staff_id: int, today: date) -> Published:
    """Call a published stop off at once: a release of its own, whatever the draft holds.

    The draft, where there is one, is called off too, so that it cannot undo this. Refused:
    ReasonMissing, StopIsOver, NotFound for a stop that was never published.
    """
    why = moving.checked_reason("cancelled", reason)
    with transaction():
        draft = queries.find_draft(key, to_change=True)  # before the release, as who publishes does
        release = queries.get_standing_release(key)
        plan = replace(queries.plan_of(release, key), status="cancelled", reason=why)
        if plan.last_day < today:
            raise StopIsOver
        published = publish(plan, text=agenda_file.write(plan), staff_id=staff_id)
        if draft is not None:
            follow = partial(replace, status="cancelled", reason=why)
            change_draft(key, follow, staff_id=staff_id)
            if draft.base_release == release.number:
                draft.base_release = published.number
        audit.record(
            "tour.cancel", staff_id=staff_id, stop_key=key, subject=f"release {published.number}"
        )
    return published


def renumber(*, staff_id: int, today: date) -> dict[str, int]:
    """Give the coming stops their running numbers, in their drafts; those that changed, by key."""
    with transaction():
        plans, announced = queries.all_plans()
        coming = {plan.key for plan in plans if plan.last_day >= today}
        wrong = misnumbered(plans, announced=announced)
        changed = {key: number for key, number in wrong.items() if key in coming}
        for key, number in changed.items():
            change_draft(key, partial(replace, stage=number), staff_id=staff_id)
        if changed:
            audit.record("tour.renumber", staff_id=staff_id, stages=changed)
    return changed
