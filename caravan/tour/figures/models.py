"""The table of figures of earlier reports."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base


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
