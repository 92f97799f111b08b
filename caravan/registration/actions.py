"""Writing registrations: register once, correct a name, withdraw."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Executable, Row, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import codes, names, outbox
from caravan.kernel.db import row_transaction, rows, transaction
from caravan.registration import queries, rules
from caravan.registration.capacity import actions as places
from caravan.registration.capacity.rules import WITHDRAWN
from caravan.registration.messages import actions as messages
from caravan.registration.models import Consent, NameCorrection, Registration, Withdrawal
from caravan.registration.people import queries as people


class Registered(NamedTuple):
    """A registration that stands in the database, by what its holder and the door know it by.

    `is_other`: it stood there already, and says something else of telephone or companions.
    """

    id: int
    code: str
    entry_code: str
    follow_code: str
    is_other: bool = False


_CODES = (Registration.id, Registration.code, Registration.entry_code, Registration.follow_code)
# Built once: making a statement costs more than running it. Any unique index may object: the once
# key (this person is registered already) or, very rarely, a drawn code that somebody has.
_REGISTER = {
    name: dialect.insert(Registration).on_conflict_do_nothing().returning(*_CODES)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_AGREE = insert(Consent).inline()
_WITHDRAW = {
    name: dialect.insert(Withdrawal).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_FIND_ONCE = select(*_CODES, Registration.phone, Registration.companions).where(
    Registration.stop_id == bindparam("stop_id"), Registration.once_key == bindparam("once_key")
)
_DRAWS = 5
_LET_GO = "let-go:"


def register(
    stop: rules.Known,
    details: rules.Details,
    *,
    now: datetime,
    also: Callable[[int], object] | None = None,
) -> Registered:
    """Register a person for `stop` and keep the consent; the same person sent again is found.

    `now` is the UTC instant of the consent. Whether the stop still takes registrations is asked
    before (`rules.refuse_closed`). At a stop with a safety limit that is reached, the registration
    waits for a place (registration/capacity). `also` writes more of a new registration, by its id,
    in the same transaction.
    """
    values = _values(stop, details, now)
    with row_transaction() as dialect:
        limit = places.take_turn(stop.id) if stop.safety_limit is not None else None
        for _draw in range(_DRAWS):
            values |= _new_codes()
            if (new := _insert(_REGISTER[dialect], values)) is not None:
                if places.give_place(values, new.id, limit):
                    messages.confirm(stop.id, details, new.code, new.entry_code)
                if also is not None:
                    also(new.id)
                return Registered(new.id, new.code, new.entry_code, new.follow_code)
            if (found := rows(_FIND_ONCE, values).first()) is not None:
                return _found(found, details)
    raise RuntimeError("five times in a row, drawn codes were taken already")


def _found(row: Row[Any], details: rules.Details) -> Registered:
    is_other = (row.phone, row.companions) != (details.phone, details.companions)
    return Registered(row.id, row.code, row.entry_code, row.follow_code, is_other)


def _values(stop: rules.Known, details: rules.Details, now: datetime) -> dict[str, Any]:
    once = rules.once_key(details.once, stop.key, details.full_name, details.category)
    return {
        "stop_id": stop.id,
        "once_key": once,
        "full_name": details.full_name,
        "latin_name": details.latin_name,
        "name_folded": rules.search_key(details.full_name, details.latin_name),
        "category": details.category,
        "phone": details.phone,
        "companions": details.companions,
        "language": details.language,
        "channel": details.channel,
        "registered_at": now,
    }


def _new_codes() -> dict[str, str]:
    return {
        "code": codes.new_ticket_code(),
        "entry_code": codes.new_entry_code(),
        "follow_code": codes.new_follow_code(),
    }


def _insert(statement: Executable, values: dict[str, Any]) -> Row[Any] | None:
    """The new row with its consent, or None where the database has it, or a code of it, already."""
    row = rows(statement, values).first()
    if row is not None:
        consent = {
            "registration_id": row.id,
            "purpose": rules.NOTICE_PURPOSE,
            "notice_version": rules.NOTICE_VERSION,
            "agreed_at": values["registered_at"],
        }
        rows(_AGREE, consent)
    return row


def correct_name(
    registration: Registration, full_name: str, latin_name: str | None, *, now: datetime
) -> None:
    """Give the person another spelling; the former one is kept as a row. No change, no row.

    Under another name, it is not the registration any more that the form sent again with the former
    one would find: somebody else of the family may have that one. Refused once the registration
    is withdrawn.
    """
    if (full_name, latin_name) == (registration.full_name, registration.latin_name):
        return
    with transaction() as writing:
        _refuse_withdrawn(registration)
        former = writing.get_one(Registration, registration.id)
        writing.add(
            NameCorrection(
                registration_id=former.id,
                full_name=former.full_name,
                latin_name=former.latin_name,
                corrected_at=now,
            )
        )
        if names.fold(full_name) != names.fold(former.full_name):
            former.once_key = let_go(former)
        former.full_name, former.latin_name = full_name, latin_name
        former.name_folded = rules.search_key(full_name, latin_name)


def let_go(registration: Registration) -> str:
    """A once key that no form has: one that is sent from now on is a new registration."""
    return f"{_LET_GO}{registration.code}"


def withdraw(registration: Registration, *, now: datetime) -> None:
    """Take the registration back, whichever of the own tickets the person holds; twice is once.

    Its once key is let go, and those of registrations that are the same person, so that this person
    may register anew at the same browser. Messages that wait for any of them are given up. Its
    places go to those who wait longest.
    """
    row = {"registration_id": registration.id, "withdrawn_at": now}
    with transaction() as writing:
        places.take_turn(registration.stop_id)  # before anything is written: always in this order
        person = (registration, *people.same_person(registration.id))
        for one in person:
            outbox.give_up(outbox.person_mark(one.code))
        writing.execute(_WITHDRAW[writing.get_bind().dialect.name], row)
        writing.execute(
            update(Registration)
            .where(Registration.id.in_([one.id for one in person]))
            .values(once_key=_LET_GO + Registration.code)
        )
        places.fill_places(registration.stop_id, cause=WITHDRAWN, now=now)


def _refuse_withdrawn(registration: Registration) -> None:
    if queries.is_withdrawn(registration.id):
        raise rules.TicketWithdrawn
