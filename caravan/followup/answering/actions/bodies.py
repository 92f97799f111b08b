"""How answering bodies are reached: their addresses, and a link of their own."""

from secrets import token_hex

from sqlalchemy.exc import IntegrityError

from caravan.followup.answering import queries, rules
from caravan.followup.answering.actions import letters
from caravan.followup.answering.models import BodyContact, BodyDoor
from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour.duties import queries as duties


def add_contact(body_code: str, email: str, language: str, *, staff_id: int) -> None:
    """Remind the body at that address from now on; the same address again changes nothing.

    The letters there carry the body's link: from now on it is known to whoever noted the address.
    """
    body = duties.get_body(body_code)
    contact = BodyContact(
        body_code=body.code, email=email, language=language, staff_id=staff_id, added_at=now()
    )
    try:
        with transaction() as writing:
            queries.hold_body(body_code)
            writing.add(contact)
            writing.flush()
            if door := queries.door_of(body_code):
                door.known_to = sorted({*door.known_to, *queries.staff_written_to(body_code)})
            audit.record("followup.add_contact", staff_id=staff_id, subject=body.code)
    except IntegrityError:
        return  # it is there


def remove_contact(contact_id: int, *, staff_id: int) -> None:
    """Write to that address no longer, nor send what waits for it.

    The link that it was sent stays known to whoever has the address, or noted it.
    """
    with transaction() as writing:
        queries.hold_body(queries.get_contact(contact_id).body_code)
        contact = queries.get_contact(contact_id, anew=True)  # a colleague may have been faster
        if door := queries.door_of(contact.body_code):
            door.known_to = queries.who_knows(door)
        letters.drop(contact.body_code, contact.email)
        writing.delete(contact)
        audit.record("followup.remove_contact", staff_id=staff_id, subject=contact.body_code)


def make_door(body_code: str, *, seen: str | None = None, staff_id: int) -> str:
    """A new link for the body, and its token; the link it had opens nothing any more.

    Letters that wait to be sent carry the new one.
    `seen` is the mark of the link on the page (None: it was not looked at). Refused when a
    colleague made or ended one since: whoever has just got theirs would stand before a closed door.
    """
    body, token = duties.get_body(body_code), token_hex(16)
    with transaction() as writing:
        old = _check_seen(body_code, seen)
        door = BodyDoor(body_code=body.code, token=token, staff_id=staff_id, opened_at=now())
        door.known_to = sorted({staff_id, *queries.staff_written_to(body_code)})
        writing.merge(door)
        letters.lead_on(body_code, old, token)
        audit.record("followup.make_door", staff_id=staff_id, subject=body.code)
    return token


def close_door(body_code: str, *, seen: str | None = None, staff_id: int) -> None:
    """The body's link opens nothing any more; refused as for `make_door`."""
    with transaction() as writing:
        old = _check_seen(body_code, seen)
        if old and (door := queries.door_of(body_code)):
            writing.delete(door)
            letters.lead_on(body_code, old, None)
            audit.record("followup.close_door", staff_id=staff_id, subject=body_code)


def _check_seen(body_code: str, seen: str | None) -> str | None:
    """The token that stands. Nobody else makes or ends the link until the transaction is over."""
    queries.hold_body(body_code)
    door = queries.door_of(body_code)
    if seen not in (None, queries.door_mark(door)):
        raise rules.LinkChanged
    return door.token if door else None
