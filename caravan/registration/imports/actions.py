"""Writing invitations: keep a list, take it whole, let it go; register by a personal link."""

import json
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import audit, codes, names
from caravan.kernel.db import transaction
from caravan.kernel.terminal import Progress
from caravan.registration import rules as people
from caravan.registration.families import actions as families
from caravan.registration.families.rules import Companion
from caravan.registration.imports import queries, rules
from caravan.registration.imports.models import Invitation, InvitationList
from caravan.registration.imports.rules import Invited, Reading
from caravan.tour.models import Stop

_AT_ONCE = 500
_INVITE = {
    name: dialect.insert(Invitation).on_conflict_do_nothing(index_elements=["stop_id", "mark"])
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def keep_list(stop: Stop, reading: Reading, *, staff_id: int, now: datetime) -> str:
    """Keep a list without faults until somebody takes it; its id. Lists of yesterday are let go."""
    packed = zlib.compress(json.dumps([astuple(row) for row in reading.rows]).encode())
    kept = InvitationList(
        id=secrets.token_hex(16),
        stop_id=stop.id,
        staff_id=staff_id,
        sent_at=now,
        taken_at=None,
        rows=packed,
    )
    with transaction() as writing:
        old = InvitationList.taken_at.is_(None) & (InvitationList.sent_at < rules.old(now))
        writing.execute(delete(InvitationList).where(old))
        writing.add(kept)
    return kept.id


def take_list(stop: Stop, list_id: str, *, staff_id: int, now: datetime) -> int:
    """Invite everybody of the list who is not invited yet, all or nobody; how many are new.

    Refused where the list is gone or was taken.
    """
    rows = queries.rows_of(queries.get_list(stop, list_id))
    values = [_values(stop, row, now) for row in rows]  # before others have to wait for us
    with transaction() as writing:
        waiting = queries.get_list(stop, list_id, to_take=True)
        added = _invite(writing, stop.id, values)
        waiting.taken_at, waiting.rows = now, b""
        _audit("registration.take_list", stop, staff_id, added)
    return added


def take_rows(
    stop: Stop, rows: tuple[Invited, ...], *, now: datetime, progress: Progress | None = None
) -> int:
    """The same from the command line, without a list that waits."""
    values = [_values(stop, row, now) for row in rows]
    with transaction() as writing:
        added = _invite(writing, stop.id, values, progress)
        _audit("registration.take_list", stop, None, added)
    return added


def drop_list(stop: Stop, list_id: str) -> None:
    """Let a list go that nobody took."""
    with transaction() as writing:
        writing.delete(queries.get_list(stop, list_id))


def _audit(action: str, stop: Stop, staff_id: int | None, added: int) -> None:
    audit.record(action, staff_id=staff_id, stop_key=stop.key, added=added)


def _invite(
    writing: Session,
    stop_id: int,
    values: list[dict[str, object]],
    progress: Progress | None = None,
) -> int:
    """Write the rows that are not there yet; how many they were."""
    count = select(func.count()).where(Invitation.stop_id == stop_id)
    before = writing.scalar(count) or 0
    insert = _INVITE[writing.get_bind().dialect.name]
    for start in range(0, len(values), _AT_ONCE):
        part = values[start : start + _AT_ONCE]
        writing.connection().execute(insert, part)
        if progress is not None:
            progress(start + len(part), len(values))
    return (writing.scalar(count) or 0) - before


def _values(stop: Stop, row: Invited, now: datetime) -> dict[str, object]:
    spellings = filter(None, (row.full_name, row.latin_name))
    return {
        "stop_id": stop.id,
        "mark": row.mark,
        "code": codes.new_ticket_code(),
        "full_name": row.full_name,
        "latin_name": row.latin_name,
        "name_folded": " ".join(map(names.fold, spellings))[:260],
        "category": row.category,
        "phone": row.phone,
        "companions": row.companions,
        "until": stop.last_day,
        "invited_at": now,
    }


def accept(
    stop: people.Known,
    invitation: Invitation,
    details: people.Details,
    family: Sequence[Companion],
    *,
    now: datetime,
) -> str:
    """Register whoever opened the link, once: the code of the ticket, the first one's if again."""
    with transaction() as writing:
        held = writing.get_one(Invitation, invitation.id, with_for_update=True)
        if (code := queries.ticket_of(held)) is not None:
            return code
        registered = families.register(stop, details, family, now=now)
        held.registration_id = registered.id
    return registered.code


def take_back(stop: Stop, invitation_id: int, *, staff_id: int) -> None:
    """Take an invitation back, so that its link opens nothing; who has registered stays so."""
    with transaction() as writing:
        of_stop = (Invitation.id == invitation_id, Invitation.stop_id == stop.id)
        if writing.execute(delete(Invitation).where(*of_stop).returning(Invitation.id)).first():
            audit.record(
                "registration.take_back",
                staff_id=staff_id,
                stop_key=stop.key,
                subject=invitation_id,
            )
