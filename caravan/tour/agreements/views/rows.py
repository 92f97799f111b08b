"""The forms of an agreement: its head, and the rows of each of its parts."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour.agreements import actions, queries, words
from caravan.tour.agreements.fields import PARTS
from caravan.tour.agreements.forms import RowForm, head_form, row_form
from caravan.tour.agreements.plan import AgreementPlan
from caravan.tour.agreements.views.saving import ONE, edit_of, refuse, saved
from caravan.tour.offers import queries as offered
from caravan.tour.views.door import blueprint

ROW = f"{ONE}/<part>/<row>"


@blueprint.get(f"{ONE}/head")
@staff("tour", everywhere=True)
def agreement_head(agreement: str) -> str:
    """Title of the agreement, and whether it is shown."""
    plan = _get_plan(agreement)
    return _form_page(plan, head_form(plan), "head")


@blueprint.post(f"{ONE}/head")
@staff("tour", everywhere=True)
def save_agreement_head(agreement: str) -> ResponseReturnValue:
    """Write the head."""
    plan, who = _get_plan(agreement), guard.actor().id
    form = head_form(plan)
    return refuse(
        form,
        lambda: actions.save_head(agreement, edit_of(form), staff_id=who),
        lambda: _form_page(plan, form, "head"),
    ) or saved(agreement, "head")


@blueprint.get(f"{ONE}/<part>")
@staff("tour", everywhere=True)
def new_agreement_row(agreement: str, part: str) -> str:
    """One more row of a part."""
    plan = _get_plan(agreement)
    return _form_page(plan, row_form(_part(part), plan, None, _partners()), part)


@blueprint.post(f"{ONE}/<part>")
@staff("tour", everywhere=True)
def enter_agreement_row(agreement: str, part: str) -> ResponseReturnValue:
    """Write one more row; the same form sent twice is one row."""
    plan, who = _get_plan(agreement), guard.actor().id
    form = row_form(_part(part), plan, None, _partners())
    return refuse(
        form,
        lambda: actions.save_row(agreement, part, form.key_of(part), edit_of(form), staff_id=who),
        lambda: _form_page(plan, form, part),
    ) or saved(agreement, part)


@blueprint.get(ROW)
@staff("tour", everywhere=True)
def agreement_row(agreement: str, part: str, row: str) -> str:
    """One row of a part."""
    plan = _get_plan(agreement)
    found = _find(plan, part, row)
    if found is None:
        raise NotFound
    return _form_page(plan, row_form(part, plan, found, _partners()), part, row)


@blueprint.post(ROW)
@staff("tour", everywhere=True)
def save_agreement_row(agreement: str, part: str, row: str) -> ResponseReturnValue:
    """Write the row; one that somebody took out meanwhile is offered to be put back."""
    plan, who = _get_plan(agreement), guard.actor().id
    form = row_form(part, plan, _find(plan, part, row), _partners())
    return refuse(
        form,
        lambda: actions.save_row(agreement, part, row, edit_of(form), staff_id=who),
        lambda: _form_page(plan, form, part, row),
    ) or saved(agreement, part)


@blueprint.post(f"{ROW}/removal")
@staff("tour", everywhere=True)
def remove_agreement_row(agreement: str, part: str, row: str) -> ResponseReturnValue:
    """Take a row out of a part."""
    base = RowForm().base.data or ""
    try:
        actions.remove_row(agreement, _part(part), row, base, staff_id=guard.actor().id)
    except Refusal as refusal:
        flash(explain(refusal), "warn")
    else:
        flash(_("Taken out."), "ok")
    return redirect(url_for("tour.staff_agreement", agreement=agreement, _anchor=part), 303)


def _get_plan(key: str) -> AgreementPlan:
    return queries.get_agreement(key, drafts=True).plan


def _partners() -> dict[str, dict[str, str]]:
    return {one.code: one.name for one in offered.organisations()}


def _part(name: str) -> str:
    if name not in PARTS:
        raise NotFound
    return name


def _find(plan: AgreementPlan, part: str, key: str) -> Any:
    return next((row for row in getattr(plan, _part(part)) if row.key == key), None)


def _form_page(plan: AgreementPlan, form: RowForm, part: str, row: str = "") -> str:
    return render_template(
        "tour/agreement_form.html", agreement=plan, form=form, part=part, row=row, words=words
    )
