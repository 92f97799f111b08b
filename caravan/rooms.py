"""The rooms, from the ground up: the only file that knows all of them."""

from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from flask import Flask, g, request, url_for
from markupsafe import Markup

import caravan.followup.across.views
import caravan.followup.answering.views
import caravan.followup.api.views
import caravan.followup.board.views
import caravan.registration.exports.views
import caravan.registration.imports.views
import caravan.registration.people.views
import caravan.voice.screen.views  # noqa: F401 - each adds its routes to the room's
from caravan.accounts import cli as accounts_cli
from caravan.accounts import queries as accounts_queries
from caravan.accounts import retention as accounts_retention
from caravan.accounts import views as accounts_views
from caravan.checkin import cli as checkin_cli
from caravan.checkin import retention as checkin_retention
from caravan.checkin import views as checkin_views
from caravan.demo import cli as demo_cli
from caravan.followup import cli as followup_cli
from caravan.followup import retention as followup_retention
from caravan.followup import views as followup_views
from caravan.followup.answering import actions as answering
from caravan.followup.closing import actions as closing_actions
from caravan.followup.closing import views as closing_views  # noqa: F401 - adds its routes
from caravan.followup.items import actions as followed_items
from caravan.followup.promises import actions as promises
from caravan.kernel import (
    chores,
    guard,
    health,
    outbox_cli,
    post,
    purposes,
    retention,
    retention_rules,
)
from caravan.kernel.api import document
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.press import qr
from caravan.registration import cli as registration_cli
from caravan.registration import retention as registration_retention
from caravan.registration import views as registration_views
from caravan.registration.capacity import actions as places_actions
from caravan.registration.capacity import views as places_views
from caravan.registration.corrections import views as corrections_views
from caravan.registration.desk import views as desk_views
from caravan.registration.exports.drawing import forget_old
from caravan.registration.imports import cli as invitations_cli
from caravan.registration.kiosk import views as kiosk_views
from caravan.registration.messages import actions as attendee_messages
from caravan.registration.messages import views as messages_views
from caravan.registration.rights import cli as rights_cli
from caravan.registration.rights import queries as rights_queries
from caravan.registration.rights import views as rights_views
from caravan.registration.rights.nightly import Nightly
from caravan.survey import hall as survey_hall
from caravan.survey import retention as survey_retention
from caravan.survey import views as survey_views
from caravan.survey.views.public import address_for as survey_address
from caravan.survey.views.public import has_survey
from caravan.tour import cli as tour_cli
from caravan.tour import queries as tour_queries
from caravan.tour import retention as tour_retention
from caravan.tour import views as tour_views
from caravan.tour.actions import mailing
from caravan.voice import forgetting
from caravan.voice import queries as voice_queries
from caravan.voice import retention as voice_retention
from caravan.voice import views as voice_views
from caravan.voice.rounds import queries as voice_rounds
from caravan.voice.rounds import views as rounds_views
from caravan.voice.rounds.tending import Tending
from caravan.voice.screen import queries as hall_queries

VIEWS: tuple[ModuleType, ...] = (
    accounts_views,
    tour_views,
    registration_views,
    corrections_views,
    rights_views,
    messages_views,
    places_views,
    desk_views,
    kiosk_views,
    checkin_views,
    voice_views,
    survey_views,
    rounds_views,
    followup_views,
)
COMMANDS: tuple[ModuleType, ...] = (
    accounts_cli,
    tour_cli,
    registration_cli,
    rights_cli,
    invitations_cli,
    checkin_cli,
    followup_cli,
    demo_cli,
    outbox_cli,
)


# Arrivals before the people they are of; their numbers are kept for the summary.
RETENTION: tuple[retention.Rule, ...] = (
    replace(checkin_retention.ARRIVALS, keep=followup_retention.keep_headcounts),
    checkin_retention.BADGE_PRINTS,
    *registration_retention.RETENTION,
    *voice_retention.RETENTION,
    *survey_retention.RETENTION,
    *tour_retention.RETENTION,
    *accounts_retention.RETENTION,
    *retention_rules.RETENTION,
)


@dataclass(frozen=True)
class Place:
    """An entry of the back office's list of rooms, shown to those who have the right.

    `of_a_draft`: also for a stop that was never published.
    With `everywhere` only to those who have it for all stops.
    """

    endpoint: str
    label: Any
    icon: str
    right: str
    of_a_draft: bool = False
    everywhere: bool = False


OF_A_STOP = (
    Place("tour.staff_stop", _l("This stop"), "home", "see"),
    Place("tour.agenda", _l("Agenda"), "list", "tour", of_a_draft=True),
    Place("tour.publication", _l("Publication"), "send", "tour", of_a_draft=True),
    Place("tour.plan", _l("Days and state"), "calendar", "tour", of_a_draft=True),
    Place("tour.staff_stands", _l("Stands"), "flag", "tour"),
    Place("registration.people", _l("People registered"), "people", "people"),
    Place("rights.requests", _l("Requests about data"), "lock", "people"),
    Place("messages.messages", _l("Messages"), "send", "people"),
    Place("registration.invitations", _l("Invitations"), "send", "people"),
    Place("registration.exports", _l("Lists to take out"), "lock", "export"),
    Place("places.hall", _l("Places"), "house", "people"),
    Place("desk.desk", _l("Desk"), "pen", "desk"),
    Place("checkin.gate", _l("Gate"), "gate", "checkin"),
    Place("checkin.badges", _l("Badges"), "print", "badges"),
    Place("voice.desk", _l("Questions"), "question", "moderate"),
    Place("voice.backstage", _l("Backstage"), "screen", "moderate"),
    Place("voice.entering", _l("Write a question down"), "pen", "ask"),
    Place("rounds.rounds", _l("Rounds"), "clock", "moderate"),
    Place("voice.desk_suggestions", _l("Suggestions"), "idea", "moderate"),
    Place("survey.results", _l("Survey"), "chart", "answer"),
    Place("survey.helper", _l("Survey with a helper"), "people", "desk"),
    Place("followup.board", _l("Feedback desk"), "inbox", "answer"),
    Place("followup.replies", _l("Answers owed"), "inbox", "answer"),
    Place("followup.desk", _l("Answers and promises"), "answers", "answer"),
    Place("followup.summary", _l("Summary"), "paper", "summary"),
    Place("followup.closing", _l("Closing"), "flag", "summary"),
    Place("followup.recap", _l("Recap"), "list", "summary"),
)
OF_ALL = (
    Place("tour.staff_stops", _l("Stops"), "list", "see"),
    Place("tour.planner", _l("Tour"), "calendar", "tour"),
    Place("followup.across", _l("Themes and promises"), "chart", "summary", everywhere=True),
    Place("followup.promise_register", _l("Promises"), "flag", "answer"),
    Place("tour.staff_agreements", _l("Agreements"), "paper", "tour"),
    Place("tour.staff_partners", _l("Partners and offers"), "grid", "tour", everywhere=True),
    Place("followup.board_of_all", _l("Feedback of all stops"), "inbox", "answer"),
    Place("followup.bodies", _l("Who answers"), "inbox", "answer", everywhere=True),
    Place("accounts.team", _l("Team"), "people", "staff"),
)


def open_rooms(app: Flask) -> None:
    """Register every room's pages and commands; the guard asks accounts who is signed in."""
    guard.open_guard(app, accounts_queries.find_actor)
    app.extensions["caravan.is_stop"] = lambda key: tour_queries.find_stop(key) is not None
    app.extensions["caravan.spoken_about"] = voice_queries.spoken_about
    app.extensions[rights_queries.SAID] = voice_rounds.said_by
    app.extensions[mailing.TELL_ATTENDEES] = attendee_messages.tell_of_release
    app.extensions[post.PREPARE] = (
        attendee_messages.remind,
        answering.remind,
        promises.tell_of_late_ones,
        promises.ask_by_message,
    )
    app.extensions[retention.RULES] = RETENTION
    app.extensions[chores.CHORES] = (Tending(), Nightly(), forget_old, answering.route_by_itself)
    app.extensions[forgetting.FORGET] = (followed_items.forget, closing_actions.forget_texts)
    app.extensions[hall_queries.CHARTS] = survey_hall.charts
    app.extensions["caravan.after_publication"] = places_actions.fill_after_publication
    app.register_blueprint(health.blueprint)
    app.register_blueprint(document.blueprint)
    for views in VIEWS:
        app.register_blueprint(views.blueprint)
    for cli in COMMANDS:
        for command in cli.COMMANDS:
            app.cli.add_command(command)
    app.jinja_env.globals.update(qr_svg=qr_svg, staff_places=staff_places)
    app.jinja_env.globals.update(survey_address=survey_address, has_survey=has_survey)
    app.jinja_env.globals.update(purpose=purposes.get_purpose)


def qr_svg(payload: str, title: str) -> Markup:
    """A QR code as one SVG element for a page; `title` is what a screen reader says."""
    return Markup(qr.svg(payload, "M", title))  # noqa: S704 - drawn by us, the title escaped there


def staff_places() -> list[dict[str, Any]]:
    """The list of rooms for the signed-in person: those of the stop at hand, then the others."""
    if g.get("actor") is None:
        return []
    key = (request.view_args or {}).get("key")
    groups = [{"title": _("The foundation"), "places": _allowed(OF_ALL, None)}]
    if key:
        groups.insert(0, {"title": _("This stop"), "places": _allowed(_of_stop(key), key)})
    return groups


def _of_stop(key: str) -> tuple[Place, ...]:
    """The rooms of a stop; of one that was never published those where it is prepared."""
    if tour_queries.is_published(key):
        return OF_A_STOP
    return tuple(place for place in OF_A_STOP if place.of_a_draft)


def _allowed(places: tuple[Place, ...], key: str | None) -> list[dict[str, Any]]:
    values: dict[str, Any] = {"key": key} if key else {}
    return [
        {
            "endpoint": place.endpoint,
            "href": url_for(place.endpoint, **values),
            "label": place.label,
            "icon": place.icon,
        }
        for place in places
        if _may_open(place, key)
    ]


def _may_open(place: Place, key: str | None) -> bool:
    if place.everywhere:
        return bool(g.actor.may_everywhere(place.right))
    return bool(g.actor.may(place.right, key))
