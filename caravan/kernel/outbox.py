"""Messages that wait to be sent: written with what they tell of, sent later, never forgotten.

A message is a row of the very transaction that makes it true. Whoever sends takes one on lease,
sends it, and says so: another worker passes it by meanwhile. A worker that dies between sending and
saying so leaves a lease that ends, and the message is sent again under the same Message-ID: at
least once, never silently not at all.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, Text, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.clock import now
from caravan.kernel.db import Base, Instant, session, transaction
from caravan.kernel.seal import seal

MAIL, SMS = "mail", "sms"
CHANNELS = (MAIL, SMS)
LEASE = timedelta(minutes=10)
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440, 1440))
"""After each failure, until the next try; after the last one the message is given up."""


class Message(Base):
    """One message to one address. What it says, and to whom, goes once it is sent or given up.

    `once_key` names what it is about: a second one of that name is not taken. `attempts` counts
    the leases; `fault` is the kind of the last failure, never what a server said of an address.
    `channel` is how it leaves (CHANNELS), `about` what kind of message it is. `person_mark` and
    `address_mark` are seals, by which the messages of one person, or to one number, are found.
    Nobody wants it after `expires_at`.
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
    channel: Mapped[str] = mapped_column(String(8), default=MAIL)
    about: Mapped[str] = mapped_column(String(20), default="release")
    person_mark: Mapped[str | None] = mapped_column(String(32), index=True)
    address_mark: Mapped[str | None] = mapped_column(String(32), index=True)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)


_INSERT = {
    name: dialect.insert(Message).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
UNWANTED, TOO_LATE = "Unwanted", "TooLate"  # faults of our own making
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
class About:
    """What kind of message it is, to which person (`person_mark`), until when it is of use.

    `address_mark` is a seal of the number or address, where messages to one are to be counted.
    """

    kind: str = "release"
    channel: str = MAIL
    person_mark: str | None = None
    address_mark: str | None = None
    expires_at: datetime | None = None


RELEASE = About()


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


def queue(mail: Mail, *, once_key: str, stop_key: str, about: About = RELEASE) -> None:
    """Let `mail` be sent once the open transaction is through; the same `once_key` is one message.

    `once_key`: at most 64 signs, without anything that tells who is written to.
    """
    queue_all([(mail, once_key, about)], stop_key=stop_key)


def queue_all(messages: Iterable[tuple[Mail, str, About]], *, stop_key: str) -> None:
    """The same for many messages about one stop: (what is said, once key, what it is about)."""
    moment = now()
    rows = [
        {
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
            "channel": about.channel,
            "about": about.kind,
            "person_mark": about.person_mark,
            "address_mark": about.address_mark,
            "expires_at": about.expires_at,
        }
        for mail, once_key, about in messages
    ]
    with transaction() as writing:
        if rows:
            writing.execute(_INSERT[writing.get_bind().dialect.name], rows)


def person_mark(code: str) -> str:
    """The seal by which the messages to the holder of this ticket are found."""
    return seal("messages", code)


def address_mark(stop_key: str, recipient: str) -> str:
    """The seal by which the messages of one stop to one number are counted."""
    return seal("messages-to", stop_key, recipient)


def count_to(mark: str, kind: str) -> int:
    """How many messages of that kind were ever queued to the number with this address mark."""
    chosen = select(func.count()).where(Message.address_mark == mark, Message.about == kind)
    return session().scalar(chosen) or 0


def queued_among(once_keys: Collection[str]) -> set[str]:
    """Those of the keys under which a message was queued and is still remembered."""
    chosen = select(Message.once_key).where(Message.once_key.in_(once_keys))
    return set(session().scalars(chosen)) if once_keys else set()


def messages_to(mark: str) -> list[Message]:
    """The messages to the person with this mark, the newest first."""
    chosen = select(Message).where(Message.person_mark == mark)
    return list(session().scalars(chosen.order_by(Message.id.desc())))


def give_up(mark: str) -> None:
    """Whatever still waits for the person with this mark is not sent."""
    with transaction() as writing:
        of_them = update(Message).where(Message.person_mark == mark, *_WAITING)
        writing.execute(of_them.values(given_up_at=now(), fault=UNWANTED, **_FORGOTTEN))


def reword(marks: Collection[str], old: str, new: str) -> None:
    """In whatever still waits for the people with these marks stands `new` instead of `old`.

    One that is being sent in this moment leaves as it was.
    """
    told = update(Message).where(
        Message.person_mark.in_(marks),
        Message.body.contains(old, autoescape=True),
        *_WAITING,
    )
    with transaction() as writing:
        writing.execute(told.values(body=func.replace(Message.body, old, new)))


def take(channel: str = MAIL) -> Taken | None:
    """The message of the channel that waits longest, on lease for LEASE; None where none is due.

    What came too late is given up on the way.
    """
    due = select(Message).where(*_WAITING, Message.channel == channel, Message.due_at <= now())
    if session().scalar(due.with_only_columns(Message.id).limit(1)) is None:
        return None  # looking takes no turn from those who write
    with transaction() as writing:
        late = update(Message).where(*_WAITING, Message.expires_at <= now())
        writing.execute(late.values(given_up_at=now(), fault=TOO_LATE, **_FORGOTTEN))
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


def tallies(stop_key: str) -> list[tuple[str, str, Tally]]:
    """The same for each kind of message and each channel of a stop."""
    columns = (Message.about, Message.channel)
    counted = (
        select(*columns, func.count(), func.count(Message.sent_at), func.count(Message.given_up_at))
        .where(Message.stop_key == stop_key)
        .group_by(*columns)
        .order_by(*columns)
    )
    return [
        (about, channel, Tally(every - sent - given_up, sent, given_up))
        for about, channel, every, sent, given_up in session().execute(counted)
    ]


def refused(stop_key: str, limit: int = 100) -> list[Message]:
    """The messages of a stop that failed at least once and were not sent since, newest first."""
    chosen = select(Message).where(
        Message.stop_key == stop_key, Message.fault != "", Message.sent_at.is_(None)
    )
    return list(session().scalars(chosen.order_by(Message.id.desc()).limit(limit)))
