"""The checklist of a stop's closing."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.answering import queries as answering
from caravan.followup.closing import actions, queries, words
from caravan.followup.views.door import DESK, blueprint
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.tour.models import Stop


@blueprint.get(f"{DESK}/closing")
@staff("summary")
def closing(key: str) -> str:
    """What is left to do, with every item that has no outcome."""
    return _page(tour.get_stop(key))


@blueprint.post(f"{DESK}/closing")
@staff("summary")
def close(key: str) -> ResponseReturnValue:
    """Close the stop, or say what is left to do."""
    stop = tour.get_stop(key)
    try:
        actions.close_stop(stop, staff_id=guard.actor().id)
    except Refusal as refusal:
        flash(explain(refusal), "warn")
        return _page(stop), refusal.status
    flash(_("The stop is closed."), "ok")
    return redirect(url_for("followup.closing", key=key), 303)


def _page(stop: Stop) -> str:
    return render_template(
        "followup/closing/closing.html",
        stop=stop,
        checklist=queries.checklist(stop),
        unreached=answering.unreached([stop.id]),
        services={service.code: service.name for service in tour.all_services()},
        words=words,
    )
