"""Tables of registration: people who come, what they agreed to, corrections and withdrawals."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class Registration(Base):
    """One person registered for one stop.

    `code` opens the ticket page and is known to its holder; `entry_code` is for the door and
    stands on ticket and badge; `follow_code` is for afterwards. `once_key` makes a form that is
    sent again (double tap, reload, back) find this row instead of adding one.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        UniqueConstraint("stop_id", "once_key"),
        Index("ix_registrations_stop_id_name_folded", "stop_id", "name_folded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    code: Mapped[str] = mapped_column(String(26), unique=True)
    entry_code: Mapped[str] = mapped_column(String(8), unique=True)
    follow_code: Mapped[str] = mapped_column(String(10), unique=True)
    once_key: Mapped[str] = mapped_column(String(64))
    full_name: Mapped[str] = mapped_column(String(120))
    latin_name: Mapped[str | None] = mapped_column(String(120))
    name_folded: Mapped[str] = mapped_column(String(260))
    category: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(20))
    companions: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(3))
    channel: Mapped[str] = mapped_column(String(10))
    registered_at: Mapped[datetime] = mapped_column(Instant)


class Consent(Base):
    """What a person agreed to: which purpose, which wording of the notice, when, where."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    notice_version: Mapped[str] = mapped_column(String(20))
    agreed_at: Mapped[datetime] = mapped_column(Instant)


class NameCorrection(Base):
    """A name as it stood before its holder corrected it."""

    __tablename__ = "name_corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    full_name: Mapped[str] = mapped_column(String(120))
    latin_name: Mapped[str | None] = mapped_column(String(120))
    corrected_at: Mapped[datetime] = mapped_column(Instant)


class Withdrawal(Base):
    """A person takes the registration back; at most once."""

    __tablename__ = "withdrawals"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), primary_key=True)
    withdrawn_at: Mapped[datetime] = mapped_column(Instant)
