"""Tables of check-in: arrivals, arrivals taken back, badges printed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class Arrival(Base):
    """A person came in on a day of the stop; the id is made on the device that saw it.

    `round` counts the arrivals taken back before on that day: so one arrival a day is all that
    fits, and an arrival after an undo is a new row.
    """

    __tablename__ = "arrivals"
    __table_args__ = (
        UniqueConstraint("registration_id", "day", "round"),
        Index("ix_arrivals_stop_id_day", "stop_id", "day"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"))
    day: Mapped[date]
    round: Mapped[int]
    arrived_at: Mapped[datetime] = mapped_column(Instant)
    gate: Mapped[str] = mapped_column(String(40))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class ArrivalUndo(Base):
    """An arrival taken back: a mistake at the gate."""

    __tablename__ = "arrival_undos"

    arrival_id: Mapped[str] = mapped_column(ForeignKey("arrivals.id"), primary_key=True)
    undone_at: Mapped[datetime] = mapped_column(Instant)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class BadgePrint(Base):
    """A badge was drawn for printing; the second of a person says "copy"."""

    __tablename__ = "badge_prints"

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    printed_at: Mapped[datetime] = mapped_column(Instant)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
