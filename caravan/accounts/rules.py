"""What each role may do, and for which stops."""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

import pyotp

from caravan.kernel.refusal import Refusal

# One word per thing that can be done; routes name them in their @staff mark.
RIGHTS: dict[str, frozenset[str]] = {
    "organiser": frozenset(
        {
            "see",
            "tour",
            "people",
            "export",
            "desk",
            "badges",
            "checkin",
            "moderate",
            "ask",
            "answer",
            "summary",
            "staff",
        }
    ),
    "gate": frozenset({"see", "desk", "checkin", "ask"}),
    "moderator": frozenset({"see", "moderate", "ask", "answer"}),
    "feedback": frozenset({"see", "answer", "summary"}),
}
ROLES = tuple(RIGHTS)


def may(roles: Iterable[tuple[str, str | None]], right: str, stop_key: str | None) -> bool:
    """Whether any (role, stop key or None for all stops) gives `right` for `stop_key`.

    With `stop_key` None the question is whether the right is there for any stop at all.
    """
    return any(
        right in RIGHTS.get(role, frozenset()) and (stop_key is None or where in (None, stop_key))
        for role, where in roles
    )


def stops_with(roles: Iterable[tuple[str, str | None]], right: str) -> set[str] | None:
    """The keys of the stops for which `right` is held; None stands for all stops."""
    held = {where for role, where in roles if right in RIGHTS.get(role, frozenset())}
    return None if None in held else {where for where in held if where}


PASSWORD_SIGNS = (12, 200)
SESSION_HOURS = 8
IDLE_MINUTES = 60
LINK_HOURS = 24


class WrongSignIn(Refusal):
    """Address, password or code is wrong; which one is not said, to whom does not matter."""

    message = "The e-mail, the password or the code is not right. Check them and try again."
    status = 422


class WeakPassword(Refusal):
    """A password that others would guess."""

    message = (
        "This password is too easy to guess. Take at least 12 signs: four or five words that do"
        " not belong together make a good one."
    )


class LinkIsSpent(Refusal):
    """A sign-in link that was used, is too old, or never was."""

    message = "This link was used already or is too old. Ask an organiser for a new one."
    status = 410  # a page of its own: "no such page" would send the newcomer to the poster


class NotYoursToGive(Refusal):
    """Nobody gives a role, or a stop, beyond their own."""

    message = "You can only give roles for stops that you organise yourself."
    status = 403


class NoSuchStop(Refusal):
    """A role is given for a stop that is published."""

    message = "No stop has this key. Look it up in the list of stops, or leave it empty for all."


class NoEmail(Refusal):
    """An address that no letter can reach."""

    message = "Write an e-mail such as name@example.org."


class EmailTaken(Refusal):
    """There is an account with this address."""

    message = "There is already an account with this e-mail."


def check_email(email: str) -> None:
    """Refuse what is no address: exactly one @ with something before and after it, no gaps."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        raise NoEmail


def check_password(password: str, email: str) -> None:
    """Refuse a password that is short, long, common or close to the address (ASVS 5.0, 6.2)."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - 13 MB of word lists, wanted once in a long while

    shortest, longest = PASSWORD_SIGNS
    own = [part for part in re.split(r"\W+", email) if len(part) > 3]
    if not shortest <= len(password) <= longest or zxcvbn(password[:72], own)["score"] < 3:
        raise WeakPassword


def step_of(code: str, secret: str, now: datetime, last_step: int) -> int:
    """The 30-second step that `code` belongs to; refused when wrong, or not newer than the last.

    RFC 6238; one step earlier or later is taken, for clocks that differ.
    """
    totp = pyotp.TOTP(secret)
    current = totp.timecode(now)
    for step in (current, current - 1, current + 1):
        if step > last_step and _is_same(totp.generate_otp(step), code):
            return step
    raise WrongSignIn


def _is_same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())  # of texts it takes ASCII only


def is_open(created: datetime, seen: datetime, now: datetime) -> bool:
    """Whether a session is still good: eight hours at most, one hour without use."""
    age, idle = now - created, now - seen
    return age < timedelta(hours=SESSION_HOURS) and idle < timedelta(minutes=IDLE_MINUTES)
