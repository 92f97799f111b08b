"""The tours and their editions: names and slogans, in both languages."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.forms import RoomForm
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, catalogue, queries
from caravan.tour.actions.naming import CodeIsTaken
from caravan.tour.forms.naming import EditionForm, TourForm
from caravan.tour.models import Edition, Tour
from caravan.tour.plan_json import mark_of
from caravan.tour.views.door import blueprint

TOURS = "/<lang:lang>/staff/tour/tours"
ONE = f"{TOURS}/<tour>"
EDITION = f"{ONE}/editions/<edition>"
_NEW = "new"  # two forms with a name stand on the page of a tour


@blueprint.get(TOURS)
@staff("tour")
def tours() -> str:
    """Every tour with its editions."""
    return _tours_page(TourForm())


@blueprint.post(TOURS)
@staff("tour", everywhere=True)
def found_tour() -> ResponseReturnValue:
    """Write a new tour."""
    form = TourForm()
    made = form.tour(form.code.data or "")

    def write() -> None:
        actions.write_tour(made, seen=None, staff_id=guard.actor().id)

    return _write(form, write, _tours_page)


@blueprint.get(ONE)
@staff("tour", everywhere=True)
def tour(tour: str) -> str:
    """One tour, to be renamed, and its editions."""
    row = queries.get_tour(tour)
    return _tour_page(row, _named(row), _new_edition())


@blueprint.post(ONE)
@staff("tour", everywhere=True)
def rename_tour(tour: str) -> ResponseReturnValue:
    """Give the tour another name."""
    row, form = queries.get_tour(tour), TourForm()
    del form.code

    def write() -> None:
        named = form.tour(tour, row.name)
        actions.write_tour(named, seen=form.seen.data or "", staff_id=guard.actor().id)

    return _write(
        form, write, lambda form: _tour_page(row, form, EditionForm(formdata=None, prefix=_NEW))
    )


@blueprint.post(f"{ONE}/editions")
@staff("tour", everywhere=True)
def found_edition(tour: str) -> ResponseReturnValue:
    """Write a new edition of the tour."""
    row, form = queries.get_tour(tour), EditionForm(prefix=_NEW)

    def write() -> None:
        made = form.edition(tour, form.code.data or "")
        actions.write_edition(made, seen=None, staff_id=guard.actor().id)

    return _write(form, write, lambda form: _tour_page(row, _named(row), form))


@blueprint.get(EDITION)
@staff("tour", everywhere=True)
def edition(tour: str, edition: str) -> str:
    """One edition, to be renamed."""
    row = queries.get_edition(tour, edition)
    standing = _known(row)
    form = EditionForm(
        data={
            "name_ar": row.name.get("ar", ""),
            "name_fr": row.name.get("fr", ""),
            "slogan_ar": row.slogan.get("ar", ""),
            "slogan_fr": row.slogan.get("fr", ""),
            "seen": mark_of(standing),
        }
    )
    return _edition_page(row, form)


@blueprint.post(EDITION)
@staff("tour", everywhere=True)
def rename_edition(tour: str, edition: str) -> ResponseReturnValue:
    """Give the edition another name or slogan."""
    row, form = queries.get_edition(tour, edition), EditionForm()
    del form.code

    def write() -> None:
        named = form.edition(tour, edition, _known(row))
        actions.write_edition(named, seen=form.seen.data or "", staff_id=guard.actor().id)

    return _write(form, write, lambda form: _edition_page(row, form))


def _write(form: Any, write: Callable[[], None], page: Callable[[Any], str]) -> ResponseReturnValue:
    """Write what the form says; else the page again with what was typed."""
    if not form.validate():
        return page(form), 422
    try:
        write()
    except CodeIsTaken as refusal:
        form.code.errors = [explain(refusal)]
    except NotFound:
        raise
    except Refusal as refusal:
        form.form_errors = [explain(refusal)]
        if refusal.status == 409:  # a colleague's change: nothing of it is overwritten
            return page(form), 409
    else:
        flash(_("Saved."), "ok")
        return redirect(url_for("tour.tours"), 303)
    return page(form), 422


def _known(row: Edition) -> catalogue.Edition:
    return catalogue.Edition(row.tour, row.code, row.name, row.slogan)


def _named(row: Tour) -> TourForm:
    form = TourForm(
        formdata=None,
        data={
            "name_ar": row.name.get("ar", ""),
            "name_fr": row.name.get("fr", ""),
            "seen": mark_of(catalogue.Tour(row.code, row.name)),
        },
    )
    del form.code
    return form


def _new_edition() -> EditionForm:
    return EditionForm(formdata=None, prefix=_NEW)


def _tours_page(form: TourForm) -> str:
    return render_template(
        "tour/tours.html",
        form=form,
        tours=queries.all_tours(),
        editions=queries.editions(),
    )


def _tour_page(row: Tour, form: RoomForm, edition_form: RoomForm) -> str:
    mine = [edition for edition in queries.editions() if edition.tour == row.code]
    return render_template(
        "tour/tour.html", tour=row, editions=mine, form=form, edition_form=edition_form
    )


def _edition_page(row: Edition, form: RoomForm) -> str:
    return render_template("tour/edition.html", edition=row, form=form)
