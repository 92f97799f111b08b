"""Tables of what people say. Nothing here knows who said it: no person, no address, no clock.

Ids are random, the half-day is the finest time kept, and no column points to a registration
(docs/anonymity.md says what that protects, and what it does not).
"""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base

# SQLite numbers the rows of a table as they come unless it is told not to.
_UNNUMBERED = {"sqlite_with_rowid": False}


class Question(Base):
    """A question asked during a stop.

    `half_day` is "am" or "pm". `follow_mark` is the sealed follow-up code, where the asker gave
    one. `text_mark` is the sealed text: the same question sent twice is one row.
    """

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("stop_id", "text_mark"),
        Index("ix_questions_stop_id_state", "stop_id", "state"),
        _UNNUMBERED,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"))
    body: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(300))
    day: Mapped[date]
    half_day: Mapped[str] = mapped_column(String(2))
    text_mark: Mapped[str] = mapped_column(String(32))
    follow_mark: Mapped[str | None] = mapped_column(String(32), index=True)
    me_too: Mapped[int] = mapped_column(default=0)


class MeToo(Base):
    """One phone's "mine too"; the mark is sealed per question, so marks cannot be joined."""

    __tablename__ = "me_toos"
    __table_args__ = _UNNUMBERED

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)


class Suggestion(Base):
    """An idea for the foundation, with the state of its examination."""

    __tablename__ = "suggestions"
    __table_args__ = (UniqueConstraint("stop_id", "text_mark"), _UNNUMBERED)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"))
    body: Mapped[str] = mapped_column(String(1000))
    language: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(300))
    day: Mapped[date]
    half_day: Mapped[str] = mapped_column(String(2))
    text_mark: Mapped[str] = mapped_column(String(32))
    follow_mark: Mapped[str | None] = mapped_column(String(32), index=True)


class Screen(Base):
    """What the hall screen of a stop shows, and the token that opens it to read.

    `mode` is one of screen.rules.MODES; `announcement` is by language, `chart` the key of survey
    results, `note` what the speaker's tablet says.
    """

    __tablename__ = "screens"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    question_id: Mapped[str | None] = mapped_column(ForeignKey("questions.id"))
    is_blank: Mapped[bool] = mapped_column(default=False)
    mode: Mapped[str] = mapped_column(String(12), default="votes")
    announcement: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    chart: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(String(160), default="")
