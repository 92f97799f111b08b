"""The forms of the catalogue: a service, a partner, an offer, to add or to change."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import days, in_lang
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.drafting import Conflict
from caravan.tour.offers import actions, queries, words
from caravan.tour.offers.forms import FORMS, EntryForm, OfferForm
from caravan.tour.offers.rows import plan_of
from caravan.tour.views.door import blueprint

LIST = "/<lang:lang>/staff/catalogue/<name>"


@blueprint.get(LIST)
@staff("tour", everywhere=True)
def new_entry(name: str) -> str:
    """The empty form; `partner` says whose offer it is to be."""
    form = _kind(name)(formdata=None)
    if isinstance(form, OfferForm):
        form = OfferForm.new(request.args.get("partner"))
    return _page(name, form)


@blueprint.post(LIST)
@staff("tour", everywhere=True)
def add_entry(name: str) -> ResponseReturnValue:
    """Add a service, a partner or an offer."""
    return _save(name, _with_choices(_kind(name)()), None)


@blueprint.get(f"{LIST}/<code>")
@staff("tour", everywhere=True)
def entry(name: str, code: str) -> str:
    """What there is, to be changed."""
    plan = plan_of(queries.get_entry(name, code))
    return _page(name, _kind(name).about(plan), plan)


@blueprint.post(f"{LIST}/<code>")
@staff("tour", everywhere=True)
def change_entry(name: str, code: str) -> ResponseReturnValue:
    """Change a service, a partner or an offer; who saves second is shown what was saved first."""
    plan = plan_of(queries.get_entry(name, code))
    form = _with_choices(_kind(name)())
    form.take(plan)
    return _save(name, form, plan)


def _save(name: str, form: EntryForm, standing: Any) -> ResponseReturnValue:
    if standing is not None:
        del form.code
    if not form.validate():
        return _page(name, form, standing), 422
    try:
        seen = form.seen.data or ""
        plan = form.plan(standing)
        actions.save(name, plan, seen=seen, staff_id=guard.actor().id)
    except Conflict as conflict:
        form.meet(conflict.theirs)
        return _page(name, form, standing), conflict.status
    except Refusal as refusal:
        form.code.errors = [explain(refusal)]
        return _page(name, form, standing), refusal.status
    flash(_("Saved."), "ok")
    page = "tour.staff_services" if name == "services" else "tour.staff_partners"
    return redirect(url_for(page, _anchor=plan.code), 303)


def _kind(name: str) -> type[EntryForm]:
    if name not in FORMS:
        raise NotFound
    return FORMS[name]


def _with_choices(form: Any) -> Any:
    """What an offer may name: partners, services, stops."""
    if isinstance(form, OfferForm):
        form.partner.choices = [(one.code, in_lang(one.name)) for one in queries.organisations()]
        form.service.choices = [(one.code, in_lang(one.name)) for one in tour.all_services()]
        form.stops.choices = [
            (one.key, f"{in_lang(one.title)}{_(', ')}{days(one.first_day, one.last_day)}")
            for one in reversed(tour.stops())
        ]
    return form


def _page(name: str, form: Any, standing: Any = None) -> str:
    return render_template(
        "tour/staff_entry.html",
        name=name,
        form=_with_choices(form),
        standing=standing,
        words=words,
    )
