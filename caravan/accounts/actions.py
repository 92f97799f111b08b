"""Writing accounts: add a person, set the password, sign in and out."""

import secrets
from base64 import b64encode
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.low_level import ARGON2_VERSION
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from caravan.accounts import queries, rules
from caravan.accounts.models import SignInLink, Staff, StaffRole, StaffSession
from caravan.kernel import audit, versions
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.guard import Actor

_hasher = PasswordHasher()  # Argon2id with the library's (RFC 9106) settings


def hash_of_nobody() -> str:
    """A hash that no password has, as if made: an unknown address costs the time of a known one."""
    salt, digest = (
        b64encode(secrets.token_bytes(size)).decode().rstrip("=")
        for size in (_hasher.salt_len, _hasher.hash_len)
    )
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


_NOBODY = hash_of_nobody()


def add_staff(
    email: str, role: str, stop_key: str | None, *, name: str = "", by: Actor | None = None
) -> Staff:
    """A new account with one role; `by` is the organiser who gives it (None: the command line).

    Refused when the address has an account, or the role lies beyond what `by` may give.
    """
    if by is not None and not queries.may_give(by, stop_key):
        raise rules.NotYoursToGive
    if stop_key is not None and not queries.is_stop(stop_key):
        raise rules.NoSuchStop
    rules.check_email(email)
    with transaction() as writing:
        staff = Staff(
            email=email.casefold(), name=name or email.split("@", maxsplit=1)[0], created_at=now()
        )
        staff.roles = [StaffRole(role=role, stop_key=stop_key)]
        writing.add(staff)
        try:
            writing.flush()
        except IntegrityError as taken:  # by a colleague meanwhile, or by a closed account
            raise rules.EmailTaken from taken
        audit.record(
            "accounts.add",
            staff_id=by.id if by else None,
            stop_key=stop_key,
            subject=staff.id,
            role=role,
        )
    return staff


def make_link(staff_id: int, *, by: Actor | None = None) -> str:
    """The token of a new sign-in link: good once, for a day; earlier links die."""
    token = secrets.token_urlsafe(32)
    with transaction() as writing:
        writing.execute(
            update(SignInLink)
            .where(SignInLink.staff_id == staff_id, SignInLink.used_at.is_(None))
            .values(used_at=now())
        )
        writing.add(
            SignInLink(
                token_hash=queries.hash_token(token),
                staff_id=staff_id,
                expires_at=now() + timedelta(hours=rules.LINK_HOURS),
            )
        )
        audit.record("accounts.link", staff_id=by.id if by else None, subject=staff_id)
    return token


def set_password(staff_id: int, password: str) -> None:
    """Keep the password as an Argon2id hash; refused when it is easy to guess."""
    with transaction() as writing:
        staff = queries.get_staff(staff_id)
        rules.check_password(password, staff.email)
        staff.password_hash = _hasher.hash(password)
        writing.flush()
        audit.record("accounts.password", staff_id=staff_id, subject=staff_id)


def accept_link(token: str, password: str, code: str) -> str:
    """Open the account of a link: password set, code application confirmed, link spent.

    Gives the token of the new session; refused when any of the three is not right, and then the
    link stays good.
    """
    with transaction() as writing:
        link = queries.get_link(token, to_spend=True)
        staff = queries.get_staff(link.staff_id)
        setup = staff.totp_round + 1  # a lost or stolen telephone's codes die with each link used
        step = rules.step_of(code, queries.totp_secret(staff, setup), now(), last_step=0)
        set_password(staff.id, password)
        staff.totp_round, staff.totp_confirmed, staff.totp_last_step = setup, True, step
        link.used_at = now()
        writing.flush()
        end_sessions(staff.id, by=staff)
        return open_session(staff.id)


def sign_in(email: str, password: str, code: str) -> str:
    """The token of a new session; one refusal for whatever is wrong, in the same time."""
    staff = queries.find_by_email(email)
    known = staff.password_hash if staff and staff.totp_confirmed else None
    right = _matches(known or _NOBODY, password)
    if staff is None or known is None or not right:
        raise rules.WrongSignIn
    with transaction() as writing:
        fresh = writing.get_one(Staff, staff.id, with_for_update=True)
        secret = queries.totp_secret(fresh, fresh.totp_round)
        fresh.totp_last_step = rules.step_of(code, secret, now(), fresh.totp_last_step)
        return open_session(fresh.id)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


def open_session(staff_id: int) -> str:
    """A new session of the account; gives the token that the browser will hold."""
    token = secrets.token_urlsafe(32)
    with transaction() as writing:
        writing.add(
            StaffSession(
                token_hash=queries.hash_token(token),
                staff_id=staff_id,
                created_at=now(),
                seen_at=now(),
                expires_at=now() + timedelta(hours=rules.SESSION_HOURS),
            )
        )
        writing.flush()
        audit.record("accounts.sign_in", staff_id=staff_id, subject=staff_id)
    return token


def note_use(who: queries.SignedIn) -> None:
    """Remember that the session is in use, at most once a minute."""
    if now() - who.seen_at > timedelta(minutes=1):
        with transaction() as writing:
            writing.execute(
                update(StaffSession)
                .where(StaffSession.token_hash == who.token_hash)
                .values(seen_at=now())
            )
            versions.bump(queries.TOPIC)


def sign_out(token: str) -> None:
    """End this one session."""
    with transaction() as writing:
        writing.execute(
            update(StaffSession)
            .where(StaffSession.token_hash == queries.hash_token(token))
            .values(ended_at=now())
        )
        versions.bump(queries.TOPIC)


def end_sessions(staff_id: int, *, by: Actor) -> None:
    """End every session of the account, at once."""
    with transaction() as writing:
        writing.execute(
            update(StaffSession)
            .where(StaffSession.staff_id == staff_id, StaffSession.ended_at.is_(None))
            .values(ended_at=now())
        )
        versions.bump(queries.TOPIC)
        audit.record("accounts.end_sessions", staff_id=by.id, subject=staff_id)


def close_account(staff_id: int, *, by: Actor) -> None:
    """Close the account and end its sessions; refused beyond what `by` manages."""
    with transaction():
        staff = queries.get_staff(staff_id)
        if not queries.may_manage(by, staff) or staff.id == by.id:
            raise rules.NotYoursToGive
        staff.closed_at = now()
        staff.email = f"closed-{staff.id}"  # the address may be invited again
        end_sessions(staff_id, by=by)
        audit.record("accounts.close", staff_id=by.id, subject=staff_id)
