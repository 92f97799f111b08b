"""Tables of the desk: registrations that somebody was helped with."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class Assistance(Base):
    """A registration that was filled in for the person, read back and agreed to aloud."""

    __tablename__ = "assistances"
    __table_args__ = (Index("ix_assistances_staff_id_assisted_at", "staff_id", "assisted_at"),)

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    assisted_at: Mapped[datetime] = mapped_column(Instant)
