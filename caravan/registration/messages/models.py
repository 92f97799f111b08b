"""Which stops people were reminded of, so that it happens once."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class ReminderRound(Base):
    """The people of a stop were reminded of this first day; moved to another, they are again."""

    __tablename__ = "reminder_rounds"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    queued_at: Mapped[datetime] = mapped_column(Instant)
