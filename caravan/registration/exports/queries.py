"""Reading exports: what was asked for and decided, and the rows of a list."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, func, select

from caravan.accounts import queries as accounts
from caravan.kernel.clock import to_wall
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.registration import queries as registration
from caravan.registration import words
from caravan.registration.exports import rules
from caravan.registration.exports.models import ExportDecision, ExportRequest
from caravan.registration.imports import queries as imports
from caravan.registration.imports.models import Invitation
from caravan.registration.models import Registration
from caravan.tour.models import Stop

_MOST_SHOWN = 30
Row = TypeVar("Row", Registration, Invitation)


class Asked(NamedTuple):
    """A request with what became of it.

    `state`: "waiting", "granted", "refused", "over" (its day is past) or "forgotten" (nobody
    decided in time).
    """

    request: ExportRequest
    decision: ExportDecision | None
    state: str
    asked_by: str
    decided_by: str


def get_request(stop: Stop, request_id: str) -> ExportRequest:
    """The request; refused when there is none, or not for this stop."""
    found = session().get(ExportRequest, request_id)
    if found is None or found.stop_id != stop.id:
        raise NotFound
    return found


def get_granted(stop: Stop, request_id: str, staff_id: int, now: datetime) -> ExportRequest:
    """The request whose list may be fetched by that person at `now` (UTC).

    Refused: NotGranted to others and where it was not granted; ExportIsOver after 24 hours.
    """
    request, decision = get_request(stop, request_id), find_decision(request_id)
    if request.staff_id != staff_id or decision is None or not decision.is_granted:
        raise rules.NotGranted
    if rules.is_over(decision.decided_at, now):
        raise rules.ExportIsOver
    return request


def find_decision(request_id: str) -> ExportDecision | None:
    """What was decided about a request, None while it waits."""
    return session().get(ExportDecision, request_id)


def requests(stop_id: int, now: datetime) -> list[Asked]:
    """What was asked for of a stop, newest first."""
    chosen = (
        select(ExportRequest, ExportDecision)
        .outerjoin(ExportDecision, ExportDecision.request_id == ExportRequest.id)
        .where(ExportRequest.stop_id == stop_id)
        .order_by(ExportRequest.asked_at.desc(), ExportRequest.id)
        .limit(_MOST_SHOWN)
    )
    found = [(row[0], row[1]) for row in session().execute(chosen)]
    people = [one.staff_id for pair in found for one in pair if one is not None]
    names = accounts.names_of(people)
    return [
        Asked(
            asked,
            decision,
            _state(asked, decision, now),
            names[asked.staff_id],
            names[decision.staff_id] if decision else "",
        )
        for asked, decision in found
    ]


def _state(asked: ExportRequest, decision: ExportDecision | None, now: datetime) -> str:
    if decision is None:
        return "forgotten" if rules.is_forgotten(asked.asked_at, now) else "waiting"
    if not decision.is_granted:
        return "refused"
    return "over" if rules.is_over(decision.decided_at, now) else "granted"


def heads(content: str) -> list[str]:
    """The heads of a list's columns in the language of the page."""
    shared = [_("Full name"), _("Name in Latin letters"), _("Situation"), _("Telephone")]
    last = {"people": [_("Registered on")], "invitations": [_("Personal link"), _("until")]}
    return [*shared, _("Companions"), *last[content]]


def rows(stop: Stop, content: str, host: str) -> Iterator[list[str]]:
    """The rows of the list "people" (who count, by name) or "invitations" (with their links)."""
    if content == "people":
        people = select(Registration).where(*_meant(stop, content))
        by_name = people.order_by(Registration.name_folded, Registration.id)
        for one in _streamed(by_name):
            yield [*_shared(one), to_wall(one.registered_at).date().isoformat()]
    else:
        invited = select(Invitation).where(*_meant(stop, content))
        for other in _streamed(invited.order_by(Invitation.name_folded, Invitation.id)):
            link = host + imports.link_of(other, stop.key)
            yield [*_shared(other), link, other.until.isoformat()]


def count_rows(stop: Stop, content: str) -> int:
    """How many rows the list has."""
    counted = select(func.count()).where(*_meant(stop, content))
    return session().scalar(counted) or 0


def _meant(stop: Stop, content: str) -> tuple[ColumnElement[bool], ...]:
    if content == "people":
        return Registration.stop_id == stop.id, Registration.id.not_in(registration.GONE)
    return Invitation.stop_id == stop.id, Invitation.registration_id.is_(None)


def _streamed(chosen: Select[Row]) -> Iterator[Row]:
    """The rows that are chosen, a thousand at a time: a list may be of tens of thousands."""
    with closing(session().scalars(chosen.execution_options(yield_per=1_000))) as found:
        yield from found


def _shared(one: Registration | Invitation) -> list[str]:
    return [
        one.full_name,
        one.latin_name or "",
        str(words.CATEGORIES[one.category]),
        rules.phone_cell(one.phone),
        str(one.companions or ""),
    ]
