"""The stops as the staff see them, and the poster to print."""

from flask import render_template

from caravan.kernel import guard
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.guard import staff
from caravan.tour import queries, rules
from caravan.tour.views.door import blueprint, whole_url


@blueprint.get("/<lang:lang>/staff/stops")
@staff("see")
def staff_stops() -> str:
    """The stops of the signed-in person."""
    stops = queries.stops_for(guard.actor(), "see")
    states = {stop.key: queries.state_on(stop, today()) for stop in stops}
    return render_template("tour/staff_stops.html", stops=stops, states=states)


@blueprint.get("/<lang:lang>/staff/stops/<key>")
@staff("see")
def staff_stop(key: str) -> str:
    """One stop for staff: what is published, internal sessions too."""
    stop = queries.get_stop(key)
    sessions = queries.agenda(stop.id, internal=True)
    return render_template(
        "tour/staff_stop.html",
        stop=stop,
        state=queries.state_on(stop, today()),
        moment=rules.now_and_next(sessions, now()),
        sessions=sessions,
        change=queries.find_last_change(stop.id),
        partners=queries.partners_of(stop.id),
        published_at=to_wall(stop.published_at),
        short_url=whole_url("tour.short", key=key),
    )
