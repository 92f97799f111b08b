"""Reading accounts: who is signed in, who has an address, who belongs to the team."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for
from sqlalchemy import bindparam, select

from caravan.accounts import rules
from caravan.accounts.models import SignInLink, Staff, StaffRole, StaffSession
from caravan.kernel import cookies
from caravan.kernel.clock import now
from caravan.kernel.db import rows, session
from caravan.kernel.guard import Actor
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.kernel.versions import kept

TOPIC = "staff"  # counted up by every write that changes who is signed in or may do what

# One statement for every page of the back office, built once: a row for each role of the person.
_SIGNED_IN = (
    select(
        Staff.id,
        Staff.name,
        StaffSession.created_at,
        StaffSession.seen_at,
        StaffRole.role,
        StaffRole.stop_key,
    )
    .join(StaffSession, StaffSession.staff_id == Staff.id)
    .join(StaffRole, StaffRole.staff_id == Staff.id)
    .where(
        StaffSession.token_hash == bindparam("token_hash"),
        StaffSession.ended_at.is_(None),
        Staff.closed_at.is_(None),
    )
)


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, with which roles (role, stop key or None for all), as the request began."""

    id: int
    name: str
    roles: tuple[tuple[str, str | None], ...]
    token_hash: str
    created_at: datetime
    seen_at: datetime

    def may(self, right: str, stop_key: str | None = None) -> bool:
        """Whether one of the roles gives `right` for the stop (without one: for any stop)."""
        return rules.may(self.roles, right, stop_key)

    def may_everywhere(self, right: str) -> bool:
        """Whether one of the roles gives `right` for all stops."""
        return rules.stops_with(self.roles, right) is None


def hash_token(token: str) -> str:
    """What the database keeps of a token: enough to recognise it, useless to a thief."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_actor() -> SignedIn | None:
    """The staff person signed in on this request's browser, or None."""
    if not (token := cookies.read(cookies.STAFF)):
        return None
    token_hash = hash_token(token)
    who = kept(TOPIC, token_hash, lambda: _read_signed_in(token_hash))
    return who if who and rules.is_open(who.created_at, who.seen_at, now()) else None


def _read_signed_in(token_hash: str) -> SignedIn | None:
    found = rows(_SIGNED_IN, {"token_hash": token_hash}).all()
    if not found:
        return None
    roles = tuple((row.role, row.stop_key) for row in found)
    first = found[0]
    return SignedIn(first.id, first.name, roles, token_hash, first.created_at, first.seen_at)


def find_session(token: str) -> StaffSession | None:
    """The open session with this token; None when ended, too old or idle too long."""
    found = session().get(StaffSession, hash_token(token))
    if found is None or found.ended_at is not None:
        return None
    return found if rules.is_open(found.created_at, found.seen_at, now()) else None


def find_by_email(email: str) -> Staff | None:
    """The account with this address that has not been closed."""
    chosen = select(Staff).where(Staff.email == email.casefold(), Staff.closed_at.is_(None))
    return session().scalar(chosen)


def has_opened_account() -> bool:
    """Whether anybody has opened an account by its link."""
    chosen = select(Staff.id).where(Staff.totp_confirmed.is_(True)).limit(1)
    return session().scalar(chosen) is not None


def get_staff(staff_id: int) -> Staff:
    """The account; refused when there is none."""
    found = session().get(Staff, staff_id)
    if found is None:
        raise NotFound
    return found


def names_of(staff_ids: Iterable[int | None]) -> dict[int, str]:
    """What the staff persons are called, by id; closed accounts too."""
    chosen = select(Staff.id, Staff.name).where(Staff.id.in_({one for one in staff_ids if one}))
    return {row.id: row.name for row in session().execute(chosen)}


def get_link(token: str, *, to_spend: bool = False) -> SignInLink:
    """The sign-in link that has this token; refused when used or too old.

    `to_spend` holds it until the transaction ends, so that nobody else spends it too.
    """
    link = session().get(SignInLink, hash_token(token), with_for_update=to_spend or None)
    if link is None or link.used_at is not None or link.expires_at < now():
        raise rules.LinkIsSpent
    return link


def team(of: Actor) -> list[Staff]:
    """The accounts that `of` may see: all, or those of the stops that `of` organises."""
    chosen = select(Staff).where(Staff.closed_at.is_(None)).order_by(Staff.email)
    return [staff for staff in session().scalars(chosen) if may_manage(of, staff)]


def may_manage(manager: Actor, staff: Staff) -> bool:
    """Whether every role of `staff` lies within the stops that `manager` organises."""
    return all(may_give(manager, role.stop_key) for role in staff.roles)


def may_give(manager: Actor, stop_key: str | None) -> bool:
    """Whether `manager` may give a role for that stop (None: for all stops)."""
    if stop_key is not None:
        return manager.may("staff", stop_key)
    return organises_everything(manager.id)


def organises_everything(staff_id: int) -> bool:
    """Whether the account is an organiser of all stops."""
    chosen = select(StaffRole.id).where(
        StaffRole.staff_id == staff_id,
        StaffRole.role == "organiser",
        StaffRole.stop_key.is_(None),
    )
    return session().scalar(chosen) is not None


def addresses_of(role: str, stop_key: str | None = None) -> list[str]:
    """The e-mail addresses of the open accounts with `role` for the stop or for all stops.

    Without `stop_key` only of those who have it for all stops.
    """
    held = StaffRole.stop_key.is_(None)
    chosen = (
        select(Staff.email)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .where(
            Staff.closed_at.is_(None),
            StaffRole.role == role,
            held if stop_key is None else held | (StaffRole.stop_key == stop_key),
        )
    )
    return list(session().scalars(chosen.distinct().order_by(Staff.email)))


def totp_secret(staff: Staff, setup: int) -> str:
    """The secret of the person's code application at its `setup`-th set-up, in base32.

    It is derived from the server's secret, so that a copy of the database alone does not hold it.
    """
    mark = seal("totp", staff.id, setup)
    return base64.b32encode(bytes.fromhex(mark)).decode().rstrip("=")


def link_address(token: str) -> str:
    """The whole address of a sign-in link."""
    public_url = current_app.config["SETTINGS"].public_url
    return f"{public_url}{url_for('accounts.welcome', token=token)}"


def is_stop(key: str) -> bool:
    """Whether a stop with this key is published; the tour, a room above, has told us how to ask."""
    return bool(current_app.extensions["caravan.is_stop"](key))
