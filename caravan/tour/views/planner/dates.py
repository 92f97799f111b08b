"""The planner's calendar: holidays, lunar dates to be moved, days that the foundation avoids."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, queries, season_words
from caravan.tour.forms.dates import AvoidedForm, FeastForm
from caravan.tour.models import AvoidedDate
from caravan.tour.plan_json import mark_of
from caravan.tour.season.building import within_reach
from caravan.tour.season.moroccan_holidays import calculated
from caravan.tour.season.moving import MovedMeanwhile
from caravan.tour.season.year import FEASTS
from caravan.tour.views.door import blueprint

DATES = "/<lang:lang>/staff/tour/dates"
FEAST = f"{DATES}/feasts/<feast>/<int:year>"
SPAN = f"{DATES}/avoided/<span>"


@blueprint.get(DATES)
@staff("tour")
def dates() -> str:
    """The holidays and lunar dates of one year, and what the foundation avoids."""
    return _dates_page(AvoidedForm())


@blueprint.post(DATES)
@staff("tour", everywhere=True)
def avoid() -> ResponseReturnValue:
    """Write new days to avoid."""
    form = AvoidedForm()
    if not form.validate():
        return _dates_page(form), 422
    key = actions.new_span_key(form.first.data)
    try:
        return _avoid(form, key, None)
    except Refusal as refusal:
        status = _told(form, refusal)
    return _dates_page(form), status


@blueprint.get(FEAST)
@staff("tour", everywhere=True)
def feast(feast: str, year: int) -> str:
    """One lunar date, to be moved."""
    day = _stands(feast, year)
    return _feast_page(feast, year, FeastForm(data={"day": day, "seen": day.isoformat()}))


@blueprint.post(FEAST)
@staff("tour", everywhere=True)
def move_feast(feast: str, year: int) -> ResponseReturnValue:
    """Say on which day the feast begins."""
    form = FeastForm()
    if form.validate():
        try:
            seen, staff_id = form.seen.data or "", guard.actor().id
            actions.move_feast(feast, year, form.day.data, seen=seen, staff_id=staff_id)
        except (actions.FarFromCalculated, MovedMeanwhile) as refusal:
            form.day.errors = [explain(refusal)]
            form.seen.data = _stands(feast, year).isoformat()  # the page tells it now
            return _feast_page(feast, year, form), refusal.status
        else:
            flash(_("The date is moved, with your name."), "ok")
            return redirect(url_for("tour.dates", year=form.day.data.year), 303)
    return _feast_page(feast, year, form), 422


@blueprint.post(f"{FEAST}/calculation")
@staff("tour", everywhere=True)
def calculate_feast(feast: str, year: int) -> ResponseReturnValue:
    """Go back to the calculated day, from the one on the page."""
    form = FeastForm()
    try:
        seen, staff_id = form.seen.data or "", guard.actor().id
        actions.calculate_feast(feast, year, seen=seen, staff_id=staff_id)
    except MovedMeanwhile as refusal:
        form.day.errors = [explain(refusal)]
        form.day.data = _stands(feast, year)
        form.seen.data = form.day.data.isoformat()  # the page tells it now
        return _feast_page(feast, year, form), refusal.status
    flash(_("The date is calculated again."), "ok")
    return redirect(url_for("tour.dates", year=_calculated(feast, year).year), 303)


@blueprint.get(SPAN)
@staff("tour", everywhere=True)
def avoided(span: str) -> str:
    """Days to avoid, to be changed."""
    row = _span(span)
    return _typed(_standing(row), row)


@blueprint.post(SPAN)
@staff("tour", everywhere=True)
def change_avoided(span: str) -> ResponseReturnValue:
    """Change days to avoid; what a colleague planned again meanwhile may be written anew."""
    row, form = queries.find_avoided_date(span), AvoidedForm()
    if row is None and not form.seen.data:
        raise NotFound
    if not form.validate():
        return _typed(form, row), 422
    try:
        return _avoid(form, span, row.reason if row else {})
    except Refusal as refusal:
        status = _told(form, refusal)
    standing = queries.find_avoided_date(span)
    form.seen.data = mark_of(queries.avoided_of(standing)) if standing else ""  # the page tells it
    return _typed(form, standing), status


@blueprint.post(f"{SPAN}/withdrawal")
@staff("tour", everywhere=True)
def stop_avoiding(span: str) -> ResponseReturnValue:
    """Let stops be held on these days again, as they stood on the page."""
    seen, staff_id = AvoidedForm().seen.data or "", guard.actor().id
    try:
        actions.stop_avoiding(span, seen=seen, staff_id=staff_id)
    except MovedMeanwhile as refusal:
        row = _span(span)
        form = _standing(row)
        status = _told(form, refusal)
        return _typed(form, row), status
    flash(_("These days can be planned again."), "ok")
    return redirect(url_for("tour.dates"), 303)


def _standing(row: AvoidedDate) -> AvoidedForm:
    """The form with the days as they stand."""
    return AvoidedForm(
        None,
        data={
            "first": row.first_day,
            "last": row.last_day,
            "yearly": row.yearly,
            "reason_ar": row.reason.get("ar", ""),
            "reason_fr": row.reason.get("fr", ""),
            "seen": mark_of(queries.avoided_of(row)),
        },
    )


def _typed(form: AvoidedForm, row: AvoidedDate | None) -> str:
    """The page of these days with what was typed; that of new ones where they were withdrawn."""
    if row is None:
        return _dates_page(form)
    return render_template("tour/avoided.html", span=row, form=form)


def _told(form: AvoidedForm, refusal: Refusal) -> int:
    """Say beside the days why they are not written; the status of the answer."""
    form.last.errors = [explain(refusal)]
    return refusal.status


def _avoid(form: AvoidedForm, key: str, before: dict[str, str] | None) -> ResponseReturnValue:
    seen = "" if before is None else form.seen.data or ""
    actions.avoid(form.span(key, before), seen=seen, staff_id=guard.actor().id)
    flash(_("Saved."), "ok")
    return redirect(url_for("tour.dates", year=form.first.data.year), 303)


def _span(key: str) -> AvoidedDate:
    found = queries.find_avoided_date(key)
    if found is None:
        raise NotFound
    return found


def _calculated(feast: str, year: int) -> date:
    day = calculated(feast, year) if feast in FEASTS else None
    if day is None:
        raise NotFound
    return day


def _stands(feast: str, year: int) -> date:
    return queries.moved_dates().get((feast, year)) or _calculated(feast, year)


def _year() -> int:
    typed = request.args.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today().year
    return within_reach(date(max(year, 1), 1, 1)).year


def _dates_page(form: AvoidedForm) -> str:
    year = _year()
    season = queries.season_between(date(year, 1, 1), date(year, 12, 31))
    return render_template(
        "tour/dates.html",
        form=form,
        year=year,
        season=season,
        words=season_words,
        moved=queries.moved_feasts(),
        spans=queries.avoided_dates(),
    )


def _feast_page(feast: str, year: int, form: FeastForm) -> str:
    return render_template(
        "tour/feast.html",
        feast=feast,
        year=year,
        form=form,
        expected=_calculated(feast, year),
        stands=_stands(feast, year),
        is_moved=(feast, year) in queries.moved_dates(),
        words=season_words,
    )
