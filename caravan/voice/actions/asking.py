"""Taking a question or a suggestion, without anything that tells whose it is."""

import secrets
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import codes
from caravan.kernel.clock import to_wall
from caravan.kernel.db import Base, transaction
from caravan.kernel.names import fold
from caravan.kernel.seal import seal
from caravan.registration import queries as registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries, rules
from caravan.voice.models import Question, Suggestion

# Built once: the unique index finds a text that is sent again, no read comes before the write.
_ONCE = {
    (name, model): dialect.insert(model.__table__).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
    for model in (Question, Suggestion)
}


def ask(stop: Stop, words: rules.Words, *, now: datetime) -> None:
    """Keep a question for the moderators; the same text sent again is the same row.

    Gives nothing back, so that no page can lead from the asker to the row. Refused outside the
    days of the stop, and with a follow-up code that is none of its registrations'.
    """
    _say(Question, stop, words, now, me_too=0)


def suggest(stop: Stop, words: rules.Words, *, now: datetime) -> None:
    """Keep a suggestion, under the same rules as a question."""
    _say(Suggestion, stop, words, now)


def _say(
    model: type[Question] | type[Suggestion],
    stop: Stop,
    words: rules.Words,
    now: datetime,
    **more: int,
) -> None:
    rules.check_open(tour.state_on(stop, to_wall(now).date()))
    mark = _follow_mark(stop.id, words.code)
    day, half = rules.half_day(now)
    row = {
        "id": secrets.token_hex(16),
        "stop_id": stop.id,
        "service_code": words.service,
        "body": words.body,
        "language": rules.language_of(words.body, words.page_language),
        "state": rules.RECEIVED,
        "day": day,
        "half_day": half,
        "text_mark": _text_mark(model, stop.id, words.body, mark),
        "follow_mark": mark,
        **more,
    }
    with transaction() as writing:
        writing.execute(_ONCE[writing.get_bind().dialect.name, model], row)


def _text_mark(model: type[Base], stop_id: int, body: str, mark: str | None) -> str:
    """The sealed text. Two holders of codes may ask the same: each finds the answer by the code."""
    purpose = "question" if model is Question else "suggestion"
    return seal(purpose, stop_id, fold(body), mark or "")


def _follow_mark(stop_id: int, typed: str) -> str | None:
    """The sealed code: it can be recognised when its holder types it again, and not read back."""
    if not typed.strip():
        return None
    code = codes.read_follow_code(typed)
    holder = registration.find_by_follow_code(code) if code else None
    if code is None or holder is None or holder.stop_id != stop_id:
        raise rules.UnknownFollowCode
    return queries.follow_mark(stop_id, code)
