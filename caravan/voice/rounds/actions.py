"""Writing rounds: open, end, change the mode, let batches out, take the order of arrival away."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Table, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from caravan.kernel import audit, holdings, versions
from caravan.kernel.db import Base, transaction
from caravan.kernel.scrub import scrub_erased, scrub_order
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice import rules as speaking
from caravan.voice.forgetting import forget_above
from caravan.voice.models import MeToo, Question, Round, Screen, Suggestion
from caravan.voice.moderation.models import QuestionGroup, SuggestionDetail, SuggestionGroup
from caravan.voice.rounds import queries, rules

_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))
_Group = type[QuestionGroup] | type[SuggestionGroup]
# A text, its groups, and where it stands how many people share or support a lead, by whose id.
_GROUPS = (
    (Question, QuestionGroup, Question.id, Question.me_too),
    (Suggestion, SuggestionGroup, SuggestionDetail.suggestion_id, SuggestionDetail.support),
)
# Where the support of a text is counted: its table, the column that names it, the number.
_SUPPORTS = (
    (Question, QuestionGroup, Question, Question.id, Question.me_too),
    (
        Suggestion,
        SuggestionGroup,
        SuggestionDetail,
        SuggestionDetail.suggestion_id,
        SuggestionDetail.support,
    ),
)


def open_round(stop: Stop, mode: str, staff_id: int, *, now: datetime) -> None:
    """Open a round of `mode`; the one that stood open ends as by `close_round`.

    Refused where a colleague opened one in the same moment.
    """
    with transaction():
        tour.hold(stop.id)  # moderators take turns
        _end(stop)
        if not _open(stop.id, mode, now):
            raise rules.RoundChanged
        _note("voice.open_round", stop, staff_id, mode=mode)


def close_round(stop: Stop, staff_id: int, *, now: datetime) -> None:
    """End the open round: nothing more is taken.

    Fewer than a batch wait on until the half-day is over: else one could end a round after each
    text, and see it alone.
    """
    with transaction():
        tour.hold(stop.id)
        if not queries.was_opened(stop.id):
            _open(stop.id, rules.UNNAMED, now)
        if not _end(stop):
            raise rules.RoundChanged
        _note("voice.close_round", stop, staff_id)
    take_order_away()


def change_mode(stop: Stop, seen: str, staff_id: int, *, sure: bool, now: datetime) -> None:
    """Give the open round the other mode: everything gathered in it is deleted before, for good.

    `seen` is the mode that the page showed. Refused when it is another one by now, without `sure`,
    and when something of the round was answered in public.
    """
    gone: set[str] = set()
    with transaction() as writing:
        tour.hold(stop.id)
        found = _to_hold(stop, now=now, to_change=True)
        rules.check_change(seen, found.mode, sure=sure)
        _hold_texts(writing, found.id)
        if queries.gathered(found.id).is_answered:
            raise rules.RoundIsAnswered
        _clear_screen(stop.id, writing)
        _part_from_others(writing, found.id)
        for model in queries.SPOKEN:
            ids = writing.scalars(select(model.id).where(model.round_id == found.id)).all()
            gone |= set(forget_above(stop.id, ids))
            gone |= holdings.erase(_table(model), _of(model, found.id)).keys()
        changed = rules.other_mode(found.mode)
        writing.execute(update(Round).where(Round.id == found.id).values(mode=changed))
        _note("voice.change_round", stop, staff_id, mode=changed)
    scrub_erased(gone)
    take_order_away()


def to_speak_in(stop: Stop, *, now: datetime) -> Round:
    """The open round of the stop; the very first opens by itself, without names.

    Inside a transaction: nobody ends it or changes its mode before that is over. Refused while the
    moderators have ended one and opened no other.
    """
    return _to_hold(stop, now=now, to_change=False)


def let_out(found: Round, *, now: datetime) -> None:
    """Bring what waits in the round before the moderators, as far as rules.coming_out says.

    All of it comes out in one write, in the order of random ids.
    """
    at = speaking.half_day(now)
    with transaction() as writing:
        for model in queries.SPOKEN:
            halves = rules.coming_out(queries.waiting(model, found.id), at)
            if halves:
                _release(writing, model, found, halves)


def sweep(*, now: datetime) -> None:
    """Let out what waits since an earlier half-day, and delete marks that are needed no more."""
    for found in queries.with_waiting():
        let_out(found, now=now)
    done = select(Question.id).where(
        (Question.state != speaking.APPROVED)
        | Question.stop_id.in_(tour.ids_ended_before(speaking.half_day(now)[0]))
    )
    if queries.has_marks(done):
        with transaction() as writing:
            writing.execute(delete(MeToo).where(MeToo.question_id.in_(done)))


def take_order_away() -> bool:
    """Leave no trace in the database's files of the order in which texts came; False if busy.

    Not inside a transaction.
    """
    return scrub_order(queries.unordered())


def _to_hold(stop: Stop, *, now: datetime, to_change: bool) -> Round:
    found = queries.hold_open(stop.id, to_change=to_change)
    if found is None and not queries.was_opened(stop.id):
        with transaction():
            _open(stop.id, rules.UNNAMED, now)
            found = queries.hold_open(stop.id, to_change=to_change)
    if found is None:
        raise rules.RoundIsClosed
    return found


def _open(stop_id: int, mode: str, now: datetime) -> bool:
    """Whether a round was opened; False where one is open by now."""
    with transaction() as writing:
        insert = dict(_DIALECTS)[writing.get_bind().dialect.name].insert(Round)
        values = {
            "id": secrets.token_hex(16),
            "stop_id": stop_id,
            "mode": mode,
            "day": speaking.half_day(now)[0],
            "is_open": True,
        }
        opened = insert.on_conflict_do_nothing().returning(Round.id)
        return writing.scalar(opened, values) is not None


def _end(stop: Stop) -> bool:
    """Whether there was a round to end."""
    with transaction() as writing:
        found = queries.hold_open(stop.id, to_change=True)
        if found is None:
            return False
        writing.execute(update(Round).where(Round.id == found.id).values(is_open=False))
        return True


def _release(
    writing: Session, model: queries.Spoken, found: Round, halves: Iterable[rules.HalfDay]
) -> None:
    writing.execute(
        update(model)
        .where(
            model.round_id == found.id,
            model.state == speaking.WAITING,
            tuple_(model.day, model.half_day).in_(list(halves)),
        )
        .values(state=speaking.RECEIVED)
    )
    versions.bump(voice.topic(tour.get_stop_by_id(found.stop_id).key))


def _hold_texts(writing: Session, round_id: str) -> None:
    """No moderator decides about a text of the round until the transaction ends."""
    for model in queries.SPOKEN:
        chosen = select(model.id).where(model.round_id == round_id).order_by(model.id)
        writing.execute(chosen.with_for_update())


def _part_from_others(writing: Session, round_id: str) -> None:
    """Leave texts of other rounds as they were before they were grouped with those of this one."""
    for model, group, lead_id, shared in _GROUPS:
        _let_members_go(writing, model, group, round_id)
        for lead, added in _brought(writing, model, group, round_id):
            left = update(lead_id.class_).where(lead_id == lead)
            writing.execute(left.values({shared: shared - added}))


def _let_members_go(writing: Session, model: queries.Spoken, group: _Group, round_id: str) -> None:
    """What other rounds brought under a text of this one stands alone again, where it stood."""
    of_round = select(model.id).where(model.round_id == round_id)
    led = group.lead_id.in_(of_round), group.member_id.not_in(of_round)
    for member_id, state in writing.execute(
        select(group.member_id, group.state_before).where(*led)
    ):
        writing.execute(update(model).where(model.id == member_id).values(state=state))


def _brought(
    writing: Session, model: queries.Spoken, group: _Group, round_id: str
) -> Sequence[tuple[str, int]]:
    """What texts of this round brought to leads of others: it goes with them."""
    of_round = select(model.id).where(model.round_id == round_id)
    led = group.member_id.in_(of_round), group.lead_id.not_in(of_round)
    return writing.execute(select(group.lead_id, group.added).where(*led)).all()


def _clear_screen(stop_id: int, writing: Session) -> None:
    """The screen keeps its token; the question on it goes."""
    writing.execute(update(Screen).where(Screen.stop_id == stop_id).values(question_id=None))


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


def _of(model: type[Base], round_id: str) -> ColumnElement[bool]:
    return _table(model).c.round_id == round_id


def _note(action: str, stop: Stop, staff_id: int, **details: str) -> None:
    audit.record(action, staff_id=staff_id, stop_key=stop.key, **details)
    versions.bump(voice.topic(stop.key))
