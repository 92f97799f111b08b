"""The staff's page of places: how full the stop is, its line and its limit, who waits."""

from flask import Blueprint, render_template

from caravan.kernel.guard import staff
from caravan.registration import rules as people
from caravan.registration.capacity import queries
from caravan.tour import queries as tour

blueprint = Blueprint("places", __name__)

_MOST = 200  # shown of the waiting list; the count says how many there are


@blueprint.get("/<lang:lang>/staff/stops/<key>/places")
@staff("people")
def hall(key: str) -> str:
    """How full the stop is, and who waits for a place."""
    stop = tour.get_stop(key)
    return render_template(
        "registration/capacity/hall.html",
        stop=stop,
        hall=queries.hall_of(stop),
        lines=queries.waiting_list(stop.id, _MOST),
        masked=people.masked,
    )
