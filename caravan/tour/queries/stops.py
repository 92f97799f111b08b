"""Reading published stops: their agendas, services and partners."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.kernel.guard import Actor
from caravan.kernel.refusal import NotFound
from caravan.tour import rules
from caravan.tour.models import (
    AgendaSession,
    Partner,
    Service,
    Stop,
    StopService,
)


def get_stop(key: str) -> Stop:
    """The published stop with this key, with its prefecture and days; refused when none has it."""
    return _one_stop(find_stop(key))


def get_stop_by_id(stop_id: int) -> Stop:
    """The published stop with this id; refused when there is none."""
    return _one_stop(session().get(Stop, stop_id))


def hold(stop_id: int) -> None:
    """Hold the stop until the open transaction ends: who else would hold it waits so long."""
    chosen = select(Stop.id).where(Stop.id == stop_id)
    session().execute(chosen.with_for_update(key_share=True))


def find_stop(key: str) -> Stop | None:
    """The published stop with this key, or None."""
    return session().scalar(select(Stop).where(Stop.key == key))


def topic(key: str) -> str:
    """The name under which the versions of the stop `key` are counted, for other rooms' pages."""
    return rules.topic(key)


def state_on(stop: Stop, day: date) -> str:
    """Where the stop stands on `day`: "coming", "now", "past", or "cancelled" or "moved"."""
    return rules.state_of(stop.first_day, stop.last_day, stop.status, day)


def stops() -> list[Stop]:
    """Every published stop, by first day."""
    return list(session().scalars(select(Stop).order_by(Stop.first_day, Stop.key)))


def stops_for(actor: Actor, right: str) -> list[Stop]:
    """The stops for which the staff person has `right`, the newest first."""
    return [stop for stop in reversed(stops()) if actor.may(right, stop.key)]


def agenda(stop_id: int, internal: bool = False) -> list[AgendaSession]:
    """The stop's sessions by time, withdrawn ones too; those for staff only if `internal`."""
    chosen = select(AgendaSession).where(AgendaSession.stop_id == stop_id)
    if not internal:
        chosen = chosen.where(AgendaSession.is_internal.is_(False))
    by_time = (AgendaSession.starts_at, AgendaSession.ends_at, AgendaSession.key)
    return list(session().scalars(chosen.order_by(*by_time)))


def moment(sessions: Sequence[Any], now: datetime) -> rules.Moment[Any]:
    """What of these sessions runs at the aware `now`, and what begins next."""
    return rules.now_and_next(sessions, now)


def get_session(stop_id: int, key: str) -> AgendaSession:
    """The stop's public session with this key; refused when there is none, or for staff only."""
    found = find_session(stop_id, key)
    if found is None or found.is_internal:
        raise NotFound
    return found


def get_day(stop: Stop, day: str) -> list[AgendaSession]:
    """The public sessions of the stop's `day` (2025-02-07); refused when it has no such day."""
    if day not in {one.date.isoformat() for one in stop.days}:
        raise NotFound
    return [one for one in agenda(stop.id) if one.day.isoformat() == day]


def find_session(stop_id: int, key: str) -> AgendaSession | None:
    """The stop's session with this key, or None."""
    chosen = select(AgendaSession).where(AgendaSession.stop_id == stop_id, AgendaSession.key == key)
    return session().scalar(chosen)


def services_of(stop_id: int) -> list[Service]:
    """The services shown at the stop, in the stop's order."""
    chosen = (
        select(Service)
        .join(StopService, StopService.service_code == Service.code)
        .where(StopService.stop_id == stop_id)
        .order_by(StopService.position)
    )
    return list(session().scalars(chosen))


def all_services() -> list[Service]:
    """Every service of the foundation, in the catalogue's order."""
    return list(session().scalars(select(Service).order_by(Service.position, Service.code)))


def partners_of(stop_id: int) -> list[Partner]:
    """The partners with a stand at the stop, in the stop's order."""
    chosen = select(Partner).where(Partner.stop_id == stop_id).order_by(Partner.position)
    return list(session().scalars(chosen))


def _one_stop(found: Stop | None) -> Stop:
    if found is None:
        raise NotFound
    return found
