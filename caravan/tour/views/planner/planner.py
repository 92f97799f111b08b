"""The tour over the year: calendar or list, the line of an edition, what to warn of."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.guard import staff
from caravan.kernel.texts import gettext as _
from caravan.tour import actions, queries, season_words
from caravan.tour.plan_json import mark_of
from caravan.tour.season import months, numbering, route, stages, watching
from caravan.tour.views.door import blueprint

MONTHS = 7
_BEFORE = -2


@blueprint.get("/<lang:lang>/staff/tour")
@staff("tour")
def planner() -> str:
    """The stops by month or as a list; `from` is the first month, `edition` that of the drawing."""
    first = months.read_month(request.args.get("from")) or months.month_later(today(), _BEFORE)
    end = months.month_later(first, MONTHS)
    tour = queries.outlook(guard.actor(), first, end, today=today())
    return render_template(
        "tour/planner.html",
        words=season_words,
        mark_of=mark_of,
        tour=tour,
        is_list=request.args.get("view") == "list",
        months=months.months_from(first, MONTHS, tour.stops, tour.season),
        earlier=months.month_later(first, -MONTHS),
        later=end,
        today=today(),
        **_drawing(tour),
        **_sums(tour),
    )


def _drawing(tour: queries.Outlook) -> dict[str, Any]:
    """The edition that was asked for, else the one at hand, with the line through its stops."""
    at_hand = stages.at_hand(tour.stops, today())
    chosen = request.args.get("edition") or (at_hand.edition if at_hand else "")
    drawn = [stop for stop in tour.stops if stop.edition == chosen]
    held = {stop.edition for stop in tour.stops}
    editions = [edition for edition in queries.named_editions() if edition.key in held]
    return {
        "editions": editions,
        "chosen": chosen,
        "drawn": drawn,
        "route": route.route_of(drawn, tour.commands),
    }


def _sums(tour: queries.Outlook) -> dict[str, Any]:
    """What the page says of all the stops: how many, which to copy, which are numbered wrongly."""
    wrong = numbering.misnumbered(tour.plans, announced=tour.announced)
    return {
        "counts": stages.counted(tour.stops),
        "model": stages.model_of(tour.stops, today=today()),
        "alerts": watching.alerts(tour.watched.values()),
        "held": watching.held(tour.watched.values()),
        "misnumbered": {key: number for key, number in wrong.items() if key in tour.watched},
    }


@blueprint.post("/<lang:lang>/staff/tour/stages")
@staff("tour", everywhere=True)
def renumber() -> ResponseReturnValue:
    """Give the coming stops their running numbers, in their drafts."""
    actions.renumber(staff_id=guard.actor().id, today=today())
    flash(_("The coming stops are numbered in order, in their drafts."), "ok")
    return redirect(url_for("tour.planner", view="list"), 303)
