"""The page of those who may be registered twice."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.registration import rules as registration
from caravan.registration import words
from caravan.registration.people import actions, queries
from caravan.registration.views import blueprint
from caravan.tour import queries as tour

DUPLICATES = "/<lang:lang>/staff/stops/<key>/duplicates"
_MOST_SHOWN = 30


@blueprint.get(DUPLICATES)
@staff("people")
def duplicates(key: str) -> str:
    """Who may be one person, two by two, and what was decided."""
    stop = tour.get_stop(key)
    pairs, decided = queries.proposed(stop.id), queries.decisions(stop.id)
    shown = pairs[:_MOST_SHOWN]
    ids = [one for pair in shown for one in pair[:2]]
    ids += [one for merge in decided for one in (merge.kept_id, merge.other_id)]
    return render_template(
        "registration/people/duplicates.html",
        stop=stop,
        pairs=shown,
        number=len(pairs),
        decided=decided,
        people=queries.by_id(ids),
        categories=words.CATEGORIES,
        masked=registration.masked,
    )


@blueprint.post(DUPLICATES)
@staff("people")
def decide(key: str) -> ResponseReturnValue:
    """One person, of whom `kept` counts, or with `apart` two."""
    stop, staff_id = tour.get_stop(key), guard.actor().id
    first, second = _number("first"), _number("second")
    if "apart" in request.form:
        actions.keep_apart(stop, first, second, staff_id=staff_id)
        flash(_("They stay two persons, and are not proposed again."), "ok")
    else:
        kept = _number("kept")
        other = second if kept == first else first
        actions.merge(stop, kept, other, staff_id=staff_id)
        flash(_("They are one person now. Both tickets open the door, once a day."), "ok")
    return redirect(url_for("registration.duplicates", key=key), 303)


def _number(name: str) -> int:
    found = request.form.get(name, "", type=str)
    if not (found.isascii() and found.isdigit() and len(found) < 10):
        raise NotFound
    return int(found)


@blueprint.post(f"{DUPLICATES}/<int:merge_id>/undo")
@staff("people")
def undo_merge(key: str, merge_id: int) -> ResponseReturnValue:
    """Take a decision back."""
    actions.undo(tour.get_stop(key), merge_id, staff_id=guard.actor().id)
    flash(_("Taken back: they are asked about again."), "ok")
    return redirect(url_for("registration.duplicates", key=key), 303)
