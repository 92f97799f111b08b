"""Tables of what becomes of it: answers to questions, and promises with owner and date."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.clock import to_wall
from caravan.kernel.db import Base, Instant


class Answer(Base):
    """A published answer, in Arabic and French; a corrected one is a newer row.

    `is_refusal`: it says why something will not be done.
    """

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"), index=True)
    is_refusal: Mapped[bool] = mapped_column(default=False)
    body: Mapped[dict[str, str]] = mapped_column(JSON)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def answered_on(self) -> date:
        """The day of the answer on Moroccan clocks."""
        return to_wall(self.answered_at).date()


class Promise(Base):
    """Something the foundation said it would do: what, which office, by when."""

    __tablename__ = "promises"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("feedback_items.id"), index=True)
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"))
    body: Mapped[dict[str, str]] = mapped_column(JSON)
    owner: Mapped[dict[str, str]] = mapped_column(JSON)
    due: Mapped[date]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    promised_at: Mapped[datetime] = mapped_column(Instant)


class PromiseKept(Base):
    """A promise was kept: when, and what shows it."""

    __tablename__ = "promises_kept"

    promise_id: Mapped[str] = mapped_column(ForeignKey("promises.id"), primary_key=True)
    evidence: Mapped[dict[str, str]] = mapped_column(JSON)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    kept_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def kept_on(self) -> date:
        """The day on which it was written down as kept, on Moroccan clocks."""
        return to_wall(self.kept_at).date()


class KeptHeadcount(Base):
    """Who came to a stop, as numbers, once the arrivals themselves are erased.

    `hours` are rows of day, hour (Moroccan wall time), gate and number, the oldest without a gate;
    `came` and `away` count persons by category.
    """

    __tablename__ = "kept_headcounts"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    hours: Mapped[list[list[Any]]] = mapped_column(JSON)
    came: Mapped[dict[str, int]] = mapped_column(JSON)
    away: Mapped[dict[str, int]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(Instant)
