"""The tables of figures of a year: those of the file, those that were entered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class YearlyFigure(Base):
    """A figure of one year with its source; `parts` are tables of name (by language) and value."""

    __tablename__ = "yearly_figures"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    value: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    position: Mapped[int]


class FigureEntry(Base):
    """A figure of one year as somebody entered or corrected it; it stands before that of the file.

    The highest `number` holds; the others are what it was before. Without a value it was taken out.
    """

    __tablename__ = "yearly_figure_entries"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    value: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(300))
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime] = mapped_column(Instant)
