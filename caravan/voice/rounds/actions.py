"""Writing rounds: open, end, change the mode, let batches out, take the order of arrival away."""

import secrets
from datetime import datetime

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from caravan.kernel import audit, holdings, versions
from caravan.kernel.db import Base, transaction
from caravan.kernel.scrub import scrub_order
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice import rules as speaking
from caravan.voice.copies import forget_copies
from caravan.voice.models import MeToo, Question, Round, Screen, Suggestion
from caravan.voice.moderation.models import QuestionGroup, SuggestionGroup
from caravan.voice.rounds import queries, rules

_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))
_UNORDERED = ("questions", "suggestions", "me_toos", "suggestion_details", "suggestion_supports")


_Group = type[QuestionGroup] | type[SuggestionGroup]
_GROUPS: tuple[tuple[queries.Spoken, _Group], ...] = (
    (Question, QuestionGroup),
    (Suggestion, SuggestionGroup),
)


def open_round(stop: Stop, mode: str, staff_id: int, *, now: datetime) -> None:
    """Open a round of `mode`; the one that stood open ends, and what waited in it comes out."""
    with transaction() as writing:
        _end(stop)
        writing.add(_new(stop.id, mode, now))
        writing.flush()
        _note("voice.open_round", stop, staff_id, mode=mode)


def close_round(stop: Stop, staff_id: int) -> None:
    """End the open round: nothing more is taken, and what waited comes before the moderators."""
    with transaction():
        if not _end(stop):
            raise rules.RoundChanged
        _note("voice.close_round", stop, staff_id)
    take_order_away()


def change_mode(stop: Stop, seen: str, staff_id: int, *, sure: bool, now: datetime) -> None:
    """Give the open round the other mode: everything gathered in it is deleted before, for good.

    `seen` is the mode that the page showed. Refused when it is another one by now, without `sure`,
    and when something of the round was answered in public.
    """
    with transaction() as writing:
        found = to_speak_in(stop, now=now)
        rules.check_change(seen, found.mode, sure=sure)
        if queries.gathered(found.id).is_answered:
            raise rules.RoundIsAnswered
        _clear_screen(stop.id, writing)
        for model, group in _GROUPS:
            _let_members_go(writing, model, group, found.id)
        for model in queries.SPOKEN:
            gone = writing.scalars(select(model.id).where(model.round_id == found.id)).all()
            forget_copies(stop.id, gone)
            holdings.erase(_table(model), _of(model, found.id))
        changed = rules.other_mode(found.mode)
        writing.execute(update(Round).where(Round.id == found.id).values(mode=changed))
        _note("voice.change_round", stop, staff_id, mode=changed)
    take_order_away()


def to_speak_in(stop: Stop, *, now: datetime) -> Round:
    """The open round of the stop; the very first opens by itself, without names.

    Refused while the moderators have ended one and opened no other.
    """
    found = queries.find_open(stop.id)
    if found is None:
        if queries.was_opened(stop.id):
            raise rules.RoundIsClosed
        found = _open_first(stop.id, now)
    return found


def let_out(found: Round, *, now: datetime) -> None:
    """Bring what waits in the round before the moderators, if it is enough or of another half-day.

    All of it comes out in one write, in the order of random ids.
    """
    at = speaking.half_day(now)
    with transaction():
        for model in queries.SPOKEN:
            if rules.comes_out(queries.waiting(model, found.id), at):
                _release(found)
                return


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
    return scrub_order(Base.metadata.tables[name] for name in _UNORDERED)


def _open_first(stop_id: int, now: datetime) -> Round:
    with transaction() as writing:
        insert = dict(_DIALECTS)[writing.get_bind().dialect.name].insert(Round)
        first = {
            "id": secrets.token_hex(16),
            "stop_id": stop_id,
            "mode": rules.UNNAMED,
            "day": speaking.half_day(now)[0],
            "is_open": True,
        }
        writing.execute(insert.on_conflict_do_nothing(), first)
        found = queries.find_open(stop_id)
        if found is None:
            raise rules.RoundIsClosed
        return found


def _new(stop_id: int, mode: str, now: datetime) -> Round:
    day = speaking.half_day(now)[0]
    return Round(id=secrets.token_hex(16), stop_id=stop_id, mode=mode, day=day, is_open=True)


def _end(stop: Stop) -> bool:
    """Whether there was a round to end."""
    with transaction() as writing:
        found = queries.find_open(stop.id)
        if found is None:
            return False
        _release(found)
        writing.execute(update(Round).where(Round.id == found.id).values(is_open=False))
        return True


def _release(found: Round) -> None:
    with transaction() as writing:
        for model in queries.SPOKEN:
            writing.execute(
                update(model)
                .where(model.round_id == found.id, model.state == speaking.WAITING)
                .values(state=speaking.RECEIVED)
            )
        versions.bump(voice.topic(tour.get_stop_by_id(found.stop_id).key))


def _let_members_go(writing: Session, model: queries.Spoken, group: _Group, round_id: str) -> None:
    """What other rounds brought under a text of this one stands alone again, where it stood."""
    of_round = select(model.id).where(model.round_id == round_id)
    led = group.lead_id.in_(of_round), group.member_id.not_in(of_round)
    for member_id, state in writing.execute(
        select(group.member_id, group.state_before).where(*led)
    ):
        writing.execute(update(model).where(model.id == member_id).values(state=state))


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
