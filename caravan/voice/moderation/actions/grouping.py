"""Answering several questions as one: a person decides, each wording stays, each can be taken out.

A member is in the state "grouped": whoever asked it is told what becomes of its lead. What
it brought to the lead's support goes away with it.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from caravan.voice import queries as voice
from caravan.voice import rules as said
from caravan.voice.models import Question
from caravan.voice.moderation import queries, rules
from caravan.voice.moderation.actions.hand import Hand, in_hand, leave_screen
from caravan.voice.moderation.models import QuestionGroup

_HIDDEN = (said.RECEIVED,)


def group(
    lead_id: str, members: Mapping[str, str | None], staff_id: int, *, mark: str | None = None
) -> None:
    """Put `members` under the lead; what they lead themselves comes along.

    `members` are the marks that the moderator saw, by the questions' ids (None: nobody looked).
    Refused when a colleague changed one of them, when one is private, rejected, grouped or of
    another stop, and when one that everybody sees would go under one that nobody sees.
    """
    others = [*members, *queries.grouped_with(members)]
    with in_hand(lead_id, "voice.group", staff_id, mark=mark, others=others) as hand:
        joining = [_joining(hand, member_id, seen) for member_id, seen in sorted(members.items())]
        rules.check_group(hand.question.state, [one.state for one in joining], _HIDDEN)
        for member in joining:
            brought = _led_by(hand.writing, member.id)
            for row in brought:
                row.lead_id = lead_id
            member.me_too -= sum(row.added for row in brought)
            _join(hand, member)
            hand.question.me_too += sum(row.added for row in brought)


def separate(member_id: str, staff_id: int, *, mark: str | None = None) -> None:
    """Take a question out of its group: it stands where it stood before.

    Refused when it is in none, and when a colleague changed it since `mark`.
    """
    others = queries.grouped_with([member_id])
    with in_hand(member_id, "voice.separate", staff_id, mark=mark, others=others) as hand:
        row = hand.writing.get(QuestionGroup, member_id)
        if row is None:
            raise rules.NothingToUndo
        leave_group(hand.writing, row)


def leave_group(writing: Session, row: QuestionGroup) -> None:
    """The member of `row` stands alone again, and its lead without what it brought."""
    writing.execute(
        update(Question)
        .where(Question.id == row.lead_id)
        .values(me_too=Question.me_too - row.added)
        .execution_options(synchronize_session="fetch")
    )
    voice.get_question(row.member_id, to_change=True).state = row.state_before
    writing.delete(row)
    writing.flush()


def take_apart(writing: Session, question_id: str) -> None:
    """Nothing is grouped with the question any more: it leads nobody and follows nobody."""
    own = writing.get(QuestionGroup, question_id)
    for row in [*_led_by(writing, question_id), *([own] if own else [])]:
        leave_group(writing, row)


def _joining(hand: Hand, member_id: str, seen: str | None) -> Question:
    member = voice.get_question(member_id, hand.question.stop_id, to_change=True)
    if member.id == hand.question.id:
        raise rules.NotToGroup
    queries.check_unchanged(member, seen)
    return member


def _join(hand: Hand, member: Question) -> None:
    """One more under the lead: whoever asked the member is one of those who share it."""
    hand.writing.add(
        QuestionGroup(
            member_id=member.id,
            lead_id=hand.question.id,
            state_before=member.state,
            added=member.me_too + 1,
        )
    )
    hand.question.me_too += member.me_too + 1
    member.state = rules.GROUPED
    leave_screen(hand.writing, member.id)


def _led_by(writing: Session, lead_id: str) -> Sequence[QuestionGroup]:
    chosen = select(QuestionGroup).where(QuestionGroup.lead_id == lead_id)
    return writing.scalars(chosen.order_by(QuestionGroup.member_id)).all()
