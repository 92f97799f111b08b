"""The plan of one stop: days, state, facts, rules set aside; or called off at once."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.errors import explain
from caravan.kernel.forms import RoomForm
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, queries
from caravan.tour.actions.planning import CommandDoesNotStand
from caravan.tour.forms.planning import CancelForm, DaysForm, FactsForm, KeepForm, StatusForm
from caravan.tour.season.moving import (
    DayHasSessions,
    MovedMeanwhile,
    ReasonMissing,
)
from caravan.tour.stop_plan import Kept
from caravan.tour.views.door import blueprint
from caravan.tour.views.planner import plan_page

PLAN = "/<lang:lang>/staff/stops/<key>/plan"


@blueprint.get(PLAN)
@staff("tour")
def plan(key: str) -> str:
    """When and whether the stop takes place, what speaks against it, what is left to fill in."""
    return plan_page.draw(key)


@blueprint.post(f"{PLAN}/days")
@staff("tour")
def move_days(key: str) -> ResponseReturnValue:
    """Put the draft on other days."""
    form = DaysForm()

    def write() -> None:
        actions.move_days(
            key,
            form.first_day.data,
            form.days.data,
            seen=form.seen.data or "",
            staff_id=guard.actor().id,
        )
        flash(_("The days are moved, in the draft."), "ok")
        if form.first_day.data < today():
            flash(_("The first day has passed already."), "warn")

    return _write(key, "days_form", form, write, {DayHasSessions: "days"})


@blueprint.post(f"{PLAN}/status")
@staff("tour")
def set_status(key: str) -> ResponseReturnValue:
    """Give the draft another status."""
    form = StatusForm()

    def write() -> None:
        actions.set_status(
            key,
            form.status.data,
            form.reason(),
            seen=form.seen.data or "",
            staff_id=guard.actor().id,
        )
        flash(_("The state is changed, in the draft. It is public once it is published."), "ok")

    return _write(key, "status_form", form, write, {ReasonMissing: "reason_ar"})


@blueprint.post(f"{PLAN}/facts")
@staff("tour")
def set_facts(key: str) -> ResponseReturnValue:
    """Fill in what a copy leaves open."""
    form = plan_page.filled(FactsForm(), queries.get_plan(key))

    def write() -> None:
        facts = form.facts(queries.get_plan(key))
        actions.set_facts(key, facts, seen=form.seen.data or "", staff_id=guard.actor().id)
        flash(_("Saved, in the draft."), "ok")

    return _write(key, "facts_form", form, write, {CommandDoesNotStand: "prefecture"})


@blueprint.post(f"{PLAN}/kept")
@staff("tour")
def keep_rule(key: str) -> ResponseReturnValue:
    """Set a rule aside, in the name of the person who is signed in."""
    form, who = KeepForm(), guard.actor()

    def write() -> None:
        kept = Kept(form.rule.data, who.name, form.why.data, form.subject.data or "")
        actions.keep_rule(key, kept, staff_id=who.id)
        flash(_("Kept, with your name and the reason."), "ok")

    return _write(key, "keep_form", form, write, {})


@blueprint.post(f"{PLAN}/kept/<rule>")
@staff("tour")
def ask_again(key: str, rule: str) -> ResponseReturnValue:
    """Put a rule that was set aside in force again."""
    form = KeepForm()
    actions.ask_again(key, rule, form.subject.data or "", staff_id=guard.actor().id)
    flash(_("The rule is in force again."), "ok")
    return redirect(url_for("tour.plan", key=key), 303)


@blueprint.post(f"{PLAN}/cancellation")
@staff("tour")
def cancel_now(key: str) -> ResponseReturnValue:
    """Call the stop off and tell everybody at once."""
    form = CancelForm()

    def write() -> None:
        actions.cancel_now(key, form.reason(), staff_id=guard.actor().id, today=today())
        flash(_("The stop is called off. Everybody sees it now, with the reason."), "ok")

    return _write(key, "cancel_form", form, write, {})


@blueprint.post(f"{PLAN}/withdrawal")
@staff("tour")
def drop_draft(key: str) -> ResponseReturnValue:
    """Let the work in progress go; what is published stays."""
    actions.discard_draft(key, staff_id=guard.actor().id)
    flash(_("The draft is gone."), "ok")
    there = queries.find_stop(key) is not None
    return redirect(url_for("tour.plan", key=key) if there else url_for("tour.planner"), 303)


def _write(
    key: str,
    name: str,
    form: RoomForm,
    write: Callable[[], None],
    places: dict[type[Refusal], str],
) -> ResponseReturnValue:
    """Write what the form says; else the page again, the fault beside the field of `places`."""
    if form.validate():
        try:
            write()
        except tuple(places) as refusal:
            field = getattr(form, places[type(refusal)])
            field.errors = [explain(refusal)]
        except Refusal as refusal:
            if refusal.status == 404:
                raise
            form.form_errors = [explain(refusal)]
            if isinstance(refusal, MovedMeanwhile):
                return plan_page.draw(key, conflict=True, **{name: form}), 409
        else:
            return redirect(url_for("tour.plan", key=key), 303)
    return plan_page.draw(key, **{name: form}), 422
