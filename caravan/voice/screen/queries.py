"""Reading for the hall: the picture, the questions in line, what tablet and partners see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from flask import current_app
from sqlalchemy import Select, select

from caravan.kernel import versions
from caravan.kernel.clock import to_wall
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.tour import queries as tour
from caravan.tour.models import AgendaSession, Partner, Service, Stop
from caravan.voice import queries as voice
from caravan.voice import rules as voicing
from caravan.voice.models import Question, Screen
from caravan.voice.screen import rules
from caravan.voice.screen.models import Readiness, Turn

CHARTS = "caravan.hall_charts"
"""Where a survey puts `charts(stop_id) -> Sequence[rules.Chart]` among the extensions."""
WITHIN = 0.2  # seconds in which the pages of a hall see a change
_ON_LIST = 3
_MOST_IN_LINE = 200
_SAID_NEXT = 4


def topics(key: str) -> tuple[str, ...]:
    """What the pages of the hall depend on; new survey results bump `charts_topic`."""
    return (voice.topic(key), tour.topic(key), charts_topic(key))


def charts_topic(key: str) -> str:
    """The name under which the survey results of the stop `key` are counted."""
    return f"survey:{key}"


def heard_topic(key: str) -> str:
    """The name under which stands when a hall screen of the stop `key` was last heard of."""
    return f"screen:{key}"


def is_connected(key: str, now: datetime) -> bool:
    """Whether a hall screen of the stop says at the aware `now` that it gets its pictures."""
    return now.timestamp() - versions.version_of(heard_topic(key)) < rules.MISSED_AFTER


def get_screen(key: str, token: str) -> Screen:
    """The hall screen of the stop `key` for whoever holds its token; anything else is not found."""
    found = _screen_of(key)
    if not compare_digest(found.token.encode(), token.encode()):
        raise NotFound
    return found


def tablet_token(screen: Screen) -> str:
    """What opens the speaker's tablet; who has it can open no other page."""
    return seal("tablet", screen.token)


def get_tablet(key: str, token: str) -> Screen:
    """The screen of the stop for whoever holds the token of its speaker's tablet."""
    found = _screen_of(key)
    if not compare_digest(tablet_token(found).encode(), token.encode()):
        raise NotFound
    return found


def queue_token(screen: Screen, partner_key: str) -> str:
    """What opens the queue of one partner; who has it can open no other page."""
    return seal("partner queue", screen.token, partner_key)


def get_partner(stop_id: int, key: str, partner_key: str, token: str) -> Partner:
    """The partner of the stop for whoever holds the token of this partner's queue."""
    right = queue_token(_screen_of(key), partner_key)
    if not compare_digest(right.encode(), token.encode()):
        raise NotFound
    return find_partner(stop_id, partner_key)


def find_partner(stop_id: int, partner_key: str) -> Partner:
    """The partner with this key in the stop's plan; not found where it left the plan."""
    for partner in tour.partners_of(stop_id):
        if partner.key == partner_key:
            return partner
    raise NotFound


def picture(stop: Stop, now: datetime) -> rules.Picture:
    """What the hall sees at the aware `now`: approved texts alone, whatever a row says."""
    screen = voice.find_screen(stop.id)
    if screen is None:
        return rules.Picture("list", first=_first(stop.id, by_votes=True))
    if screen.is_blank:
        return rules.Picture("blank")
    if question := find_on_air(screen):
        return rules.Picture("question", question=question)
    return _mode(stop, screen, now)


def _mode(stop: Stop, screen: Screen, now: datetime) -> rules.Picture:
    if screen.mode == rules.ANNOUNCEMENT and screen.announcement:
        return rules.Picture("announcement", announcement=screen.announcement)
    if screen.mode == rules.SURVEY:
        chart = next((one for one in charts(stop.id) if one.key == screen.chart), None)
        if chart:
            return rules.Picture("survey", chart=chart)
    if screen.mode in (rules.VOTES, rules.ORDER):
        by_votes = screen.mode == rules.VOTES
        return rules.Picture("list", first=_first(stop.id, by_votes=by_votes), by_votes=by_votes)
    running, following = schedule(stop, now)
    return rules.Picture("agenda", now=running, next=following)


def schedule(stop: Stop, now: datetime) -> tuple[list[AgendaSession], list[AgendaSession]]:
    """What runs in the hall at the aware `now`, and the next two things, one after the other.

    Nothing at a stop that is called off.
    """
    if tour.state_on(stop, to_wall(now).date()) in ("cancelled", "moved"):
        return [], []
    lines = tour.agenda(stop.id)
    moment = tour.moment(lines, now)
    following = moment.next[:1]
    following += tour.moment(lines, following[0].starts_at).next[:1] if following else []
    return moment.now[:1], following


def charts(stop_id: int) -> list[rules.Chart]:
    """The survey results that the hall may see; none where no survey gives any."""
    give = current_app.extensions.get(CHARTS)
    return rules.showable(give(stop_id)) if give else []


def find_on_air(screen: Screen) -> rules.ScreenQuestion | None:
    """The approved question that stands on the screen, or None."""
    if not screen.question_id:
        return None
    chosen = _seen(screen.stop_id).where(Question.id == screen.question_id)
    row = session().execute(chosen).first()
    return rules.ScreenQuestion(*row) if row else None


def line_up(stop_id: int, *, by_votes: bool = False) -> list[rules.ScreenQuestion]:
    """The approved questions: in the moderators' order, those without a place after it by votes."""
    statement = _seen(stop_id).limit(_MOST_IN_LINE)
    if not by_votes:
        in_order = (Turn.place.is_(None), Turn.place, Question.me_too.desc(), Question.id)
        statement = statement.outerjoin(Turn, Turn.question_id == Question.id)
        statement = statement.order_by(None).order_by(*in_order)
    return [rules.ScreenQuestion(*row) for row in session().execute(statement)]


def readiness(stop_id: int) -> dict[str, list[dict[str, str]]]:
    """The names of the partners who would answer, by question; partners in the stop's order."""
    chosen = (
        select(Readiness.question_id, Partner.name)
        .join(Partner, Partner.key == Readiness.partner_key)
        .join(Question, Question.id == Readiness.question_id)
        .where(Question.stop_id == stop_id, Partner.stop_id == stop_id)
        .order_by(Partner.position)
    )
    names: dict[str, list[dict[str, str]]] = {}
    for question_id, name in session().execute(chosen):
        names.setdefault(question_id, []).append(name)
    return names


@dataclass(frozen=True)
class Tablet:
    """What the speaker reads: the question at hand, what comes next, the session, a note."""

    question: rules.ScreenQuestion | None
    following: Sequence[rules.ScreenQuestion]
    running: Sequence[AgendaSession]
    note: str


def tablet(stop: Stop, screen: Screen, now: datetime) -> Tablet:
    """The speaker's tablet at the aware `now`."""
    on_air = None if screen.is_blank else find_on_air(screen)
    rest = [one for one in line_up(stop.id) if on_air is None or one.id != on_air.id]
    return Tablet(on_air, rest[:_SAID_NEXT], schedule(stop, now)[0], screen.note)


@dataclass(frozen=True)
class Queue:
    """What a partner reads: the approved questions about the own services, most shared first.

    `ready` are the ids of those that the partner would answer, `on_air` the one in the hall.
    """

    questions: Sequence[rules.ScreenQuestion]
    ready: frozenset[str]
    on_air: str | None


def queue(stop_id: int, partner: Partner) -> Queue:
    """The partner's own queue; a text that is not approved, or not about it, is not in it."""
    own = _seen(stop_id).where(Question.service_code.in_(partner.services)).limit(_MOST_IN_LINE)
    ready = select(Readiness.question_id).where(Readiness.partner_key == partner.key)
    screen = voice.find_screen(stop_id)
    return Queue(
        [rules.ScreenQuestion(*row) for row in session().execute(own)],
        frozenset(session().scalars(ready)),
        screen.question_id if screen and not screen.is_blank else None,
    )


def _first(stop_id: int, *, by_votes: bool) -> list[rules.ScreenQuestion]:
    return rules.fitting(line_up(stop_id, by_votes=by_votes)[:_ON_LIST])


def _seen(stop_id: int) -> Select[str, str, str, dict[str, str], int]:
    return (
        select(Question.id, Question.body, Question.language, Service.name, Question.me_too)
        .join(Service, Service.code == Question.service_code)
        .where(Question.stop_id == stop_id, Question.state == voicing.APPROVED)
        .order_by(Question.me_too.desc(), Question.id)
    )


def _screen_of(key: str) -> Screen:
    found = session().scalar(select(Screen).join(Stop).where(Stop.key == key))
    if found is None:
        raise NotFound
    return found
