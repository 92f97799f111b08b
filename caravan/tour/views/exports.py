"""What other programs read: every address here is open to other sites and says who may use it."""

from collections.abc import Callable, Sequence

from flask import Response, render_template

from caravan.kernel import pages
from caravan.kernel.guard import public
from caravan.kernel.headers import allow_other_sites
from caravan.kernel.i18n import lang, speak_as_asked
from caravan.tour import queries, rules, words
from caravan.tour.exports import calendar_file, feed, schedule, schedule_json, schedule_xml
from caravan.tour.models import AgendaSession, Stop
from caravan.tour.views.door import blueprint, site_url, whole_url

Chosen = Callable[[Stop], Sequence[AgendaSession]]


@blueprint.get("/stops/<key>/agenda.ics")
@public
def agenda_file(key: str) -> Response:
    """The agenda as a calendar file, in Arabic or in the language `lang`."""
    return _calendar(key, lambda stop: queries.agenda(stop.id))


@blueprint.get("/stops/<key>/days/<day>.ics")
@public
def day_file(key: str, day: str) -> Response:
    """The sessions of one day, such as 2025-02-07, as a calendar file."""
    return _calendar(key, lambda stop: queries.get_day(stop, day))


@blueprint.get("/stops/<key>/sessions/<session>.ics")
@public
def session_file(key: str, session: str) -> Response:
    """One session as a calendar file."""
    return _calendar(key, lambda stop: [queries.get_session(stop.id, session)])


@blueprint.get("/stops/<key>/schedule.xml")
@public
def schedule_xml_file(key: str) -> Response:
    """The agenda in the frab format."""
    speak_as_asked()
    address = whole_url("tour.schedule_xml_file", key=key, lang=lang())
    return _exported(
        key, "application/xml", lambda stop: schedule_xml.write(_schedule(stop), address)
    )


@blueprint.get("/stops/<key>/schedule.json")
@public
def schedule_json_file(key: str) -> Response:
    """The same as JSON."""
    speak_as_asked()
    return _exported(key, "application/json", lambda stop: schedule_json.write(_schedule(stop)))


@blueprint.get("/<lang:lang>/stops/<key>/agenda.fragment.html")
@public
def fragment(key: str) -> Response:
    """The agenda as a piece of a page, for other sites to put into theirs."""
    return _exported(key, "text/html", _draw_fragment)


@blueprint.get("/<lang:lang>/stops/<key>/changes.atom")
@public
def changes_feed(key: str) -> Response:
    """What changed from release to release, as a feed."""
    own, page = (whole_url(name, key=key) for name in ("tour.changes_feed", "tour.changes"))
    return _exported(
        key,
        "application/atom+xml",
        lambda stop: feed.write(stop, queries.releases_of(stop.id), own, page),
    )


def _exported(key: str, mimetype: str, write: Callable[[Stop], str | bytes]) -> Response:
    """What `write` makes of the stop, kept until the stop changes."""
    allow_other_sites()
    topics = (rules.topic(key), rules.TOUR)
    return pages.kept(topics, lambda: write(queries.get_stop(key)), mimetype=mimetype)


def _calendar(key: str, choose: Chosen) -> Response:
    speak_as_asked()
    page = whole_url("tour.show", key=key)

    def write(stop: Stop) -> bytes:
        sessions = choose(stop)
        return calendar_file.write(stop, sessions, queries.offices_of(stop, sessions), page)

    return _exported(key, "text/calendar", write)


def _schedule(stop: Stop) -> schedule.Schedule:
    sessions, services = queries.agenda(stop.id), queries.all_services()
    page = whole_url("tour.show", key=stop.key)
    return schedule.gather(
        stop,
        sessions,
        services,
        queries.offices_of(stop, sessions),
        base=f"{site_url()}/",
        page=page,
    )


def _draw_fragment(stop: Stop) -> str:
    return render_template(
        "tour/_fragment.html",
        stop=stop,
        sessions=queries.agenda(stop.id),
        page=whole_url("tour.show", key=stop.key),
        calendar=whole_url("tour.agenda_file", key=stop.key, lang=lang()),
        audience_line=words.audience_line,
    )
