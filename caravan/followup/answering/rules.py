"""Decisions about replies: who may write, check and publish one, and to whom an item is given."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from caravan.followup.items.rules import NOTE, QUESTION, SUGGESTION
from caravan.followup.rules import LANGUAGES, PromiseDetails, Texts
from caravan.kernel.refusal import Refusal

DRAFT, REVIEW, CHECKED, PUBLISHED = "draft", "review", "checked", "published"
WAITING = "waiting"
STAGES = (WAITING, DRAFT, REVIEW, CHECKED)
"""How far the answer of an item is that is still owed; `WAITING`: nobody has begun it."""

UNOWNED, LATE, WEEK, LATER = "unowned", "late", "week", "later"
GROUPS = (UNOWNED, LATE, WEEK, LATER)

REPLY_LENGTH = 2000
REFUSAL_LENGTH = 300
"""A reason for a "no" must fit a line of the printed summary, and the reason of a suggestion."""
REASON_LENGTH = 300
NAME_LENGTH = 80
PLACES = ("stop", "service", "body")
"""What a template may name in braces, to be filled in where an answer begins with it."""
MOST_DAYS = 250

OWED = {
    QUESTION: ("approved", "answered"),
    SUGGESTION: ("received", "studied"),
    NOTE: ("told",),
}
"""In which states an item still waits for words: a rejected one has its reason already."""
REJECTED = "rejected"
UNREAD = ("received", REJECTED)
"""In which states an item leaves the house for nobody: no moderator has let it through."""


class ReplyIncomplete(Refusal):
    """An answer goes to its second reader in Arabic and in French."""

    message = "Write the answer in Arabic and in French before it is read by somebody else."


class ReasonTooLong(Refusal):
    """A refusal is printed: its reason must be short."""

    message = "The reason of a refusal is printed: %(most)s signs at most."


class PlaceLeftOpen(Refusal):
    """A template names in braces what there is not yet, as a body where nobody has the text."""

    message = "Write out what still stands in braces: %(places)s."


class NotPrintable(Refusal):
    """The letters of the printed pages lack some of these signs."""

    message = "The printed pages have no letter for: %(signs)s. Write it without them."


class ReplyChanged(Refusal):
    """Somebody else changed the reply since it was opened."""

    message = (
        "A colleague changed this answer since you opened it. Your text is kept below: "
        "compare it with the one that stands now, then save again."
    )
    status = 409


class TemplateChanged(Refusal):
    """Somebody else changed the template since it was opened."""

    message = (
        "A colleague changed this since you opened it. What you chose is kept below: compare it "
        "with what stands now, then save again."
    )
    status = 409


class OwnerChanged(Refusal):
    """Somebody else gave the item to a body since the page was opened."""

    message = (
        "A colleague gave this to a body, or set another day, since you opened it. What you chose "
        "is kept below: look who has it now, then send it again."
    )
    status = 409


class LinkChanged(Refusal):
    """Somebody else made or ended the link of the body since the page was opened."""

    message = (
        "A colleague has changed this since you opened the page. Nothing was overwritten: "
        "look at it again."
    )
    status = 409


class SameReader(Refusal):
    """Nobody checks what they wrote themselves."""

    message = "You wrote this answer: somebody else must read it before it is published."
    status = 409


class LinkKnown(Refusal):
    """Whoever was shown or sent a body's link could have written there."""

    message = (
        "You made the link by which this answer was written, or noted or have an address it is "
        "sent to: somebody else must read it before it is published."
    )
    status = 409


class NotAtThisStep(Refusal):
    """The reply is not where this act is possible."""

    message = "This answer is at another step by now. Nothing was changed."
    status = 409


class NotYours(Refusal):
    """A body writes its own answers, and only until the foundation has taken them over."""

    message = "The foundation has this answer in hand now. Nothing was changed."
    status = 409


class ReasonMissing(Refusal):
    """Whoever hands an item on, or sends a reply back, says why."""

    message = "Write the reason in one sentence."


class NotRead(Refusal):
    """A text that no moderator has read leaves the house for no partner."""

    message = "No moderator has read this text yet: it cannot be given to a partner."
    status = 409


class BodyWithdrawn(Refusal):
    """A body that the file of duties names no longer is given nothing."""

    message = "This body answers no more. Choose another one."
    status = 409


class NotUnderAgreement(Refusal):
    """A partner answers under its agreement: without one in force it is given nothing."""

    status = 409


class NoAgreement(NotUnderAgreement):
    """No agreement of the register names the partner as one of its parties."""

    message = (
        "No agreement of the register names this partner. "
        "Choose another body, or enter the agreement."
    )


class AgreementEnded(NotUnderAgreement):
    """The partner's agreement has ended, and no other one is in force."""

    message = (
        "The agreement “%(title)s” of this partner ended on %(day)s. "
        "Choose another body, or enter the agreement that follows it."
    )


class AgreementAhead(NotUnderAgreement):
    """The partner's agreement is expected or signed, and nothing tells that it is in force."""

    message = (
        "The agreement “%(title)s” of this partner is not in force. "
        "Choose another body, or enter since when the agreement is in force."
    )


class DueInThePast(Refusal):
    """Nothing is due before it is given."""

    message = "This day is over. Choose a later one."


class NothingToAnswer(Refusal):
    """The item has its answer or its reason, or is not yet before the moderators."""

    message = "Nothing is to be answered here: it has its answer or its reason already."
    status = 409


@dataclass(frozen=True)
class Words:
    """What a reply says: texts by language, and whether it says no. `version` is the one seen.

    `promise` is what is promised with it; None leaves the one that stands there, unless
    `keeps_promise` is off.
    """

    body: Texts
    is_refusal: bool
    version: int
    promise: PromiseDetails | None = None
    keeps_promise: bool = True


def mark_of(*parts: object) -> str:
    """16 hex digits that differ when any of `parts` differs: what somebody saw before changing it.

    Of texts by language the order says nothing.
    """
    told = [sorted(part.items()) if isinstance(part, Mapping) else part for part in parts]
    return sha256(repr(told).encode()).hexdigest()[:16]


def group_of(due: date | None, today: date) -> str:
    """Under which head of the board (GROUPS) an item stands that is due on that day."""
    if due is None:
        return UNOWNED
    if due < today:
        return LATE
    return WEEK if due <= today + timedelta(days=7) else LATER


def check_given(*, is_owned: bool, reason: str, due: date | None, today: date) -> None:
    """Refuse to hand an item on without a reason, or with a day that is over."""
    if is_owned and not reason.strip():
        raise ReasonMissing
    if due is not None and due < today:
        raise DueInThePast


def check_body(*, is_withdrawn: bool) -> None:
    """Refuse to give anything to a body that answers no more."""
    if is_withdrawn:
        raise BodyWithdrawn


def check_whole(words: Words, unprintable: Callable[[str], str]) -> None:
    """Refuse what cannot go to a second reader: a missing language, or a template's open place.

    And a "no" that cannot be printed.

    `unprintable` gives the signs of a text that the printed pages lack.
    """
    if not all(words.body.get(language, "").strip() for language in LANGUAGES):
        raise ReplyIncomplete
    said = " ".join(words.body.values())
    if places := [f"{{{name}}}" for name in PLACES if f"{{{name}}}" in said]:
        raise PlaceLeftOpen(places=" ".join(places))
    if not words.is_refusal:
        return
    if any(len(text) > REFUSAL_LENGTH for text in words.body.values()):
        raise ReasonTooLong(most=REFUSAL_LENGTH)
    if signs := "".join(unprintable(text) for text in words.body.values()):
        raise NotPrintable(signs=" ".join(dict.fromkeys(signs)))


def check_reader(author_id: int | None, known_to: Collection[int], reader_id: int) -> None:
    """Refuse that somebody checks what they wrote, or could have written by a link they knew.

    `author_id` None: a body wrote it, on a browser where nobody of the staff was signed in.
    `known_to`: to whom that body's link was known; nobody where it was written by none.
    """
    if author_id == reader_id:
        raise SameReader
    if reader_id in known_to:
        raise LinkKnown


def may_body_write(state: str | None, author: str | None) -> bool:
    """Whether a body may write by its own link: nobody has begun, or only a body has.

    `state` and `author` (a body's code) are those of the reply; None where there is none.
    """
    return state is None or (state == DRAFT and author is not None)


def fill(text: str, values: Mapping[str, str]) -> str:
    """A template's text with `{stop}`, `{service}` and `{body}` filled in; all else stays."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def written_promise(details: PromiseDetails) -> dict[str, Any]:
    """A promise as it is kept beside a reply until that is published."""
    texts = {"body": dict(details.body), "owner": dict(details.owner)}
    return {"id": details.id, "due": details.due.isoformat(), **texts}


def read_promise(written: Mapping[str, Any]) -> PromiseDetails:
    """The same, read back."""
    due = date.fromisoformat(written["due"])
    return PromiseDetails(written["body"], written["owner"], due, written["id"])
