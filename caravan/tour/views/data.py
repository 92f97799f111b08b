"""The stops and services as data for other programs, as the pages for everybody show them."""

from flask import Response

from caravan.kernel.api.answering import VERSION, for_everybody, gives
from caravan.kernel.clock import today
from caravan.kernel.guard import public
from caravan.tour import queries, rules
from caravan.tour.exports import stop_data as data
from caravan.tour.views.door import blueprint


@blueprint.get(f"{VERSION}/stops")
@public
@gives(data.Stops)
def stops_data() -> Response:
    """The stops: now, coming, past.

    Rehearsals are among them as on the pages; `is_rehearsal` says so.
    """
    return for_everybody(
        (rules.TOUR,), lambda: data.stops_data(queries.stops(), today()), timed=True
    )


@blueprint.get(f"{VERSION}/stops/<key>")
@public
@gives(data.Stop)
def stop_data(key: str) -> Response:
    """One stop: where, when, how it stands, and the addresses of its pages and files."""
    topics = (rules.topic(key), rules.TOUR)
    return for_everybody(topics, lambda: data.stop_data(queries.get_stop(key), today()), timed=True)


@blueprint.get(f"{VERSION}/services")
@public
@gives(data.Services)
def services_data() -> Response:
    """The services of the foundation, by whose codes answers are asked for."""
    return for_everybody((rules.TOUR,), lambda: data.services_data(queries.all_services()))
