"""The lists of the catalogue for those who organise all stops: partners with offers, services."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.offers import actions, queries, rules, words
from caravan.tour.views.door import blueprint

_STEPS = {"up": -1, "down": 1}


@blueprint.get("/<lang:lang>/staff/partners")
@staff("tour", everywhere=True)
def staff_partners() -> str:
    """Every partner with its offers, those that are over too."""
    offers, last_days = queries.offers(), queries.last_days()
    states = {offer.code: rules.state_of(offer, today(), last_days) for offer in offers}
    return render_template(
        "tour/staff_partners.html",
        organisations=queries.organisations(),
        offers=offers,
        states=states,
        services={service.code: service.name for service in tour.all_services()},
        today=today(),
        rules=rules,
        words=words,
    )


@blueprint.get("/<lang:lang>/staff/services")
@staff("tour", everywhere=True)
def staff_services() -> str:
    """The services in the order in which people see them."""
    return render_template("tour/staff_services.html", services=tour.all_services())


@blueprint.post("/<lang:lang>/staff/catalogue/services/<code>/place")
@staff("tour", everywhere=True)
def move_service(code: str) -> ResponseReturnValue:
    """Move a service one place up or down."""
    step = _STEPS.get(request.form.get("step", ""), 0)
    actions.move_service(code, step, staff_id=guard.actor().id)
    return redirect(url_for("tour.staff_services", _anchor=code), 303)


@blueprint.post("/<lang:lang>/staff/catalogue/offers/<code>/closure")
@staff("tour", everywhere=True)
def end_offer(code: str) -> ResponseReturnValue:
    """Show an offer no longer."""
    actions.end_offer(code, staff_id=guard.actor().id)
    flash(_("The offer is ended: nobody sees it any more."), "ok")
    return redirect(url_for("tour.staff_partners"), 303)
