"""Decisions about answers and promises: what may be answered, what is whole, what is late."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex

from caravan.kernel.refusal import Refusal

Texts = Mapping[str, str]

LANGUAGES = ("ar", "fr")
ANSWER_LENGTH = 2000
PROMISE_LENGTH = 500
OFFICE_LENGTH = 120

# Questions as their room keeps them: shown to everybody, and those that have their answer.
APPROVED, ANSWERED, REJECTED, RECEIVED = "approved", "answered", "rejected", "received"
SHOWN = (APPROVED, ANSWERED)

OPEN, LATE, KEPT, GIVEN_UP = "open", "late", "kept", "given_up"
# What wants care first comes first.
PROMISE_STATES = (LATE, OPEN, KEPT, GIVEN_UP)
SETTLED = (KEPT, GIVEN_UP)


class QuestionRejected(Refusal):
    """A rejected question is shown to nobody, so it cannot have a public answer."""

    message = "This question was rejected: it has a reason and no answer. Nothing was saved."
    status = 409


class QuestionNotShown(Refusal):
    """A question is answered in public once a moderator has approved it."""

    message = "No moderator has approved this question yet. Approve it first; nothing was saved."
    status = 409


class AnswerIncomplete(Refusal):
    """An answer is written in Arabic and in French."""

    message = "Write the answer in Arabic and in French."


class TextTooLong(Refusal):
    """A text is longer than its page can show."""

    message = "This text is too long: %(most)s signs at most."


class PromiseIncomplete(Refusal):
    """A promise says what, which office and until when, in both languages, or it is none."""

    message = (
        "A promise needs all of it: what, which office and until when, in Arabic and in French. "
        "Or leave all of it empty."
    )


class DueBeforeStop(Refusal):
    """Nobody promises something for a day before the stop."""

    message = "This day lies before the stop. Check the year."


class PromiseAlreadyKept(Refusal):
    """Somebody wrote down before that the promise was kept."""

    message = "This promise is already marked as kept. Nothing was changed."
    status = 409


class EvidenceIncomplete(Refusal):
    """Whoever says that a promise is kept says what shows it."""

    message = "Write what shows that the promise is kept, in Arabic and in French."


@dataclass(frozen=True)
class PromiseDetails:
    """What is promised, which office will do it, until which day; texts by language.

    `id` is made where the form is: the same form sent again is the same promise.
    """

    body: Texts
    owner: Texts
    due: date
    id: str = field(default_factory=lambda: token_hex(16))


def new_id() -> str:
    """128 random bits as 32 signs."""
    return token_hex(16)


def promise_state(due: date, today: date, *, is_kept: bool, is_given_up: bool = False) -> str:
    """Where a promise stands: kept, given up, else late from the day after `due`, else open."""
    if is_kept:
        return KEPT
    if is_given_up:
        return GIVEN_UP
    return LATE if due < today else OPEN


def check_answerable(state: str) -> None:
    """Refuse to answer a question that is not public; `state` is as voice keeps it."""
    if state == REJECTED:
        raise QuestionRejected
    if state not in SHOWN:
        raise QuestionNotShown


def check_answer(body: Texts) -> None:
    """Refuse an answer that lacks a language or is too long."""
    if not _is_whole(body):
        raise AnswerIncomplete
    _check_length(body, ANSWER_LENGTH)


def check_promise(promise: PromiseDetails, first_day: date) -> None:
    """Refuse a promise that lacks a part, or whose day lies before the stop's `first_day`."""
    if not (_is_whole(promise.body) and _is_whole(promise.owner)):
        raise PromiseIncomplete
    _check_length(promise.body, PROMISE_LENGTH)
    _check_length(promise.owner, OFFICE_LENGTH)
    if promise.due < first_day:
        raise DueBeforeStop


def check_evidence(evidence: Texts) -> None:
    """Refuse a kept promise without a word, in both languages, on what shows it."""
    if not _is_whole(evidence):
        raise EvidenceIncomplete
    _check_length(evidence, PROMISE_LENGTH)


def read_promise(
    body: Texts, owner: Texts, due: date | None, promise_id: str
) -> PromiseDetails | None:
    """The promise of a form, None where all of it is empty; refused where only a part is there."""
    if due is None and not any([*body.values(), *owner.values()]):
        return None
    if due is None:
        raise PromiseIncomplete
    return PromiseDetails(body, owner, due, promise_id)


def _is_whole(texts: Texts) -> bool:
    return all(texts.get(language, "").strip() for language in LANGUAGES)


def _check_length(texts: Texts, most: int) -> None:
    if any(len(text) > most for text in texts.values()):
        raise TextTooLong(most=most)
