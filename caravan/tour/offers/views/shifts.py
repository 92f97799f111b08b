"""Who stands at the stands of a stop, when; for those who prepare the stop, never public."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.guard import staff
from caravan.kernel.i18n import day as in_words
from caravan.kernel.i18n import in_lang
from caravan.kernel.purposes import collects
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.drafting import Conflict
from caravan.tour.models import Stop
from caravan.tour.offers import actions, queries, shift_warnings, words
from caravan.tour.offers.forms import ShiftForm
from caravan.tour.offers.rows import plan_of
from caravan.tour.views.door import blueprint

DESK = "/<lang:lang>/staff/stops/<key>/stands"
SHIFT = f"{DESK}/shifts/<int:shift>"


@blueprint.get(DESK)
@staff("tour")
def staff_stands(key: str) -> str:
    """The stands of the stop with their shifts, and what is wrong with these."""
    return _desk(tour.get_stop(key), ShiftForm(formdata=None))


@blueprint.post(DESK)
@staff("tour")
@collects("offices")
def add_shift(key: str) -> ResponseReturnValue:
    """Add a shift."""
    stop = tour.get_stop(key)
    form = _with_choices(stop, ShiftForm())
    if not form.validate():
        return _desk(stop, form), 422
    actions.add_shift(stop, form.plan(), staff_id=guard.actor().id)
    flash(_("The shift is added."), "ok")
    return redirect(url_for("tour.staff_stands", key=key, _anchor=form.partner.data), 303)


@blueprint.get(SHIFT)
@staff("tour")
def shift(key: str, shift: int) -> str:
    """One shift, to be changed."""
    stop = tour.get_stop(key)
    plan = plan_of(queries.get_shift(stop.id, shift))
    return _page(stop, shift, ShiftForm.about(plan))


@blueprint.post(SHIFT)
@staff("tour")
@collects("offices")
def change_shift(key: str, shift: int) -> ResponseReturnValue:
    """Change a shift; who saves second is shown what was saved first."""
    stop = tour.get_stop(key)
    form = _with_choices(stop, ShiftForm())
    form.take(plan_of(queries.get_shift(stop.id, shift)))
    if not form.validate():
        return _page(stop, shift, form), 422
    try:
        plan, seen = form.plan(), form.seen.data or ""
        actions.change_shift(stop, shift, plan, seen=seen, staff_id=guard.actor().id)
    except Conflict as conflict:
        form.meet(conflict.theirs)
        return _page(stop, shift, form), conflict.status
    flash(_("Saved."), "ok")
    return redirect(url_for("tour.staff_stands", key=key, _anchor=plan.partner), 303)


@blueprint.post(f"{SHIFT}/removal")
@staff("tour")
def remove_shift(key: str, shift: int) -> ResponseReturnValue:
    """Take a shift out."""
    actions.remove_shift(tour.get_stop(key), shift, staff_id=guard.actor().id)
    flash(_("The shift is removed."), "ok")
    return redirect(url_for("tour.staff_stands", key=key), 303)


def _with_choices(stop: Stop, form: Any) -> Any:
    stands = queries.stands_of(stop)
    form.partner.choices = [(one.key, f"{one.stand or ''} {in_lang(one.name)}") for one in stands]
    form.day.choices = [(one.date.isoformat(), in_words(one.date)) for one in stop.days]
    return form


def _desk(stop: Stop, form: Any) -> str:
    stands, shifts = queries.stands_of(stop), queries.shifts_of(stop.id)
    ahead = [one for one in stop.days if one.date >= today()]
    hours = shift_warnings.open_hours(ahead, tour.agenda(stop.id, internal=True))
    keys, days = {one.key for one in stands}, {one.date for one in stop.days}
    return render_template(
        "tour/staff_stands.html",
        stop=stop,
        form=_with_choices(stop, form),
        stands=stands,
        shifts=[one for one in shifts if one.partner in keys and one.day in days],
        strays=[one for one in shifts if one.partner not in keys or one.day not in days],
        gaps=shift_warnings.gaps(hours, shifts, [one.key for one in stands if one.stand]),
        doubled=shift_warnings.doubled(shifts),
        outside=shift_warnings.outside(stop.days, shifts),
        words=words,
    )


def _page(stop: Stop, shift_id: int, form: Any) -> str:
    return render_template(
        "tour/staff_shift.html",
        stop=stop,
        shift_id=shift_id,
        form=_with_choices(stop, form),
    )
