"""Decisions about surveys: what an answer is, what is counted of it, what is shown of the counts.

An answer is counted and not kept: no row holds what one person said (docs/anonymity.md).
"""

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.small_numbers import THRESHOLD, Shown, protect

WHOLE_STOP = ""
"""The key of the session that a survey on the whole stop is about: none."""
MOST_QUESTIONS = 5
LINE_LENGTH = 200
MARKS = ("5", "4", "3", "2", "1")
"""What faces and scales give, the best first."""

PHONE, KIOSK, HELPER, PAPER = "phone", "kiosk", "helper", "paper"
CHANNELS = (PHONE, KIOSK, HELPER, PAPER)
HANDED = "handed"
"""Beside the channels: how many papers were handed over, each to a person counted by it."""

STEP = 5
HALL_LEAST = 10
SILENCE_SECONDS = 40
BAG = 5
"""Lines of text lie in bags of so many; staff see them once a bag is full."""

Tally = Mapping[str, Mapping[str, int]]
"""How often each answer was given, by the name of the question ("welcome.2") and the answer."""
_PASS = re.compile(r"([0-9a-f]{32})([0-9a-f]{32})")


class NotOpen(NotFound):
    """There is no survey here, or none yet."""

    message = "This survey is not open yet. Look again during the stop."


class NothingSaid(Refusal):
    """A form without any answer would use up the person's one time."""

    message = "Answer one question at least."


class UnknownHolder(Refusal):
    """The code is mistyped, of another stop, withdrawn, or waits for a place."""

    message = (
        "This code gives no answer here. Look at your ticket again: the entry code has eight "
        "signs, the follow-up code ten digits."
    )


class UnknownSheet(Refusal):
    """The code of the paper is mistyped, or it is the paper of another survey."""

    message = "This is not the code of a paper of this survey. Look at the foot of the paper."


class AlreadyCounted(Refusal):
    """The person, or the paper, was counted before."""

    message = "This code was counted already: each counts once. Nothing was changed."
    status = 409


class PaperNotHanded(Refusal):
    """As many papers came back as were handed over to somebody."""

    message = (
        "No more papers were handed over to anybody than were counted already. Write down first "
        "to whom this one was handed: so that nobody counts on a phone as well."
    )
    status = 409


class HasAnswers(Refusal):
    """The questions of a survey stay as they are once somebody has answered them."""

    message = "This survey has answers: its questions stay as they are."
    status = 409


class QuestionsMissing(Refusal):
    """A survey asks one question at least, and few of them."""

    message = "Choose from 1 to %(most)s questions."


class Asked(Protocol):
    """A question as a survey asks it; `name` is its code with its version."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> dict[str, str]: ...
    @property
    def choices(self) -> Sequence[dict[str, str]]: ...


@dataclass(frozen=True)
class Said:
    """What one form says: the answer by the question's name, and the lines of text likewise."""

    marks: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


def answers_to(question: Asked) -> tuple[str, ...]:
    """What may be answered, in order: "5" to "1" by faces, else "1" and so on; no line."""
    if question.kind == "choice":
        return tuple(str(place) for place in range(1, len(question.choices) + 1))
    if question.kind == "scale":
        return MARKS[::-1]
    return () if question.kind == "line" else MARKS


def read_said(questions: Sequence[Asked], typed: Mapping[str, str | None]) -> Said:
    """What the form says; refused where nothing is answered. What no question has is passed over.

    `typed` holds what was chosen or written, by the question's name.
    """
    given = {one.name: typed.get(one.name) or "" for one in questions}
    marks = {one.name: given[one.name] for one in questions if given[one.name] in answers_to(one)}
    lines = {
        one.name: given[one.name][:LINE_LENGTH]
        for one in questions
        if one.kind == "line" and given[one.name].strip()
    }
    if not marks and not lines:
        raise NothingSaid
    return Said(marks, lines)


def check_number(chosen: Sequence[object]) -> None:
    """Refuse a survey without a question, or with more than a person at a door answers."""
    if not 1 <= len(chosen) <= MOST_QUESTIONS:
        raise QuestionsMissing(most=MOST_QUESTIONS)


def added(tally: Tally, marks: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """The tally with one more form in it; the former one stays as it was."""
    grown = {name: dict(counts) for name, counts in tally.items()}
    for name, answer in marks.items():
        counts = grown.setdefault(name, {})
        counts[answer] = counts.get(answer, 0) + 1
    return grown


def check_handed(channels: Mapping[str, int]) -> None:
    """Refuse a paper that stands for nobody; `channels` are the numbers before it."""
    if channels.get(PAPER, 0) >= channels.get(HANDED, 0):
        raise PaperNotHanded


def is_step(answers: int) -> bool:
    """Whether figures are renewed at so many answers: 5, 10, 15 and so on."""
    return answers > 0 and answers % STEP == 0


def last_step(answers: int) -> int:
    """The greatest step up to so many answers that the hall may see, 0 where there is none.

    Source: security reference, "polls show nothing until 10, then step by 5".
    """
    return answers - answers % STEP if answers >= HALL_LEAST else 0


def renewed(shown: Tally, tally: Tally) -> dict[str, dict[str, int]]:
    """What may be seen by now: each question as it stood at its own last step.

    Of those who answer a survey some pass a question over: at its step of five, one alone may have
    answered that question, and what was shown before would tell what.
    """
    stepped = {name: counts for name, counts in tally.items() if is_step(sum(counts.values()))}
    return {name: dict(counts) for name, counts in {**shown, **stepped}.items()}


def for_hall(shown: Tally) -> Tally:
    """What the hall sees of it: the questions that ten have answered."""
    return {name: counts for name, counts in shown.items() if sum(counts.values()) >= HALL_LEAST}


def for_staff(shown: Tally, tally: Tally) -> Tally:
    """What staff see: the same steps from five on, so that nobody's answer is seen to arrive.

    A question that fewer have answered is taken as it is: all of it is hidden.
    """
    return {**tally, **shown}


@dataclass(frozen=True)
class Result:
    """What was answered to a question: each possible answer with its count, None where hidden.

    `total` is how many answered it, None where that is hidden.
    """

    question: Asked
    counts: tuple[tuple[str, Shown], ...]
    total: Shown

    @property
    def most(self) -> int:
        """The greatest count that is shown, at least 1: the length of the longest bar."""
        return max([1, *(count for _, count in self.counts if count is not None)])


def result(question: Asked, tally: Tally) -> Result:
    """The counts of a question with every group of 1 to 4 hidden, and what would tell it."""
    possible = answers_to(question)
    counts = tally.get(question.name, {})
    line = protect([counts.get(answer, 0) for answer in possible])
    return Result(question, tuple(zip(possible, line.counts, strict=True)), line.total)


def may_be_read(bag: int, answers: int, *, is_over: bool) -> bool:
    """Whether the `bag` lines of a bag are shown to staff.

    A full bag at once; what is left once the stop `is_over`, unless fewer than five people answered
    the survey at all.
    """
    return bag >= BAG or (is_over and answers >= THRESHOLD)


def write_pass(person: str, proof: str) -> str:
    """What a ticket gives along: the person's seal and our proof that it is one of this stop."""
    return person + proof


def read_pass(text: str) -> tuple[str, str] | None:
    """Seal and proof as `write_pass` joined them, or None. Whether the proof is ours is not asked.

    Upper and lower case are the same, gaps are none.
    """
    found = _PASS.fullmatch(text.strip().lower())
    return (found[1], found[2]) if found else None


def is_proof(given: str, right: str) -> bool:
    """Whether a proof is the right one, compared in a time that tells nothing."""
    return hmac.compare_digest(given.encode(), right.encode())
