"""Reading what is held of a person, and the requests that wait for the staff."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Table, func, select

from caravan.kernel import holdings
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import Base, session
from caravan.kernel.holdings import Row
from caravan.kernel.refusal import NotFound
from caravan.kernel.retention import Purge
from caravan.registration.imports.models import Invitation
from caravan.registration.messages.queries import OPPOSED
from caravan.registration.models import Registration
from caravan.registration.rights.models import Opposition, PrivacyRequest
from caravan.registration.rights.rules import PURGED

REGISTRATIONS: Table = Base.metadata.tables["registrations"]
INVITATIONS: Table = Base.metadata.tables["invitations"]
REMEMBERED = (REGISTRATIONS, INVITATIONS)
"""Whose rows the list of the erased may name, by their code."""


class Asked(NamedTuple):
    """A request, with who asked."""

    request: PrivacyRequest
    registration: Registration


SAID = "caravan.said_with_a_name"
"""Where the rooms above say how to read people's own texts: they hang on no row of a person."""


def held_of(ids: Iterable[int]) -> dict[str, list[Row]]:
    """Every row that the database holds of these registrations, by table, of whatever room."""
    people = list(ids)
    held = holdings.held(REGISTRATIONS, REGISTRATIONS.c.id.in_(people))
    return {**held, **current_app.extensions[SAID](people)}


def is_opposed(registration_id: int) -> bool:
    """Whether the person wants no messages, said with whichever of the own tickets."""
    said = OPPOSED.subquery()
    chosen = select(said.c.registration_id).where(said.c.registration_id == registration_id)
    return session().scalar(chosen.limit(1)) is not None


def opposed_among(ids: Iterable[int]) -> set[int]:
    """Those of the registrations with whose very ticket it was said."""
    chosen = select(Opposition.registration_id).where(
        Opposition.registration_id.in_(list(ids)), Opposition.lifted_at.is_(None)
    )
    return set(session().scalars(chosen))


def requests_of(ids: Iterable[int]) -> list[PrivacyRequest]:
    """What was asked with these tickets, the newest first."""
    chosen = select(PrivacyRequest).where(PrivacyRequest.registration_id.in_(list(ids)))
    return list(session().scalars(chosen.order_by(PrivacyRequest.id.desc())))


def count_open(registration_id: int) -> int:
    """How many requests of the person wait."""
    chosen = select(func.count()).where(
        PrivacyRequest.registration_id == registration_id, PrivacyRequest.outcome.is_(None)
    )
    return session().scalar(chosen) or 0


def requests_of_stop(stop_id: int) -> list[Asked]:
    """The requests about a stop: those that wait, the oldest first, then the answered ones."""
    chosen = (
        select(PrivacyRequest, Registration)
        .join(Registration, Registration.id == PrivacyRequest.registration_id)
        .where(Registration.stop_id == stop_id)
        .order_by(PrivacyRequest.outcome.is_not(None), PrivacyRequest.id)
    )
    return [Asked(*row) for row in session().execute(chosen)]


def person_of(request: PrivacyRequest) -> Registration:
    """Who asked."""
    return session().get_one(Registration, request.registration_id)


def get_request(request_id: int, stop_id: int, *, to_change: bool = False) -> PrivacyRequest:
    """The request, if it is about this stop; else refused.

    `to_change`: whoever else changes it waits until the open transaction ends.
    """
    found = session().get(
        PrivacyRequest, request_id, with_for_update=to_change or None, populate_existing=to_change
    )
    person = session().get(Registration, found.registration_id) if found else None
    if found is None or person is None or person.stop_id != stop_id:
        raise NotFound
    return found


def stops_of(ids: Iterable[int]) -> list[int]:
    """The stops of these registrations, in one order for all who hold them."""
    chosen = select(Registration.stop_id).where(Registration.id.in_(list(ids))).distinct()
    return list(session().scalars(chosen.order_by(Registration.stop_id)))


def invitation_codes(ids: Iterable[int]) -> list[str]:
    """The codes of the invitations by which these people registered."""
    chosen = select(Invitation.code).where(Invitation.registration_id.in_(list(ids)))
    return list(session().scalars(chosen))


def last_purge() -> datetime | None:
    """When a purge was last done, whether it found something or not: by the server or by hand."""
    chosen = select(AuditEntry.at).where(AuditEntry.action == PURGED)
    return session().scalar(chosen.order_by(AuditEntry.id.desc()).limit(1))


def last_certificate() -> Purge | None:
    """The newest certificate of erasure, as it is kept."""
    return session().scalar(select(Purge).order_by(Purge.id.desc()).limit(1))


def count_all(table: Table) -> int:
    """How many rows one of REMEMBERED has, of every stop."""
    return session().scalar(select(func.count()).select_from(table)) or 0


def codes_in_batches(table: Table, size: int = 2_000) -> Iterator[list[tuple[int, str]]]:
    """The id and the code of every row of one of REMEMBERED, in batches by id."""
    last = 0
    chosen = select(table.c.id, table.c.code).order_by(table.c.id).limit(size)
    while batch := session().execute(chosen.where(table.c.id > last)).all():
        last = batch[-1].id
        yield [(row.id, row.code) for row in batch]
