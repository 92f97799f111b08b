"""What the hall screen shows: a question, a list, the agenda, an announcement, or nothing."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice import rules as voicing
from caravan.voice.models import Question, Screen
from caravan.voice.screen import queries, rules
from caravan.voice.screen.models import Readiness, Turn


def open_screen(stop: Stop) -> Screen:
    """The screen of the stop with its token, made when it is first asked for."""
    if found := voice.find_screen(stop.id):
        return found
    with transaction() as writing:
        writing.execute(
            _dialect(writing)
            .insert(Screen.__table__)
            .values(stop_id=stop.id, token=secrets.token_urlsafe(32))
            .on_conflict_do_nothing()
        )
        return writing.get_one(Screen, stop.id)


def hear_screen(key: str, *, now: datetime) -> None:
    """A hall screen of the stop `key` got its picture; written down every ten seconds at most."""
    topic, at = queries.heard_topic(key), int(now.timestamp())
    if at - versions.version_of(topic) >= rules.HEARD_EVERY:
        versions.hear(topic, at)


def put_on_screen(stop: Stop, question_id: str, staff_id: int) -> None:
    """Show one question at full size; refused unless it is approved and of this stop."""
    # what is written is what was found: whatever an address says is no question of ours yet
    approved = (
        select(Question.id)
        .where(
            Question.id == question_id,
            Question.stop_id == stop.id,
            Question.state == voicing.APPROVED,
        )
        .scalar_subquery()
    )
    with transaction() as writing:
        open_screen(stop)
        is_put = writing.scalar(
            update(Screen)
            .where(Screen.stop_id == stop.id, approved.is_not(None))
            .values(question_id=approved, is_blank=False)
            .returning(Screen.stop_id)
        )
        if is_put is None:
            raise voicing.NotApproved
        _note("voice.put_on_screen", stop, staff_id, question_id)


def show_list(stop: Stop, staff_id: int) -> None:
    """Take the question back: the hall sees a list again, in the order that it had last."""
    in_order = case((Screen.mode == rules.ORDER, rules.ORDER), else_=rules.VOTES)
    with transaction():
        _show(stop, is_blank=False, mode=in_order)
        _note("voice.show_list", stop, staff_id)


def show(stop: Stop, mode: str, staff_id: int, *, chart: str = "") -> None:
    """Show what `mode` says (rules.MODES) in the place of whatever stood there.

    `chart` is the key of survey results; refused where the hall may not see them, and where there
    is no announcement to show.
    """
    if mode == rules.SURVEY and chart not in {one.key for one in queries.charts(stop.id)}:
        raise rules.NoResults
    if mode == rules.ANNOUNCEMENT and not open_screen(stop).announcement:
        raise rules.NothingToAnnounce
    with transaction():
        _show(stop, is_blank=False, mode=mode, chart=chart or None)
        _note("voice.show", stop, staff_id, mode=mode)


def announce(stop: Stop, texts: Mapping[str, str | None], staff_id: int) -> None:
    """Show an announcement, by language; refused unless it is written in Arabic or French."""
    said = rules.announced(texts)
    with transaction():
        _show(stop, is_blank=False, mode=rules.ANNOUNCEMENT, announcement=said)
        _note("voice.announce", stop, staff_id)


def blank_screen(stop: Stop, staff_id: int) -> None:
    """Show nothing but the series' sign, at once."""
    with transaction():
        _show(stop, is_blank=True)
        _note("voice.blank_screen", stop, staff_id)


def arrange(stop: Stop, question_id: str, step: str, staff_id: int) -> None:
    """Move an approved question "first", "up" or "down" in the moderators' order."""
    with transaction() as writing:
        tour.hold(stop.id)
        ids = [one.id for one in queries.line_up(stop.id)]
        order = rules.moved(ids, question_id, step)
        writing.execute(delete(Turn).where(Turn.question_id.in_(order)))
        places = [{"question_id": one, "place": at} for at, one in enumerate(order)]
        writing.execute(insert(Turn), places)
        _note("voice.arrange", stop, staff_id, question_id)


def tell_speaker(stop: Stop, note: str, staff_id: int) -> None:
    """Put a note on the speaker's tablet, in the place of the one before; empty takes it away."""
    with transaction() as writing:
        open_screen(stop)
        writing.execute(update(Screen).where(Screen.stop_id == stop.id).values(note=note))
        _note("voice.tell_speaker", stop, staff_id)


def set_ready(stop: Stop, partner_key: str, question_id: str, *, is_ready: bool) -> None:
    """Say that the partner would answer the question, or no longer; twice is once.

    Refused unless the question is in the partner's queue.
    """
    with transaction() as writing:
        partner = queries.find_partner(stop.id, partner_key)
        if question_id not in {one.id for one in queries.queue(stop.id, partner).questions}:
            raise rules.NotForThisStand
        row = {"question_id": question_id, "partner_key": partner_key}
        if is_ready:
            ready = _dialect(writing).insert(Readiness.__table__).values(row)
            writing.execute(ready.on_conflict_do_nothing())
        else:
            writing.execute(delete(Readiness).filter_by(**row))
        versions.bump(voice.topic(stop.key))


def _dialect(writing: Session) -> Any:
    return postgresql if writing.get_bind().dialect.name == "postgresql" else sqlite


def _show(stop: Stop, **values: Any) -> None:
    with transaction() as writing:
        open_screen(stop)
        writing.execute(
            update(Screen).where(Screen.stop_id == stop.id).values(question_id=None, **values)
        )


def _note(action: str, stop: Stop, staff_id: int, question_id: str = "", **details: str) -> None:
    audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=question_id, **details)
    versions.bump(voice.topic(stop.key))
