"""Tables of the waiting list: who had to wait for a place, and who got one."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class Waiting(Base):
    """A registration that came when the hall was full. Its number is its place in the order."""

    __tablename__ = "waitings"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    since: Mapped[datetime] = mapped_column(Instant)


class Admission(Base):
    """A registration that waited got its place; `cause` is "withdrawn" or "raised"."""

    __tablename__ = "admissions"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), primary_key=True)
    admitted_at: Mapped[datetime] = mapped_column(Instant)
    cause: Mapped[str] = mapped_column(String(10))
