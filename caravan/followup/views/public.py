"""What was asked, answered and promised at a stop, for everybody."""

from collections.abc import Container

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.followup import queries, words
from caravan.followup.memory import queries as memory
from caravan.followup.views.door import blueprint, page_number
from caravan.kernel import pages
from caravan.kernel.guard import public
from caravan.kernel.refusal import NotFound
from caravan.tour import queries as tour
from caravan.voice import queries as voice


@blueprint.get("/<lang:lang>/stops/<key>/answers")
@public
def answers(key: str) -> Response:
    """The page, the same for everybody; `timed`, for a promise is late from a certain day on."""
    topics = (queries.topic(key), voice.topic(key), tour.topic(key))
    return pages.kept(topics, lambda: _draw(key), timed=True, args=("service", "page"))


@blueprint.get("/<lang:lang>/stops/<key>/answers/<place>")
@public
def answer_place(key: str, place: str) -> ResponseReturnValue:
    """Leads to the place of an item or a promise on whichever page of the answers it stands."""
    page = memory.page_with(tour.get_stop(key).id, place)
    later = page if page > 1 else None
    return redirect(url_for("followup.answers", key=key, page=later, _anchor=place))


def _draw(key: str) -> str:
    stop = tour.get_stop(key)
    services = {service.code: service for service in tour.all_services()}
    chosen = chosen_service(services)
    return render_template(
        "followup/answers.html",
        stop=stop,
        services=services,
        chosen=chosen,
        told=memory.told(stop.id, chosen, page_number()),
        before=memory.promised_before(stop),
        words=words,
    )


def chosen_service(services: Container[str]) -> str | None:
    """The service in the address, or None; one that is not among `services` is no page."""
    code = request.args.get("service")
    if code and code not in services:
        raise NotFound
    return code or None
