"""Pages of the memory: the answers of the whole tour, and the feeds of a stop and of the tour."""

from typing import Any

from flask import Response, current_app, render_template, request, url_for

from caravan.followup import queries as room
from caravan.followup import words
from caravan.followup.memory import feed, paper, queries
from caravan.followup.views.door import blueprint, page_number
from caravan.kernel import pages
from caravan.kernel.guard import public
from caravan.kernel.headers import allow_other_sites
from caravan.kernel.i18n import in_lang, lang
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour
from caravan.voice import queries as voice

_ATOM = "application/atom+xml"


@blueprint.get("/<lang:lang>/answers")
@public
def tour_answers() -> Response:
    """What was asked and answered at all stops, by service; a change is seen within a minute."""
    return pages.kept((), _draw, timed=True, args=("service", "page"))


@blueprint.get("/<lang:lang>/answers.atom")
@public
def tour_answers_feed() -> Response:
    """The newest answers and steps of promises at all stops."""
    allow_other_sites()
    title = _("What became of your questions")
    addresses = (_whole("followup.tour_answers_feed"), _whole("followup.tour_answers"))
    return pages.kept(
        (),
        lambda: feed.write(queries.news(None), title, addresses, _page_of),
        timed=True,
        mimetype=_ATOM,
    )


@blueprint.get("/<lang:lang>/stops/<key>/answers.atom")
@public
def answers_feed(key: str) -> Response:
    """The same of one stop."""
    allow_other_sites()
    topics = (room.topic(key), voice.topic(key), tour.topic(key))
    return pages.kept(topics, lambda: _write(key), mimetype=_ATOM)


@blueprint.get("/<lang:lang>/stops/<key>/answers.pdf")
@public
def answers_wall(key: str) -> Response:
    """The wall poster of the answers; with `ink=black` for printers that dither colours."""
    topics = (room.topic(key), voice.topic(key), tour.topic(key))
    answer = pages.kept(
        topics, lambda: _print(key), mimetype="application/pdf", timed=True, args=("ink",)
    )
    answer.headers["Content-Disposition"] = f'inline; filename="answers-{key}.pdf"'
    return answer


def _print(key: str) -> bytes:
    one_ink = request.args.get("ink") == "black"
    return paper.draw_wall(tour.get_stop(key), "fr" if lang() == "fr" else "ar", one_ink=one_ink)


def _write(key: str) -> bytes:
    stop = tour.get_stop(key)
    title = in_lang(stop.title) + _(": ") + _("What became of your questions")
    names = ("followup.answers_feed", "followup.answers")
    own, page = (_whole(name, key=key) for name in names)
    return feed.write(queries.news(stop), title, (own, page), _page_of)


def _page_of(one: queries.News) -> str:
    return _whole("followup.answer_place", key=one.stop.key, place=one.place)


def _draw() -> str:
    services = {service.code: service for service in tour.all_services()}
    code = request.args.get("service") or None
    if code and code not in services:
        raise NotFound
    return render_template(
        "followup/memory/tour.html",
        memory=queries.remembered(code, page_number()),
        services=services,
        chosen=code,
        words=words,
    )


def _whole(endpoint: str, **values: Any) -> str:
    """The address of a page as others reach it."""
    site: str = current_app.config["SETTINGS"].public_url
    return site + url_for(endpoint, **values)
