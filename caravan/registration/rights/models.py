"""Tables of the person's rights: requests to the staff, and the switch against messages."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.clock import to_wall
from caravan.kernel.db import Base, Instant


class PrivacyRequest(Base):
    """What a person asked about the own data, and what the staff answered."""

    __tablename__ = "privacy_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(String(500))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(String(20))
    answer: Mapped[str] = mapped_column(String(500), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    @property
    def asked_on(self) -> date:
        """The day of asking on Moroccan clocks."""
        return to_wall(self.asked_at).date()


class Opposition(Base):
    """A person wants no messages; lifted by the same person, it is over."""

    __tablename__ = "oppositions"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    opposed_at: Mapped[datetime] = mapped_column(Instant)
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)
