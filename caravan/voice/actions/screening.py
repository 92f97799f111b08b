"""What the hall screen shows: one approved question, the list, or nothing."""

import secrets

from sqlalchemy import exists, update
from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.tour.models import Stop
from caravan.voice import queries, rules
from caravan.voice.models import Question, Screen


def open_screen(stop: Stop) -> Screen:
    """The screen of the stop with its token, made when it is first asked for."""
    if found := queries.find_screen(stop.id):
        return found
    with transaction() as writing:
        dialect = postgresql if writing.get_bind().dialect.name == "postgresql" else sqlite
        writing.execute(
            dialect.insert(Screen.__table__)
            .values(stop_id=stop.id, token=secrets.token_urlsafe(32), is_blank=False)
            .on_conflict_do_nothing()
        )
        return writing.get_one(Screen, stop.id)


def put_on_screen(stop: Stop, question_id: str, staff_id: int) -> None:
    """Show one question at full size; refused unless it is approved and of this stop."""
    is_approved = exists().where(
        Question.id == question_id,
        Question.stop_id == stop.id,
        Question.state == rules.APPROVED,
    )
    with transaction() as writing:
        open_screen(stop)
        is_put = writing.scalar(
            update(Screen)
            .where(Screen.stop_id == stop.id, is_approved)
            .values(question_id=question_id, is_blank=False)
            .returning(Screen.stop_id)
        )
        if is_put is None:
            raise rules.NotApproved
        _note("voice.put_on_screen", stop, staff_id, question_id)


def show_list(stop: Stop, staff_id: int) -> None:
    """Take the question back: the hall sees the list of approved ones again."""
    _show(stop, staff_id, "voice.show_list", is_blank=False)


def blank_screen(stop: Stop, staff_id: int) -> None:
    """Show nothing but the series' sign, at once."""
    _show(stop, staff_id, "voice.blank_screen", is_blank=True)


def _show(stop: Stop, staff_id: int, action: str, *, is_blank: bool) -> None:
    with transaction() as writing:
        open_screen(stop)
        writing.execute(
            update(Screen)
            .where(Screen.stop_id == stop.id)
            .values(question_id=None, is_blank=is_blank)
        )
        _note(action, stop, staff_id)


def _note(action: str, stop: Stop, staff_id: int, question_id: str = "") -> None:
    audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=question_id)
    versions.bump(queries.topic(stop.key))
