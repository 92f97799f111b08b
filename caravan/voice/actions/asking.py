"""Taking a question or a suggestion: without a name, without anything that tells whose it is."""

import secrets
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import codes
from caravan.kernel.clock import to_wall
from caravan.kernel.db import transaction
from caravan.kernel.names import fold
from caravan.kernel.seal import seal
from caravan.registration import queries as registration
from caravan.registration.models import Registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries, rules
from caravan.voice.models import Question, QuestionAuthor, Round, Suggestion, SuggestionAuthor
from caravan.voice.moderation.models import SuggestionDetail
from caravan.voice.rounds import actions as rounds
from caravan.voice.rounds import rules as modes

# Built once: the unique index finds a text that is sent again, no read comes before the write.
_ONCE = {
    (name, model): dialect.insert(model.__table__).on_conflict_do_nothing().returning(model.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
    for model in (Question, Suggestion)
}
Model = type[Question] | type[Suggestion]


class Kept(NamedTuple):
    """What the asker takes along: the code by which the state is found again.

    `was_named`: the code is that of the ticket, and the row says whose it is. Else it is one of the
    text itself, made from it each time anew: it leads to no person.
    """

    code: str
    was_named: bool


def ask(stop: Stop, words: rules.Words, *, now: datetime) -> Kept:
    """Keep a question for the moderators; the same text sent again is the same row.

    Without a name it waits, unseen, until its batch is full. Refused outside the days of the stop,
    while no round is open, with a code that is none of the stop's, and without one where the round
    is one with names.
    """
    more: dict[str, object] = {
        "session_key": words.session or None,
        "stand_key": words.stand or None,
        "me_too": 0,
    }
    return _say(Question, stop, words, now, more)


def suggest(stop: Stop, words: rules.Words, *, now: datetime) -> Kept:
    """Keep a suggestion with its title, under the same rules as a question.

    Sent again, it is the same one with its first title: nothing that is shown by then is added to.
    """
    return _say(Suggestion, stop, words, now, {})


def _say(
    model: Model, stop: Stop, words: rules.Words, now: datetime, more: dict[str, object]
) -> Kept:
    rules.check_open(tour.state_on(stop, to_wall(now).date()))
    holder = _holder(stop.id, words.code)
    with transaction() as writing:
        found = rounds.to_speak_in(stop, now=now)
        if found.mode == modes.NAMED and holder is None:
            raise modes.CodeMissing
        known = holder if found.mode == modes.NAMED else None
        row = _row(model, found, words, rules.half_day(now), known)
        new = writing.scalar(_ONCE[writing.get_bind().dialect.name, model], {**row, **more})
        if new and words.title:
            writing.execute(insert(SuggestionDetail), {"suggestion_id": new, "title": words.title})
        if known and new:
            _sign(writing, model, new, known)
        if not known and new:
            rounds.let_out(found, now=now)
    code = known.follow_code if known else codes.question_code(str(row["text_mark"]))
    return Kept(code, was_named=known is not None)


def _row(
    model: Model,
    found: Round,
    words: rules.Words,
    at: tuple[date, str],
    known: Registration | None,
) -> dict[str, object]:
    text_mark = _text_mark(model, found, words.body, known)
    if known:
        follow_mark = queries.follow_mark(found.stop_id, known.follow_code)
    else:
        follow_mark = queries.question_mark(codes.question_code(text_mark))
    return {
        "id": secrets.token_hex(16),
        "stop_id": found.stop_id,
        "round_id": found.id,
        "mode": found.mode,
        "service_code": words.service,
        "body": words.body,
        "language": rules.language_of(words.body, words.page_language),
        "channel": words.channel,
        "state": rules.RECEIVED if known else rules.WAITING,
        "day": at[0],
        "half_day": at[1],
        "text_mark": text_mark,
        "follow_mark": follow_mark,
        "notice": rules.NOTICE_VERSION,
    }


def _text_mark(model: Model, found: Round, body: str, known: Registration | None) -> str:
    """The sealed text. With names two people may ask the same: each finds the own by the code."""
    purpose = "question" if model is Question else "suggestion"
    return seal(purpose, found.stop_id, fold(body), known.follow_code if known else "")


def _sign(writing: Session, model: Model, row_id: str, known: Registration) -> None:
    """Write down whose it is; the database refuses that in a round without names."""
    author = {"mode": modes.NAMED, "registration_id": known.id}
    if model is Question:
        writing.execute(insert(QuestionAuthor), {"question_id": row_id, **author})
    else:
        writing.execute(insert(SuggestionAuthor), {"suggestion_id": row_id, **author})


def _holder(stop_id: int, typed: str) -> Registration | None:
    """Whose follow-up code was typed, None where none was; refused when it is none of the stop's.

    A code that a question was given is taken without a name: it says nothing more.
    """
    if not typed.strip() or codes.read_question_code(typed):
        return None
    code = codes.read_follow_code(typed)
    holder = registration.find_by_follow_code(code) if code else None
    if holder is None or holder.stop_id != stop_id:
        raise rules.UnknownFollowCode
    return holder
