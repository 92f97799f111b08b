"""A stop on paper: the programme for everybody, the poster for those who print it."""

from flask import Response, request

from caravan.kernel import pages
from caravan.kernel.guard import public, staff
from caravan.kernel.refusal import NotFound
from caravan.press.programme import SHAPES
from caravan.tour import queries, rules
from caravan.tour.paper import draw_poster, draw_programme
from caravan.tour.views.door import blueprint


@blueprint.get("/stops/<key>/programme.pdf")
@public
def programme(key: str) -> Response:
    """The agenda to print: a hand-out, or as `shape` says a wall poster or large letters."""
    topics = (rules.topic(key), rules.TOUR)
    answer = pages.kept(
        topics, lambda: _draw_programme(key), mimetype="application/pdf", args=("shape",)
    )
    answer.headers["Content-Disposition"] = f'inline; filename="programme-{key}.pdf"'
    return answer


def _draw_programme(key: str) -> bytes:
    asked = request.args.get("shape", "a5")
    shape = next((one for one in SHAPES if one == asked), None)
    if shape is None:
        raise NotFound
    return draw_programme(queries.get_stop(key), shape)


@blueprint.get("/<lang:lang>/staff/stops/<key>/poster.pdf")
@staff("badges")
def poster_pdf(key: str) -> Response:
    """The poster of the stop, to print."""
    stop = queries.get_stop(key)
    paper = draw_poster(stop)
    answer = Response(paper, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="poster-{stop.key}.pdf"'
    return answer
