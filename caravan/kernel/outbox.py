"""Messages that wait to be sent: written with what they tell of, sent later, never forgotten.

A message is a row of the very transaction that makes it true. Whoever sends takes one on lease,
sends it, and says so: another worker passes it by meanwhile. A worker that dies between sending and
saying so leaves a lease that ends, and the message is sent again under the same Message-ID: at
least once, never silently not at all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, Text, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.clock import now
from caravan.kernel.db import Base, Instant, session, transaction

LEASE = timedelta(minutes=10)
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440, 1440))
"""After each failure, until the next try; after the last one the message is given up."""


class Message(Base):
    """One message to one address. What it says, and to whom, goes once it is sent or given up.

    `once_key` names what it is about: a second one of that name is not taken. `attempts` counts
    the leases; `fault` is the kind of the last failure, never what a server said of an address.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    once_key: Mapped[str] = mapped_column(String(64), unique=True)
    stop_key: Mapped[str] = mapped_column(String(60), index=True)
    recipient: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(3))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    queued_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    given_up_at: Mapped[datetime | None] = mapped_column(Instant)
    fault: Mapped[str] = mapped_column(String(60), default="")


_INSERT = {
    name: dialect.insert(Message).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_WAITING = (Message.sent_at.is_(None), Message.given_up_at.is_(None))
_FORGOTTEN = {"recipient": "", "subject": "", "body": ""}


@dataclass(frozen=True)
class Mail:
    """What a message says, in which language, to which address."""

    recipient: str
    language: str
    subject: str
    body: str


@dataclass(frozen=True)
class Taken:
    """A message on lease, to be sent now."""

    id: int
    once_key: str
    attempt: int
    mail: Mail


@dataclass(frozen=True)
class Tally:
    """How many messages wait, were sent, were given up."""

    waiting: int
    sent: int
    given_up: int


def queue(mail: Mail, *, once_key: str, stop_key: str) -> None:
    """Let `mail` be sent once the open transaction is through; the same `once_key` is one message.

    `once_key`: at most 64 signs, without anything that tells who is written to.
    """
    moment = now()
    row = {
        "once_key": once_key,
        "stop_key": stop_key,
        "recipient": mail.recipient,
        "language": mail.language,
        "subject": " ".join(mail.subject.split())[:300],
        "body": mail.body,
        "queued_at": moment,
        "due_at": moment,
        "attempts": 0,
        "fault": "",
    }
    with transaction() as writing:
        writing.execute(_INSERT[writing.get_bind().dialect.name], row)


def take() -> Taken | None:
    """The message that waits longest, on lease for LEASE; None where none is due."""
    due = select(Message).where(*_WAITING, Message.due_at <= now())
    if session().scalar(due.with_only_columns(Message.id).limit(1)) is None:
        return None  # looking takes no turn from those who write
    with transaction() as writing:
        # two workers on PostgreSQL pass each other's rows by; SQLite has one writer at a time
        first = due.order_by(Message.due_at, Message.id).limit(1).with_for_update(skip_locked=True)
        message = writing.scalar(first)
        if message is None:
            return None
        message.attempts += 1
        message.due_at = now() + LEASE
        mail = Mail(message.recipient, message.language, message.subject, message.body)
        return Taken(message.id, message.once_key, message.attempts, mail)


def mark_sent(taken: Taken) -> None:
    """The message has left: what it said is forgotten."""
    with transaction() as writing:
        of_it = update(Message).where(Message.id == taken.id, Message.sent_at.is_(None))
        writing.execute(of_it.values(sent_at=now(), given_up_at=None, fault="", **_FORGOTTEN))


def mark_failed(taken: Taken, fault: str, *, for_good: bool = False) -> None:
    """The message did not leave: it waits longer each time, and is given up after the last time.

    `for_good`: the server will never take it. Whoever has it on lease by now decides instead.
    """
    with transaction() as writing:
        of_it = update(Message).where(
            Message.id == taken.id, Message.attempts == taken.attempt, *_WAITING
        )
        if for_good or taken.attempt > len(_WAITS):
            values = {"given_up_at": now(), "fault": fault[:60], **_FORGOTTEN}
        else:
            values = {"due_at": now() + _WAITS[taken.attempt - 1], "fault": fault[:60]}
        writing.execute(of_it.values(**values))


def tally(stop_key: str | None = None) -> Tally:
    """How many messages wait, were sent, were given up: of one stop, or of all."""
    chosen = select(
        func.count(), func.count(Message.sent_at), func.count(Message.given_up_at)
    ).select_from(Message)
    if stop_key is not None:
        chosen = chosen.where(Message.stop_key == stop_key)
    every, sent, given_up = session().execute(chosen).one()
    return Tally(every - sent - given_up, sent, given_up)
