"""Tables of what people say. Without a name nothing here knows who said it, where from, or when.

Ids are random and the half-day is the finest time kept. A person stands beside a text only in the
tables of authors, and the database itself takes none there unless the round is one with names
(docs/anonymity.md says what that protects, and what it does not).
"""

from datetime import date

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    text,
)
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base

# SQLite numbers the rows of a table as they come unless it is told not to.
_UNNUMBERED = {"sqlite_with_rowid": False}
_ROUND = ["round_id", "mode"], ["rounds.id", "rounds.mode"]


class Round(Base):
    """A time in which a stop takes questions and suggestions: "named", or "unnamed".

    Everything said in it refers to its id *and* its mode: while anything was said, no database lets
    the mode be changed. `day` is the one on which it was opened; one round of a stop is open.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        Unique("id", "mode"),
        CheckConstraint("mode IN ('named', 'unnamed')", name="mode"),
        Index(
            "ix_rounds_open",
            "stop_id",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        _UNNUMBERED,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    mode: Mapped[str] = mapped_column(String(8))
    day: Mapped[date]
    is_open: Mapped[bool] = mapped_column(default=True)


class Question(Base):
    """A question asked during a stop.

    `half_day` is "am" or "pm". `follow_mark` is a seal: with names that of the follow-up code,
    without names that of the code which the question itself was given. `text_mark` is the sealed
    text: the same question sent twice is one row. `channel` is how it came (rules.CHANNELS),
    `notice` the version of what its sender was told about how long the seal is kept.
    """

    __tablename__ = "questions"
    __table_args__ = (
        Unique("stop_id", "text_mark"),
        Unique("id", "mode"),
        ForeignKeyConstraint(*_ROUND),
        Index("ix_questions_stop_id_state", "stop_id", "state"),
        Index("ix_questions_round_id_state", "round_id", "state"),
        _UNNUMBERED,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    round_id: Mapped[str] = mapped_column(String(32))
    mode: Mapped[str] = mapped_column(String(8))
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"))
    session_key: Mapped[str | None] = mapped_column(String(60))
    stand_key: Mapped[str | None] = mapped_column(String(60))
    channel: Mapped[str] = mapped_column(String(8), default="phone")
    body: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(300))
    day: Mapped[date]
    half_day: Mapped[str] = mapped_column(String(2))
    text_mark: Mapped[str] = mapped_column(String(32))
    follow_mark: Mapped[str | None] = mapped_column(String(32), index=True)
    notice: Mapped[str | None] = mapped_column(String(20))
    me_too: Mapped[int] = mapped_column(default=0)


class MeToo(Base):
    """One phone's "mine too"; the mark is sealed per question, so marks cannot be joined.

    It is deleted as soon as the question takes no more support: only the number stays.
    """

    __tablename__ = "me_toos"
    __table_args__ = _UNNUMBERED

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)


class Suggestion(Base):
    """An idea for the foundation, with the state of its examination; else as a question."""

    __tablename__ = "suggestions"
    __table_args__ = (
        Unique("stop_id", "text_mark"),
        Unique("id", "mode"),
        ForeignKeyConstraint(*_ROUND),
        Index("ix_suggestions_round_id_state", "round_id", "state"),
        _UNNUMBERED,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    round_id: Mapped[str] = mapped_column(String(32))
    mode: Mapped[str] = mapped_column(String(8))
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"))
    body: Mapped[str] = mapped_column(String(1000))
    language: Mapped[str] = mapped_column(String(3))
    channel: Mapped[str] = mapped_column(String(8), default="phone")
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(300))
    # the published refusal by language; None where it was declined before both were kept
    refusal: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    day: Mapped[date]
    half_day: Mapped[str] = mapped_column(String(2))
    text_mark: Mapped[str] = mapped_column(String(32))
    follow_mark: Mapped[str | None] = mapped_column(String(32), index=True)
    notice: Mapped[str | None] = mapped_column(String(20))


class QuestionAuthor(Base):
    """Who asked a question, in a round with names; of any other the database takes no author."""

    __tablename__ = "question_authors"
    __table_args__ = (
        ForeignKeyConstraint(["question_id", "mode"], ["questions.id", "questions.mode"]),
        CheckConstraint("mode = 'named'", name="named"),
    )

    question_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    mode: Mapped[str] = mapped_column(String(8), default="named")
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )


class SuggestionAuthor(Base):
    """Who made a suggestion, in a round with names."""

    __tablename__ = "suggestion_authors"
    __table_args__ = (
        ForeignKeyConstraint(["suggestion_id", "mode"], ["suggestions.id", "suggestions.mode"]),
        CheckConstraint("mode = 'named'", name="named"),
    )

    suggestion_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    mode: Mapped[str] = mapped_column(String(8), default="named")
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )


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
