"""Reading what stands beside the spoken texts: wordings, labels, stars, groups, appointments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import func, select

from caravan.kernel.db import session
from caravan.kernel.headcounts import count_heads
from caravan.kernel.heads import Heads
from caravan.kernel.refusal import NotFound
from caravan.voice import queries as voice
from caravan.voice import rules as said
from caravan.voice.models import Question
from caravan.voice.moderation import rules
from caravan.voice.moderation.models import (
    DeskAppointment,
    QuestionEdit,
    QuestionGroup,
    QuestionLabel,
    QuestionStar,
)
from caravan.voice.rounds import queries as rounds


@dataclass(frozen=True)
class Beside:
    """What stands beside some questions, by their ids; `members` are by their lead's.

    `authors` are names: of questions of rounds with names, and of no other.
    """

    labels: dict[str, list[str]]
    edits: dict[str, int]
    starred: frozenset[str]
    members: dict[str, list[Question]]
    leads: dict[str, str]
    authors: dict[str, str]

    def mark(self, question: Question) -> str:
        """What a moderator sees of the question, stars and support apart, in 16 digits."""
        return rules.mark_of(
            question.state,
            question.body,
            question.reason,
            self.labels.get(question.id, []),
            self.leads.get(question.id),
            [one.id for one in self.members.get(question.id, [])],
        )


@dataclass(frozen=True)
class Desk:
    """The desk as one moderator sees it: the lanes, starred ones first, and what stands beside."""

    board: voice.Board
    rejected: list[Question]
    beside: Beside
    appointments: list[DeskAppointment]


def desk(stop_id: int, page: int = 1) -> Desk:
    """The desk of the stop; every lane shows its `page`, 50 questions long."""
    board = voice.board(stop_id, page)
    rejected = voice.questions(stop_id, (said.REJECTED,), most=voice.PER_PAGE)
    shown = [one for lane in board.lanes.values() for one in lane] + rejected
    found = beside([*shown, *([board.on_air] if board.on_air else [])])
    lanes = {
        state: sorted(lane, key=lambda one: one.id not in found.starred)
        for state, lane in board.lanes.items()
    }
    return Desk(replace(board, lanes=lanes), rejected, found, appointments(stop_id))


def beside(questions: Iterable[Question]) -> Beside:
    """What stands beside `questions`, in as many statements for many as for one."""
    rows = list(questions)
    ids = [question.id for question in rows]
    members, leads = _groups(ids)
    authors = rounds.authors_of([*rows, *chain.from_iterable(members.values())])
    return Beside(_labels(ids), _edits(ids), _stars(ids), members, leads, authors)


def check_unchanged(question: Question, mark: str | None) -> None:
    """Refuse when the question is not what the moderator saw; None: nobody looked at it."""
    if mark is not None:
        rules.check_mark(mark, beside([question]).mark(question))


def wordings(question_id: str) -> list[str]:
    """The wordings that were replaced, the asker's own first."""
    chosen = select(QuestionEdit.body).where(QuestionEdit.question_id == question_id)
    return list(session().scalars(chosen.order_by(QuestionEdit.number)))


def lead_of(question_id: str) -> Question | None:
    """The question under which this one is answered, if it is in a group."""
    chosen = select(Question).join(QuestionGroup, QuestionGroup.lead_id == Question.id)
    return session().scalar(chosen.where(QuestionGroup.member_id == question_id))


def leads_of(question_ids: Sequence[str]) -> dict[str, Question]:
    """The leads of those of the questions that are in a group, by the members' ids."""
    chosen = (
        select(QuestionGroup.member_id, Question)
        .join(Question, QuestionGroup.lead_id == Question.id)
        .where(QuestionGroup.member_id.in_(question_ids))
    )
    return dict(session().execute(chosen).all()) if question_ids else {}


def grouped_with(question_ids: Iterable[str]) -> list[str]:
    """The ids of the questions that lead one of these, or are led by one."""
    ids = list(question_ids)
    chosen = select(QuestionGroup.member_id, QuestionGroup.lead_id).where(
        QuestionGroup.member_id.in_(ids) | QuestionGroup.lead_id.in_(ids)
    )
    return sorted({one for pair in session().execute(chosen) for one in pair})


def candidates(question: Question) -> list[Question]:
    """Other questions of the stop that may go under `question`, those that resemble it first.

    At most rules.MOST_CANDIDATES; what is not among them is grouped from its own page.
    """
    others = [
        one for one in voice.questions(question.stop_id, rules.GROUPABLE) if one.id != question.id
    ]
    by_id = {one.id: one for one in others}
    alike = rules.alike(question.body, [(one.id, one.body) for one in others])
    rest = [one for one in others if one.id not in set(alike)]
    return [*(by_id[one] for one in alike), *rest][: rules.MOST_CANDIDATES]


def appointments(stop_id: int) -> list[DeskAppointment]:
    """The private cases of the stop by their numbers."""
    chosen = select(DeskAppointment).where(DeskAppointment.stop_id == stop_id)
    return list(session().scalars(chosen.order_by(DeskAppointment.number)))


def appointments_of(question_ids: Sequence[str]) -> dict[str, DeskAppointment]:
    """The appointments of those of the questions that are private cases, by the questions' ids."""
    if not question_ids:
        return {}
    chosen = select(DeskAppointment).where(DeskAppointment.question_id.in_(question_ids))
    return {one.question_id: one for one in session().scalars(chosen)}


def get_appointment(stop_id: int, number: int) -> DeskAppointment:
    """The appointment of the stop with that number."""
    chosen = select(DeskAppointment).where(
        DeskAppointment.stop_id == stop_id, DeskAppointment.number == number
    )
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def private_themes(stop_id: int) -> dict[str, Heads]:
    """How many personal cases there are about each service: all that is left of them."""
    chosen = (
        select(DeskAppointment.service_code, count_heads())
        .where(DeskAppointment.stop_id == stop_id)
        .group_by(DeskAppointment.service_code)
    )
    return dict(session().execute(chosen).all())


def _labels(ids: list[str]) -> dict[str, list[str]]:
    chosen = (
        select(QuestionLabel.question_id, QuestionLabel.service_code)
        .where(QuestionLabel.question_id.in_(ids))
        .order_by(QuestionLabel.service_code)
    )
    found: dict[str, list[str]] = {}
    for question_id, code in session().execute(chosen):
        found.setdefault(question_id, []).append(code)
    return found


def _edits(ids: list[str]) -> dict[str, int]:
    chosen = (
        select(QuestionEdit.question_id, func.count())
        .where(QuestionEdit.question_id.in_(ids))
        .group_by(QuestionEdit.question_id)
    )
    return dict(session().execute(chosen).all())


def _stars(ids: list[str]) -> frozenset[str]:
    chosen = select(QuestionStar.question_id).where(QuestionStar.question_id.in_(ids))
    return frozenset(session().scalars(chosen))


def _groups(ids: list[str]) -> tuple[dict[str, list[Question]], dict[str, str]]:
    chosen = (
        select(QuestionGroup.lead_id, Question)
        .join(Question, QuestionGroup.member_id == Question.id)
        .where(QuestionGroup.lead_id.in_(ids) | QuestionGroup.member_id.in_(ids))
        .order_by(Question.id)
    )
    members: dict[str, list[Question]] = {}
    leads: dict[str, str] = {}
    for lead_id, member in session().execute(chosen):
        members.setdefault(lead_id, []).append(member)
        leads[member.id] = lead_id
    return members, leads
