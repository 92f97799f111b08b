"""Reading how answering bodies are reached, and what each owes."""

from collections.abc import Collection
from dataclasses import dataclass
from hmac import compare_digest

from sqlalchemy import select

from caravan.accounts import queries as accounts
from caravan.followup.answering import rules
from caravan.followup.answering.models import BodyContact, BodyDoor
from caravan.followup.answering.queries.owed import owed_numbers
from caravan.kernel import post
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import AnsweringBody


@dataclass(frozen=True)
class BodyLine:
    """A body on the list: how much it owes, how much of that is late, how it is reached.

    `token` opens its own page; None where it has no link.
    """

    body: AnsweringBody
    owed: int
    late: int
    contacts: list[BodyContact]
    token: str | None

    @property
    def is_reminded(self) -> bool:
        """Whether a letter can reach it."""
        return bool(self.contacts) and not self.body.is_withdrawn


def body_lines(stop_ids: Collection[int] | None = None) -> list[BodyLine]:
    """All answering bodies in the order of their file, in a fixed number of statements.

    What they owe is that of these stops; of all without them.
    """
    numbers, contacts = owed_numbers(stop_ids), contacts_by_body()
    doors = link_tokens()
    return [
        BodyLine(
            body=body,
            owed=numbers.get(body.code, (0, 0))[0],
            late=numbers.get(body.code, (0, 0))[1],
            contacts=contacts.get(body.code, []),
            token=doors.get(body.code),
        )
        for body in duties.bodies()
    ]


def unreached(stop_ids: Collection[int] | None = None) -> list[BodyLine]:
    """The bodies that owe answers of these stops (of all without them) and get no letter.

    Nobody has noted an address, there is no mail server, or the body is withdrawn and somebody else
    must have what it had. Who has most that is late comes first.
    """
    has_post, lines = post.is_open(), body_lines(stop_ids)
    found = [one for one in lines if one.owed and not (has_post and one.is_reminded)]
    return sorted(found, key=lambda one: -one.late)


def contacts_by_body() -> dict[str, list[BodyContact]]:
    """Where the bodies are reminded, by their codes."""
    found: dict[str, list[BodyContact]] = {}
    for one in session().scalars(select(BodyContact).order_by(BodyContact.id)):
        found.setdefault(one.body_code, []).append(one)
    return found


def link_tokens() -> dict[str, str]:
    """What opens the pages of the bodies that have a link, by their codes."""
    return dict(session().execute(select(BodyDoor.body_code, BodyDoor.token)).all())


def staff_written_to(body_code: str) -> set[int]:
    """Who of the staff may read what is sent to the body: who noted an address, and whose it is."""
    contacts = contacts_by_body().get(body_code, [])
    holders = (accounts.find_by_email(one.email) for one in contacts)
    noted = {one.staff_id for one in contacts if one.staff_id is not None}
    return noted | {one.id for one in holders if one}


def who_knows(door: BodyDoor) -> list[int]:
    """Who of the staff can open the link, also by an account that is newer than the address."""
    return sorted({*door.known_to, *staff_written_to(door.body_code)})


def get_contact(contact_id: int, *, anew: bool = False) -> BodyContact:
    """The contact; NotFound where there is none, with `anew` where there is none any more."""
    found = session().get(BodyContact, contact_id, populate_existing=anew)
    if found is None:
        raise NotFound
    return found


def door_of(body_code: str) -> BodyDoor | None:
    """The link of a body, or None."""
    return session().get(BodyDoor, body_code)


def door_mark(door: BodyDoor | None) -> str:
    """What somebody saw of a body's link, without the link itself."""
    return rules.mark_of(door.token if door else None)


def hold_body(*body_codes: str) -> None:
    """Inside a transaction: whoever else makes or ends a link of the bodies waits until it is over.

    Nor are addresses of theirs noted or taken away meanwhile.
    """
    held = select(AnsweringBody.code).where(AnsweringBody.code.in_(body_codes))
    session().execute(held.order_by(AnsweringBody.code).with_for_update())


def open_door(body_code: str, token: str) -> AnsweringBody:
    """The body for whoever holds its link; anything else is not found."""
    door = door_of(body_code)
    if door is None or not compare_digest(door.token.encode(), token.encode()):
        raise NotFound
    body = duties.get_body(body_code)
    if body.is_withdrawn:
        raise NotFound
    return body
