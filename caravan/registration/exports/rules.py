"""Who may take a list out, until when, and how a telephone number stands in it."""

from datetime import datetime, timedelta

from caravan.kernel.phones import spoken
from caravan.kernel.refusal import Refusal

LISTS = ("people", "invitations")
FORMATS = ("xlsx", "csv")
REASON_SIGNS = (10, 200)
HOLDS = timedelta(hours=24)
WAITS = timedelta(days=7)


class OwnRequest(Refusal):
    """Nobody grants what they asked for themselves."""

    message = "Somebody else has to grant this: you asked for it yourself."
    status = 403


class NotGranted(Refusal):
    """The list was not granted, or only to somebody else."""

    message = "This list was not granted to you."
    status = 403


class ExportIsOver(Refusal):
    """The day since it was granted is over."""

    message = "This list could be fetched for 24 hours, and they are over. Ask for it anew."
    status = 410


class NotDrawn(Refusal):
    """The file of a long list is kept for an hour."""

    message = "This file was drawn over an hour ago and is gone. Have it drawn again."
    status = 410


class ReasonMissing(Refusal):
    """Why a list is wanted is asked, and kept."""

    message = "Write in a few words what the list is for: %(least)s to %(most)s signs."


def read_reason(text: str | None) -> str:
    """What a list is wanted for; refused when it says next to nothing or too much."""
    least, most = REASON_SIGNS
    if not least <= len(text or "") <= most:
        raise ReasonMissing(least=least, most=most)
    return text or ""


def is_over(granted_at: datetime, now: datetime) -> bool:
    """Whether a list that was granted then can no longer be fetched."""
    return now >= granted_at + HOLDS


def is_forgotten(asked_at: datetime, now: datetime) -> bool:
    """Whether a request that nobody decided about is past: nothing is granted weeks later."""
    return now >= asked_at + WAITS


def phone_cell(phone: str | None) -> str:
    """A number that stays text in a spreadsheet and is read again: "06 12 34 56 78"."""
    if phone is None:
        return ""
    if phone.startswith("+212") and len(phone) == 13:
        return spoken(phone)
    return f"00{phone[1:4]} {phone[4:]}"
