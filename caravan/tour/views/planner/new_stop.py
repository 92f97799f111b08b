"""Begin a stop: as a copy of an earlier one in one act, or an empty one."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, queries
from caravan.tour.actions.planning import CommandDoesNotStand
from caravan.tour.drafting import StopKeyIsTaken
from caravan.tour.forms.fields import offered
from caravan.tour.forms.planning import NewStopForm
from caravan.tour.season import stages
from caravan.tour.views.door import blueprint
from caravan.tour.views.planner import lists


@blueprint.get("/<lang:lang>/staff/tour/new-stop")
@staff("tour", everywhere=True)
def new_stop() -> str:
    """The form; `model` and `day` of the address are filled in, and the edition of the model."""
    tour = _tour()
    best = stages.model_of(tour.stops, today=today())
    asked = request.args.get("model", best.key if best else "")
    model = next((stop for stop in tour.stops if stop.key == asked), best)
    form = NewStopForm(
        data={
            "model": asked,
            "first_day": _day(request.args.get("day", "")),
            "edition": model.edition if model else "",
        }
    )
    return _page(_filled(form, tour))


def _tour() -> queries.Outlook:
    return queries.outlook(guard.actor(), today(), today(), today=today())


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@blueprint.post("/<lang:lang>/staff/tour/new-stop")
@staff("tour", everywhere=True)
def plan_stop() -> ResponseReturnValue:
    """Begin the draft, and go to what is left to fill in."""
    form = _filled(NewStopForm(), _tour())
    if not form.validate():
        return _page(form), 422
    try:
        plan = actions.plan_stop(_wanted(form), staff_id=guard.actor().id)
    except StopKeyIsTaken as refusal:
        form.key.errors = [explain(refusal)]
    except CommandDoesNotStand as refusal:
        form.prefecture.errors = [explain(refusal)]
    except Refusal as refusal:
        form.form_errors = [explain(refusal)]
    else:
        flash(_("The stop is planned. What is left to fill in stands below."), "ok")
        if plan.first_day < today():
            flash(_("The first day has passed already."), "warn")
        return redirect(url_for("tour.plan", key=plan.key), 303)
    return _page(form), 422


def _wanted(form: NewStopForm) -> actions.NewStop:
    tour, _slash, edition = form.edition.data.partition("/")
    return actions.NewStop(
        model=form.model.data,
        prefecture=form.prefecture.data,
        first_day=form.first_day.data,
        tour=tour,
        edition=edition,
        days=form.days.data or 2,
        key=form.key.data or "",
    )


def _filled(form: NewStopForm, tour: queries.Outlook) -> NewStopForm:
    """The form with its lists: stops to copy, newest first; commands that stand; editions."""
    form.model.choices = offered([("", _("No stop: an empty one")), *lists.stops(tour.stops)])
    form.prefecture.choices = offered([("", _("Choose a command")), *lists.commands(today())])
    form.edition.choices = offered(lists.editions())
    return form


def _page(form: NewStopForm) -> str:
    return render_template("tour/new_stop.html", form=form)
