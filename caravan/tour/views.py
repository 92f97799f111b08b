"""Pages of the tour: the stops, one stop, its calendar file, and the stops of the staff."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard, pages
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.guard import public, staff
from caravan.kernel.i18n import LANGUAGES, preferred_language
from caravan.kernel.refusal import NotFound
from caravan.tour import calendar_file, queries, rules
from caravan.tour.paper import draw_poster

blueprint = Blueprint("tour", __name__)


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
    )


@blueprint.get("/s/<key>")
@public
def short(key: str) -> ResponseReturnValue:
    """The short address on the poster: on to the stop, in the visitor's language."""
    answer = redirect(url_for("tour.show", key=key, lang=preferred_language()))
    answer.vary.update(["Accept-Language", "Cookie"])
    return answer


@blueprint.get("/stops/<key>/agenda.ics")
@public
def agenda_file(key: str) -> Response:
    """The agenda as a calendar file, in Arabic or in the language `lang`."""
    topics = (rules.topic(key), rules.TOUR)
    return pages.kept(
        topics, lambda: _write_calendar(key), mimetype="text/calendar", args=("lang",)
    )


def _write_calendar(key: str) -> bytes:
    stop = queries.get_stop(key)
    asked = request.args.get("lang", "ar")
    if asked not in LANGUAGES:
        raise NotFound
    address = url_for("tour.show", key=key, lang=asked)
    public_url = current_app.config["SETTINGS"].public_url
    return calendar_file.write(stop, queries.agenda(stop.id), asked, public_url + address)


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
        short_url=current_app.config["SETTINGS"].public_url + url_for("tour.short", key=key),
    )


@blueprint.get("/<lang:lang>/staff/stops/<key>/poster.pdf")
@staff("badges")
def poster_pdf(key: str) -> Response:
    """The poster of the stop, to print."""
    stop = queries.get_stop(key)
    paper = draw_poster(stop)
    answer = Response(paper, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="poster-{stop.key}.pdf"'
    return answer


# Services, offers and stands add their routes to this blueprint.
import caravan.tour.offers.views  # noqa: E402, F401
