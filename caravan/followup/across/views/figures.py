"""The figures of a year that the program cannot count: entered, corrected, taken out."""

import re
import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.accounts import queries as accounts
from caravan.followup.across import report
from caravan.followup.across.forms import FigureForm
from caravan.followup.views.door import blueprint
from caravan.followup.views.summary import printed
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour.figures import actions, queries

FIGURES = "/<lang:lang>/staff/tour/years/<int:year>/figures"
_NUMBER = re.compile(r"[0-9]{1,9}")
_NEW = re.compile(r"[0-9a-f]{12}")


@blueprint.get(FIGURES)
@staff("summary", everywhere=True)
def yearly_figures(year: int) -> str:
    """Every known figure of the year, with its source and its sum; those still to be entered."""
    of_year = {one.code: one for one in queries.figures([queries.known_year(year)])}
    return render_template(
        "followup/across/figures.html",
        year=year,
        figures=of_year,
        flags={one.code: report.flag(one.value, one.parts, printed()) for one in of_year.values()},
        missing={
            code: name for code, name in queries.figure_names().items() if code not in of_year
        },
        people=accounts.names_of(one.entry.staff_id for one in of_year.values() if one.entry),
        new=uuid.uuid4().hex[:12],
    )


@blueprint.get(f"{FIGURES}/<code>")
@staff("summary", everywhere=True)
def yearly_figure(year: int, code: str) -> str:
    """One figure, to be entered or corrected; what it was before."""
    known = _figure(queries.known_year(year), code)
    return _page(year, code, FigureForm(None, **known))


@blueprint.post(f"{FIGURES}/<code>")
@staff("summary", everywhere=True)
def enter_yearly_figure(year: int, code: str) -> ResponseReturnValue:
    """Keep the figure, or show why not with what was typed."""
    _figure(queries.known_year(year), code)
    form = FigureForm()
    if not form.validate():
        return _page(year, code, form), 422
    try:
        actions.enter(_typed(form, code, year), seen=_seen(form), staff_id=guard.actor().id)
    except Refusal as refusal:
        form.value.errors = [explain(refusal)]
        form.number.data = str(queries.entries(code, year)[0].number)  # now theirs is seen
        return _page(year, code, form), refusal.status
    flash(_("The figure is kept."), "ok")
    return redirect(url_for("followup.yearly_figures", year=year), 303)


@blueprint.post(f"{FIGURES}/<code>/out")
@staff("summary", everywhere=True)
def take_out_yearly_figure(year: int, code: str) -> ResponseReturnValue:
    """Take an entered figure out; what the file says of it holds again."""
    _figure(queries.known_year(year), code)
    try:
        actions.take_out(code, year, seen=_seen(FigureForm()), staff_id=guard.actor().id)
    except Refusal as refusal:
        flash(explain(refusal), "warn")
        return redirect(url_for("followup.yearly_figure", year=year, code=code), 303)
    flash(_("The figure is taken out."), "ok")
    return redirect(url_for("followup.yearly_figures", year=year), 303)


def _typed(form: FigureForm, code: str, year: int) -> actions.FigurePlan:
    return actions.FigurePlan(
        code=code,
        year=year,
        name={"ar": form.name_ar.data or "", "fr": form.name_fr.data or ""},
        value=form.value.data or 0,
        source=form.source.data or "",
        parts=tuple(actions.PartPlan(name, value) for name, value in form.told_parts()),
    )


def _seen(form: FigureForm) -> int:
    """The number of the entry that was seen; what is no number was none."""
    typed = form.number.data or ""
    return int(typed) if _NUMBER.fullmatch(typed) else 0


def _figure(year: int, code: str) -> dict[str, Any]:
    """What the form of the figure says before anybody types; NotFound for a code of no figure."""
    name = queries.figure_names().get(code)
    entries = queries.entries(code, year)
    if name is None and not entries:
        if _NEW.fullmatch(code):
            return {}
        raise NotFound
    told: dict[str, Any] = {"number": entries[0].number if entries else 0}
    standing = next((one for one in queries.figures([year]) if one.code == code), None)
    if standing is not None:
        told |= {"value": standing.value, "source": standing.source}
        told["parts"] = "\n".join(_line(one) for one in standing.parts)
    texts = standing.name if standing else (name or entries[0].name)
    return told | {"name_ar": texts.get("ar", ""), "name_fr": texts.get("fr", "")}


def _line(part: Any) -> str:
    name = part["name"]
    return f"{part['value']} {name.get('ar') or name.get('fr')} / {name.get('fr') or name['ar']}"


def _page(year: int, code: str, form: FigureForm) -> str:
    entries = queries.entries(code, year)
    return render_template(
        "followup/across/figure.html",
        year=year,
        code=code,
        form=form,
        entries=entries,
        people=accounts.names_of(one.staff_id for one in entries),
    )
