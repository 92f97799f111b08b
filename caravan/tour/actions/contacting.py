"""Keeping the addresses of speakers and partners."""

from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour import queries
from caravan.tour.changes import Office
from caravan.tour.models import Contact

_ADD = {
    name: dialect.insert(Contact).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def add_contact(key: str, office: Office, email: str, language: str, *, staff_id: int) -> None:
    """Write to `email` when a change concerns that speaker or partner of the stop.

    `key` "" stands for every stop of the tour. The same address again changes nothing.
    """
    kind, item_key = office
    row = {
        "stop_key": key,
        "kind": kind,
        "item_key": item_key,
        "email": email.casefold(),
        "language": language,
        "staff_id": staff_id,
        "added_at": now(),
    }
    with transaction() as writing:
        writing.execute(_ADD[writing.get_bind().dialect.name], row)
        audit.record(
            "tour.add_contact",
            staff_id=staff_id,
            stop_key=key or None,
            subject=f"{kind} {item_key}",
        )


def remove_contact(contact_id: int, key: str, *, staff_id: int) -> None:
    """Write to that address no longer. Refused when it belongs to another stop: NotFound."""
    with transaction() as writing:
        contact = queries.get_contact(contact_id, key)
        writing.delete(contact)
        audit.record(
            "tour.remove_contact",
            staff_id=staff_id,
            stop_key=contact.stop_key or None,
            subject=f"{contact.kind} {contact.item_key}",
        )
