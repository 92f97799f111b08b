"""Tables of the closing: texts and figures of the summary, its versions, stops that are closed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.clock import to_wall
from caravan.kernel.db import Base, Instant


class SummaryText(Base):
    """A text block of a stop's summary in one language, written by hand; its numbers are live.

    `number` counts how often it was written: who saves says which one was seen.
    """

    __tablename__ = "summary_texts"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    block: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(3), primary_key=True)
    body: Mapped[str] = mapped_column(String(3000))
    number: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[datetime] = mapped_column(Instant)


class SummaryFigure(Base):
    """A figure of the summary as somebody entered it, and where it was read.

    The highest `number` of a key holds; the others are what it was before. Without a value it was
    taken out.
    """

    __tablename__ = "summary_figure_entries"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(200))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime] = mapped_column(Instant)


class SummaryVersion(Base):
    """The summary of a stop as it was at an hour; number 0 is the last draft, others are signed.

    `content` is all of it by language, `digest` the SHA-256 of that (of a signed one it is
    printed). `texts` are the ids of the questions whose words stand in it: where one of these
    is erased, content and papers go, and `erased_at` says so.
    """

    __tablename__ = "summary_versions"
    __table_args__ = (UniqueConstraint("stop_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    seen: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    texts: Mapped[list[str]] = mapped_column(JSON)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class SummaryPaper(Base):
    """One file of a version, as it was drawn; `digest` is the SHA-256 of its bytes."""

    __tablename__ = "summary_papers"

    version_id: Mapped[int] = mapped_column(ForeignKey("summary_versions.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))


class StopClosing(Base):
    """A stop was closed: every item had its outcome. `counts` are the items by outcome then."""

    __tablename__ = "stop_closings"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    version: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    closed_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def closed_on(self) -> date:
        """The day of the closing on Moroccan clocks."""
        return to_wall(self.closed_at).date()
