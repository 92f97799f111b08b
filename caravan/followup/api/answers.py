"""Questions, answers and promises as data for other programs, as the pages of answers show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flask_sqlalchemy.pagination import Pagination
from msgspec import Meta

from caravan.followup import rules
from caravan.followup.items.rules import QUESTION, SUGGESTION, SUGGESTION_STATES
from caravan.followup.memory.queries import Thread as ThreadRow
from caravan.followup.memory.queries.stop import Told
from caravan.followup.memory.queries.tour import Memory
from caravan.followup.models import Answer as AnswerRow
from caravan.followup.promises.rules import TURNS
from caravan.followup.queries import Promised
from caravan.kernel.api.shapes import Count, Instant, Page, Texts, count, page_of, wall
from caravan.kernel.small_numbers import shown
from caravan.voice.queries import refusal_of

Id = Annotated[str, Meta(description="Stays for good, and says nothing: 128 random bits.")]
PromiseState = Annotated[
    str,
    Meta(
        description="Where the promise stands today; an open one is planned or under way.",
        extra_json_schema={"enum": list(rules.PROMISE_STATES)},
    ),
]

SuggestionState = Annotated[
    str,
    Meta(
        description="How far the suggestion has come; none is told that is still being read.",
        extra_json_schema={"enum": [one for one in SUGGESTION_STATES if one != rules.RECEIVED]},
    ),
]


@dataclass(frozen=True)
class Answer:
    """The newest written answer; of a refusal the text gives the reason."""

    text: Texts
    is_refusal: bool
    answered_at: Instant


@dataclass(frozen=True)
class Turn:
    """Why a promise stands as it does: moved, given up, taken up again; `reason` may be empty."""

    kind: Annotated[str, Meta(extra_json_schema={"enum": list(TURNS)})]
    reason: Texts


@dataclass(frozen=True)
class Promise:
    """What is promised, by which office, until when; `first_due` is the day that was said first.

    `measure` says by what one sees that it is done, `evidence` what shows that it was kept.
    """

    id: Id
    service: str
    text: Texts
    owner: Texts
    state: PromiseState
    due: date
    first_due: date
    kept_on: date | None
    evidence: Texts | None
    measure: Texts
    turn: Turn | None


@dataclass(frozen=True)
class Thread:
    """What was asked or suggested, in its own words and language, and what became of it.

    `shared_by` is how many others say it too. Without `answer` it was answered in the hall, and the
    written answer follows.
    """

    id: Id
    kind: Annotated[str, Meta(extra_json_schema={"enum": [QUESTION, SUGGESTION]})]
    stop: str
    service: str
    text: str
    language: str
    state: Annotated[str, Meta(description="`answered`, or how far the suggestion has come.")]
    shared_by: Count
    answer: Answer | None
    promises: list[Promise]


@dataclass(frozen=True)
class States:
    """How many promises stand how; a count of promises is none of people."""

    late: int
    open: int
    kept: int
    given_up: int


@dataclass(frozen=True)
class Questions:
    """How many questions of the stop are shown: answered, and waiting for an answer."""

    answered: int
    waiting: int


@dataclass(frozen=True)
class StopAnswers:
    """A page of what was answered at a stop, by service, and the promises made to no question."""

    stop: str
    questions: Questions
    promises: States
    page: Page
    threads: list[Thread]
    other_promises: list[Promise]


@dataclass(frozen=True)
class TourAnswers:
    """A page of what was answered at all stops, the latest stop first."""

    promises: States
    page: Page
    threads: list[Thread]


@dataclass(frozen=True)
class Suggestion:
    """A suggestion that was taken up: what became of it, and why where it was declined."""

    id: Id
    service: str
    text: str
    language: str
    state: SuggestionState
    reason: Texts


@dataclass(frozen=True)
class StopSuggestions:
    """A page of the suggestions of a stop, the most supported first."""

    stop: str
    page: Page
    suggestions: list[Suggestion]


def stop_answers(key: str, told: Told) -> StopAnswers:
    """The page of the stop `key`."""
    return StopAnswers(
        stop=key,
        questions=Questions(told.counts[rules.ANSWERED], told.counts[rules.APPROVED]),
        promises=_states(told.states),
        page=page_of(told.page),
        threads=[_thread(one) for _, threads in told.groups for one in threads],
        other_promises=[_promise(one) for one in told.other_promises],
    )


def tour_answers(memory: Memory) -> TourAnswers:
    """The page of all stops."""
    return TourAnswers(
        promises=_states(memory.states),
        page=page_of(memory.page),
        threads=[_thread(one) for one in memory.threads],
    )


def stop_suggestions(key: str, shown_ones: Pagination) -> StopSuggestions:
    """The page of the stop `key`."""
    return StopSuggestions(
        stop=key,
        page=page_of(shown_ones),
        suggestions=[
            Suggestion(
                one.id,
                one.service_code,
                one.body,
                one.language,
                one.state,
                refusal_of(one),
            )
            for one in shown_ones.items
        ],
    )


def _thread(row: ThreadRow) -> Thread:
    """`shared_by` is how many people beside the asker say it."""
    said = row.item
    return Thread(
        id=said.id,
        kind=said.kind,
        stop=row.stop.key,
        service=said.service_code,
        text=said.body,
        language=said.language,
        state=said.state,
        shared_by=count(shown(said.voices - 1)),
        answer=_answer(row.answer) if row.answer else None,
        promises=[_promise(one) for one in row.promises],
    )


def _answer(row: AnswerRow) -> Answer:
    return Answer(row.body, row.is_refusal, wall(row.answered_at))


def _promise(one: Promised) -> Promise:
    return Promise(
        id=one.id,
        service=one.service_code,
        text=one.body,
        owner=one.owner,
        state=one.state,
        due=one.due,
        first_due=one.was_due,
        kept_on=one.kept_on,
        evidence=one.evidence,
        measure=one.measure,
        turn=Turn(one.turn.kind, one.turn.note) if one.turn else None,
    )


def _states(counts: Mapping[str, int]) -> States:
    return States(**{state: counts.get(state, 0) for state in rules.PROMISE_STATES})
