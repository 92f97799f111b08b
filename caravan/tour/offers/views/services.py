"""The services that everybody sees, and under each what partners offer today."""

from collections import Counter

from flask import Response, render_template

from caravan.kernel import pages
from caravan.kernel.clock import today
from caravan.kernel.guard import public
from caravan.tour import queries as tour
from caravan.tour import rules
from caravan.tour.offers import queries, words
from caravan.tour.views.door import blueprint


@blueprint.get("/<lang:lang>/services")
@public
def services() -> Response:
    """Every service of the foundation, with the number of offers that hold today."""
    return pages.kept((rules.TOUR,), _draw_services, timed=True)


def _draw_services() -> str:
    offered = Counter(offer.service for offer in queries.offers_today(today()))
    return render_template("tour/services.html", services=tour.all_services(), offered=offered)


@blueprint.get("/<lang:lang>/services/<service>")
@public
def service(service: str) -> Response:
    """One service: what it is, the offers that hold today, the next stops that show it."""
    return pages.kept((rules.TOUR,), lambda: _draw_service(service), timed=True)


def _draw_service(code: str) -> str:
    day = today()
    offers = queries.offers_today(day, code)
    return render_template(
        "tour/service.html",
        service=queries.get_service(code),
        offers=offers,
        stops=queries.stops_showing(code, day),
        titles=queries.titles_of(key for offer in offers for key in offer.stops),
        words=words,
    )
