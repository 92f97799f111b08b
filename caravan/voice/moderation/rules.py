"""Decisions of the moderators' desk: what may be grouped, what was changed by a colleague."""

import hashlib
from collections.abc import Iterable

from caravan.kernel.names import skeleton
from caravan.kernel.refusal import Refusal
from caravan.voice import rules as voice

# Two states beside those of voice.rules; nobody but the desk lists questions in them.
GROUPED, PRIVATE = "grouped", "private"

# What can be put under another question, and can lead others.
GROUPABLE = (voice.RECEIVED, voice.APPROVED, voice.ANSWERED)

BODY_LENGTH, TITLE_LENGTH = 500, 120
_SHORTEST = 3
# A question goes one step back, to where it can be decided about again.
BACK = {
    voice.ANSWERED: voice.APPROVED,
    voice.REJECTED: voice.RECEIVED,
    voice.APPROVED: voice.RECEIVED,
}
_MANY = 6
# So many texts are offered to be grouped with one; a flood of thousands makes no longer page.
MOST_CANDIDATES = 200
_ALIKE = 0.34


class ChangedMeanwhile(Refusal):
    """A colleague changed the question since the page was opened."""

    message = (
        "A colleague has changed this since you opened the page. Nothing was overwritten: "
        "look at it again."
    )
    status = 409


class NotToGroup(Refusal):
    """A question leads its group, or stands alone; it is never under itself or a member."""

    message = "These cannot be grouped: look at them again."
    status = 409


class LeadIsHidden(Refusal):
    """What everybody sees would vanish behind what nobody sees yet."""

    message = (
        "Approve this one first: everybody already sees one of those you want to put under it."
    )
    status = 409


class NothingToUndo(Refusal):
    """The question stands where every question begins."""

    message = "There is nothing to take back here."
    status = 409


class WordingMissing(Refusal):
    """An edited question still says something."""

    message = "Write the question in a few words."


class IsPrivate(Refusal):
    """The text of a personal case is gone; nothing can be decided about it any more."""

    message = "This is a case for the private desk now: its text is erased. Nothing was changed."
    status = 409


def mark_of(*parts: object) -> str:
    """16 hex digits that differ when any of `parts` differs: what a moderator saw."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def check_mark(seen: str, present: str) -> None:
    """Refuse to decide about what is no longer what the moderator saw."""
    if seen != present:
        raise ChangedMeanwhile


def check_wording(body: str) -> str:
    """The wording to keep; refused when it says nothing."""
    if len(body.strip()) < _SHORTEST:
        raise WordingMissing
    return body.strip()


def state_before(state: str) -> str:
    """Where a question in `state` goes back to; refused where there is no way back."""
    if state == PRIVATE:
        raise IsPrivate
    if state not in BACK:
        raise NothingToUndo
    return BACK[state]


def check_group(lead: str, members: Iterable[str], hidden: Iterable[str]) -> None:
    """Refuse a group whose lead cannot lead; `lead` and `members` are states.

    `hidden` are the states in which nobody but the desk sees a text.
    """
    states = list(members)
    out_of_hand = {GROUPED, PRIVATE, voice.REJECTED, voice.WAITING}
    if not states or out_of_hand & {lead, *states}:
        raise NotToGroup
    if lead in hidden and not set(states) <= set(hidden):
        raise LeadIsHidden


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1, in whichever script each is written.

    Words are compared by their consonants, so Darija in Latin letters meets its Arabic spelling.
    """
    first, second = (_bones(text) for text in (one, other))
    return len(first & second) / min(max(len(first | second), 1), _MANY)


def alike(body: str, others: Iterable[tuple[str, str]], most: int = _MANY) -> list[str]:
    """The ids of those of `others` (id, text) that resemble `body`, the most alike first."""
    found = [(likeness(body, text), one) for one, text in others]
    return [one for share, one in sorted(found, reverse=True) if share >= _ALIKE][:most]


def _bones(text: str) -> set[str]:
    return {bone for bone in skeleton(text).split() if len(bone) > 1}
