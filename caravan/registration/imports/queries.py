"""Reading invitations: lists that wait, who is invited, whose link is whose."""

import hmac
import json
import zlib
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, select

from caravan.kernel import names
from caravan.kernel.db import db, session
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.registration.imports import rules
from caravan.registration.imports.models import Invitation, InvitationList
from caravan.registration.imports.rules import Invited
from caravan.registration.models import Registration
from caravan.registration.people import queries as people
from caravan.tour.models import Stop

ON_A_PAGE = 50
_LAST_PAGE = 9999


class Rows(Pagination):
    """Pages of a list that is at hand, as `pager` draws them."""

    def _query_items(self) -> list[Any]:
        return list(self._query_args["rows"][self._query_offset :][: self.per_page])

    def _query_count(self) -> int:
        return len(self._query_args["rows"])


class Seen(NamedTuple):
    """What will become of a row: "new", "known" (is invited) or "again" (as in line `as_line`)."""

    row: Invited
    fate: str
    as_line: int


class Tally(NamedTuple):
    """How many invitations there are, and how many of these people have registered."""

    invited: int
    registered: int


def get_list(stop: Stop, list_id: str, *, to_take: bool = False) -> InvitationList:
    """The list that waits at this stop; refused when there is none, or not here.

    `to_take` holds it until the transaction ends, so that nobody else takes it too.
    """
    found = session().get(InvitationList, list_id, with_for_update=to_take)
    if found is None or found.stop_id != stop.id or found.taken_at is not None:
        raise NotFound
    return found


def rows_of(waiting: InvitationList) -> tuple[Invited, ...]:
    """The rows of a list, as they were read."""
    return tuple(Invited(*row) for row in json.loads(zlib.decompress(waiting.rows)))


def foresee(stop_id: int, rows: tuple[Invited, ...]) -> list[Seen]:
    """What will become of each row, in the order of the list."""
    known = set(session().scalars(select(Invitation.mark).where(Invitation.stop_id == stop_id)))
    first = rules.first_lines(rows)
    return [_seen(row, known, first[row.mark]) for row in rows]


def in_pages(rows: Sequence[Any], page: int) -> Pagination:
    """One page of `rows`, a hundred on each."""
    return Rows(page=min(page, _LAST_PAGE), per_page=100, error_out=False, rows=rows)


def _seen(row: Invited, known: set[str], first: int) -> Seen:
    if row.mark in known:
        return Seen(row, "known", row.line)
    return Seen(row, "new" if first == row.line else "again", first)


def invitations(stop_id: int, page: int = 1, text: str = "") -> Pagination:
    """A page of those invited, by name; with `text` only who is spelled or sounds like it."""
    chosen = select(Invitation).where(Invitation.stop_id == stop_id)
    if names.fold(text):
        chosen = chosen.where(people.meant(Invitation.name_folded, text))
    by_name = chosen.order_by(Invitation.name_folded, Invitation.id)
    return db.paginate(by_name, page=min(page, _LAST_PAGE), per_page=ON_A_PAGE, error_out=False)


def tally(stop_id: int) -> Tally:
    """How many are invited to the stop, and how many of them have registered."""
    counted = select(func.count(), func.count(Invitation.registration_id))
    return Tally(*session().execute(counted.where(Invitation.stop_id == stop_id)).one())


def link_of(invitation: Invitation, stop_key: str) -> str:
    """The address of the personal link, in the language of the page, without the host."""
    return url_for("registration.invitation", key=stop_key, token=_token(invitation))


def _token(invitation: Invitation) -> str:
    return f"{invitation.code}-{_seal_of(invitation.code, invitation.until)}"


def _seal_of(code: str, until: date) -> str:
    return seal("invitation", code, until.isoformat())


def get_by_token(stop_id: int, token: str, today: date) -> Invitation:
    """The invitation whose link it is; refused (LinkIsOver) when altered, past or taken back."""
    code, _, mark = token.partition("-")
    chosen = select(Invitation).where(Invitation.stop_id == stop_id, Invitation.code == code)
    found = session().scalar(chosen)
    if found is None or not hmac.compare_digest(
        mark.encode(), _seal_of(found.code, found.until).encode()
    ):
        raise rules.LinkIsOver
    if not rules.holds(found.until, today):
        raise rules.LinkIsOver
    return found


def ticket_of(invitation: Invitation) -> str | None:
    """The code of the ticket of whoever has registered by this invitation."""
    chosen = select(Registration.code).where(Registration.id == invitation.registration_id)
    return session().scalar(chosen)
