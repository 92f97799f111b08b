"""The agenda on pages: the filters and days of a stop, one day alone, what goes into a calendar."""

from datetime import datetime
from typing import Any

from flask import Response, render_template, request

from caravan.kernel import pages
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.guard import public
from caravan.kernel.refusal import NotFound
from caravan.tour import choosing, queries, rules
from caravan.tour.models import Stop
from caravan.tour.stop_plan import OFF
from caravan.tour.views.door import blueprint


def gather(stop: Stop, moment: datetime) -> dict[str, Any]:
    """What the agenda of the stop needs on a page: the filters as asked for, the days as chosen."""
    sessions, services = queries.agenda(stop.id), queries.services_of(stop.id)
    codes = [service.code for service in services]
    offered = choosing.offers(sessions, codes)
    choice = choosing.read(request.args, offered, codes)
    counts = choosing.counted(filter(choice.takes, sessions))
    change, is_over = queries.find_last_change(stop.id), stop.last_day < to_wall(moment).date()
    return {
        "stop": stop,
        "sessions": sessions,
        "services": services,
        "offered": offered,
        "choice": choice,
        "counts": counts,
        "is_paged": not choosing.fits(counts),
        "days": rules.agenda_days(sessions, moment, choice.takes, is_off=stop.status in OFF),
        "is_over": is_over,
        "change": None if is_over else change,
        "told_at": to_wall(change.published_at) if change else None,
        "today": to_wall(moment).date(),
    }


@blueprint.get("/<lang:lang>/stops/<key>/days/<day>")
@public
def one_day(key: str, day: str) -> Response:
    """One day of a stop with many sessions; the filters are those of the stop's page."""
    topics = (rules.topic(key), rules.TOUR)
    return pages.kept(topics, lambda: _draw_day(key, day), timed=True, args=choosing.NAMES)


def _draw_day(key: str, day: str) -> str:
    context = gather(queries.get_stop(key), now())
    dates = choosing.counted(context["sessions"])
    shown = next((one for one in dates if one.isoformat() == day), None)
    if shown is None:
        raise NotFound
    held = next((one for one in context["days"] if one.day == shown), None)
    return render_template("tour/day.html", **context, dates=list(dates), shown=shown, held=held)


@blueprint.get("/<lang:lang>/stops/<key>/calendar")
@public
def calendar(key: str) -> Response:
    """What of the agenda can go into a calendar: all of it, a day, a session."""
    return pages.kept((rules.topic(key), rules.TOUR), lambda: _draw_calendar(key), timed=True)


def _draw_calendar(key: str) -> str:
    stop = queries.get_stop(key)
    days = rules.agenda_days(queries.agenda(stop.id), now(), lambda one: not one.is_withdrawn)
    return render_template("tour/calendar.html", stop=stop, days=days, today=today())
