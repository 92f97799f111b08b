"""The page on which the holder of a ticket corrects what was said at registration."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import holder
from caravan.kernel.limits import OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.registration import queries, rules
from caravan.registration.corrections import actions
from caravan.registration.corrections.forms import CorrectionForm
from caravan.registration.corrections.rules import NoPlaceForMore
from caravan.registration.families.queries import companions_of
from caravan.registration.models import Registration
from caravan.tour import queries as tour

blueprint = Blueprint("corrections", __name__)


@blueprint.get("/<lang:lang>/tickets/<code>/correction")
@holder
@collects("stop")
def correction(code: str) -> str:
    """The form, filled with what is kept."""
    person = _standing(code)
    return _page(person, CorrectionForm(person, companions_of(person.id)))


@blueprint.post("/<lang:lang>/tickets/<code>/correction")
@holder
@collects("stop")
@limited(OPEN_FORM)
def correct(code: str) -> ResponseReturnValue:
    """Keep what is said now, and back to the ticket."""
    person = _standing(code)
    form = CorrectionForm(person, companions_of(person.id))
    if not form.validate():
        return _page(person, form), 422
    try:
        actions.correct(person, form.correction, now=now())
    except NoPlaceForMore as refusal:
        form.form_errors.append(explain(refusal))
        return _page(person, form), refusal.status
    flash("corrected", "ticket")
    return redirect(url_for("registration.ticket", code=code), 303)


def _standing(code: str) -> Registration:
    person = queries.get_by_code(code)
    if queries.is_withdrawn(person.id):
        raise rules.TicketWithdrawn
    return person


def _page(person: Registration, form: CorrectionForm) -> str:
    return render_template(
        "registration/corrections/correction.html",
        registration=person,
        stop=tour.get_stop_by_id(person.stop_id),
        form=form,
        rules=rules,
    )
