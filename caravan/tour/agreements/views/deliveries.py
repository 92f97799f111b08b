"""Where a facility stands at a site: the steps so far, and one more to record."""

from flask import render_template
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.guard import staff
from caravan.tour.agreements import actions, queries, rules, words
from caravan.tour.agreements.forms import RowForm, delivery_form
from caravan.tour.agreements.plan import AgreementPlan
from caravan.tour.agreements.views.saving import ONE, edit_of, refuse, saved
from caravan.tour.views.door import blueprint

DELIVERY = f"{ONE}/deliveries/<site>/<facility>"


@blueprint.get(DELIVERY)
@staff("tour", everywhere=True)
def agreement_delivery(agreement: str, site: str, facility: str) -> str:
    """The steps of the delivery, the last first, and the form for the next one."""
    plan = queries.get_agreement(agreement, drafts=True).plan
    line = rules.get_line(plan, site, facility, today())
    return _page(plan, site, line, delivery_form(plan, line.delivery))


@blueprint.post(DELIVERY)
@staff("tour", everywhere=True)
def record_agreement_delivery(agreement: str, site: str, facility: str) -> ResponseReturnValue:
    """Record one more step: planned, begun, delivered with what shows it, or given up and why."""
    plan = queries.get_agreement(agreement, drafts=True).plan
    line = rules.get_line(plan, site, facility, today())
    form, who = delivery_form(plan, line.delivery), guard.actor().id
    return refuse(
        form,
        lambda: actions.record_delivery(agreement, site, facility, edit_of(form), staff_id=who),
        lambda: _page(plan, site, line, form),
    ) or saved(agreement, "deliveries")


def _page(plan: AgreementPlan, site: str, line: rules.Line, form: RowForm) -> str:
    return render_template(
        "tour/agreement_delivery.html",
        agreement=plan,
        site=next(one for one in plan.sites if one.key == site),
        line=line,
        steps=queries.steps(plan.key, site, line.facility.key),
        form=form,
        words=words,
    )
