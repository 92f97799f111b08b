"""The stands of a stop: the list, the page of each, and their signs to print."""

from collections.abc import Sequence

from flask import Response, render_template

from caravan.kernel import pages
from caravan.kernel.clock import today
from caravan.kernel.guard import public, staff
from caravan.tour import queries as tour
from caravan.tour import rules
from caravan.tour.models import Partner, Stop
from caravan.tour.offers import queries, words
from caravan.tour.offers.paper import draw_signs
from caravan.tour.views.door import blueprint

STANDS = "/stops/<key>/stands"


@blueprint.get(f"/<lang:lang>{STANDS}")
@public
def stands(key: str) -> Response:
    """The stands of the stop, as one walks along them."""
    return pages.kept((rules.topic(key), rules.TOUR), lambda: _draw_stands(key), timed=True)


def _draw_stands(key: str) -> str:
    stop = tour.get_stop(key)
    return render_template(
        "tour/stands.html",
        stop=stop,
        state=tour.state_on(stop, today()),
        stands=queries.stands_of(stop),
        services=tour.all_services(),
        words=words,
    )


@blueprint.get(f"/<lang:lang>{STANDS}/<partner>")
@public
def stand(key: str, partner: str) -> Response:
    """One stand: who, where, when, what it shows, what its partner offers there today."""
    topics = (rules.topic(key), rules.TOUR)
    return pages.kept(topics, lambda: _draw_stand(key, partner), timed=True)


def _draw_stand(key: str, partner: str) -> str:
    stop = tour.get_stop(key)
    there, services = queries.get_stand(stop, partner), tour.all_services()
    return render_template(
        "tour/stand.html",
        stop=stop,
        state=tour.state_on(stop, today()),
        stand=there,
        sessions=[one for one in tour.agenda(stop.id) if partner in one.partners],
        services=[one for one in services if one.code in there.services],
        names={one.code: one.name for one in services},
        offers=queries.offers_at(there, stop, today()),
        words=words,
    )


@blueprint.get(f"{STANDS}/<partner>/sign.pdf")
@staff("badges")
def sign_pdf(key: str, partner: str) -> Response:
    """The A4 sign of one stand, to print."""
    stop = tour.get_stop(key)
    return _signs(stop, [queries.get_stand(stop, partner)], f"sign-{key}-{partner}")


@blueprint.get(f"{STANDS}/signs.pdf")
@staff("badges")
def signs_pdf(key: str) -> Response:
    """The signs of every stand of the stop that has a code, to print."""
    stop = tour.get_stop(key)
    return _signs(stop, queries.stands_of(stop), f"signs-{key}")


def _signs(stop: Stop, there: Sequence[Partner], name: str) -> Response:
    paper = draw_signs(stop, there, tour.all_services())
    answer = Response(paper, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
