"""The pages that everybody sees: the stops, one stop, and what changed from release to release."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import pages
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.guard import public
from caravan.kernel.i18n import preferred_language
from caravan.kernel.refusal import NotFound
from caravan.tour import queries, rules, words
from caravan.tour.exports import event_data
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
    """One stop; `service` leaves only the sessions about that service."""
    topics = (rules.topic(key), rules.TOUR)
    return pages.kept(topics, lambda: _draw_stop(key), timed=True, args=("service",))


def _draw_stop(key: str) -> str:
    stop = queries.get_stop(key)
    moment, sessions = now(), queries.agenda(stop.id)
    services, partners = queries.services_of(stop.id), queries.partners_of(stop.id)
    service = next((one for one in services if one.code == request.args.get("service")), None)
    if request.args.get("service") and service is None:
        raise NotFound
    change = queries.find_last_change(stop.id)
    return render_template(
        "tour/show.html",
        stop=stop,
        state=queries.state_on(stop, today()),
        today=today(),
        moment=rules.now_and_next(sessions, moment),
        days=rules.agenda_days(sessions, moment, service.code if service else None),
        service=service,
        spoken={code for session in sessions for code in session.services},
        services=services,
        partners=partners,
        stands=rules.stands_by_service(partners),
        change=change,
        told_at=to_wall(change.published_at) if change else None,
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
