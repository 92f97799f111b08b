"""The pages that everybody sees: the stops, one stop, and what changed from release to release."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import pages
from caravan.kernel.clock import now, today
from caravan.kernel.guard import public
from caravan.kernel.i18n import preferred_language
from caravan.tour import choosing, queries, rules, words
from caravan.tour.exports import event_data
from caravan.tour.views import agenda
from caravan.tour.views.door import blueprint, whole_url


@blueprint.get("/<lang:lang>/")
@public
def home() -> Response:
    """The stops: now, coming, past."""
    return pages.kept((rules.TOUR,), _draw_home, timed=True)


def _draw_home() -> str:
    day = today()
    stops = queries.stops()
    stages = rules.itinerary(stops, day)
    hero = rules.find_hero(stages)
    route = rules.route_around(stops, hero) if hero else []
    return render_template("tour/home.html", stages=stages, hero=hero, route=route, today=day)


@blueprint.get("/<lang:lang>/stops/<key>")
@public
def show(key: str) -> Response:
    """One stop; `service`, `audience`, `room` and `language` choose among its sessions."""
    topics = (rules.topic(key), rules.TOUR)
    return pages.kept(topics, lambda: _draw_stop(key), timed=True, args=choosing.NAMES)


def _draw_stop(key: str) -> str:
    stop, moment = queries.get_stop(key), now()
    context, partners = agenda.gather(stop, moment), queries.partners_of(stop.id)
    return render_template(
        "tour/show.html",
        **context,
        state=queries.state_on(stop, today()),
        moment=rules.now_and_next(context["sessions"], moment),
        partners=partners,
        stands=rules.stands_by_service(partners),
        event=event_data.describe(stop, whole_url("tour.show", key=key)),
    )


@blueprint.get("/<lang:lang>/stops/<key>/changes")
@public
def changes(key: str) -> Response:
    """Every release of the stop: when it was published and what it told."""
    return pages.kept((rules.topic(key), rules.TOUR), lambda: _draw_changes(key))


def _draw_changes(key: str) -> str:
    stop = queries.get_stop(key)
    return render_template(
        "tour/changes.html",
        stop=stop,
        releases=queries.releases_of(stop.id),
        told_by=words.told_by,
    )


@blueprint.get("/s/<key>")
@public
def short(key: str) -> ResponseReturnValue:
    """The short address on the poster: on to the stop, in the visitor's language."""
    answer = redirect(url_for("tour.show", key=key, lang=preferred_language()))
    answer.vary.update(["Accept-Language", "Cookie"])
    return answer
