"""Tables of surveys. Nothing here joins an answer with a person, nor two answers of one person.

A survey holds counts; that somebody was counted is a seal in a table of its own. Lines of text lie
in bags of five, each bag one row: had each line a row, PostgreSQL's number of the transaction that
wrote it would be that of the seal.
"""

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base

# SQLite numbers the rows of a table as they come unless it is told not to.
_UNNUMBERED = {"sqlite_with_rowid": False}
Counts = dict[str, dict[str, int]]


class Survey(Base):
    """A survey on a stop, or on the session with `session_key` ("" for the whole stop).

    `questions` are names of the bank's versions. `tally` is what was counted by now, `shown` what
    may be seen of it, each question as it stood at its own last step; so does the number of all
    that the hall sees, `shown_answers`. `channels`: how many came which way.
    """

    __tablename__ = "surveys"
    __table_args__ = (UniqueConstraint("stop_id", "session_key"), _UNNUMBERED)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    session_key: Mapped[str] = mapped_column(String(60), default="")
    questions: Mapped[list[str]] = mapped_column(JSON)
    answers: Mapped[int] = mapped_column(default=0)
    tally: Mapped[Counts] = mapped_column(JSON, default=dict)
    shown_answers: Mapped[int] = mapped_column(default=0)
    shown: Mapped[Counts] = mapped_column(JSON, default=dict)
    channels: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


class SurveySeal(Base):
    """Somebody, or some paper, was counted in a survey; the seal is another one in each survey."""

    __tablename__ = "survey_seals"
    __table_args__ = _UNNUMBERED

    survey_id: Mapped[str] = mapped_column(ForeignKey("surveys.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)


class SurveyBag(Base):
    """Up to five lines of text on one question, in alphabetical order."""

    __tablename__ = "survey_bags"
    __table_args__ = _UNNUMBERED

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    survey_id: Mapped[str] = mapped_column(ForeignKey("surveys.id"), index=True)
    question: Mapped[str] = mapped_column(String(52))
    lines: Mapped[list[str]] = mapped_column(JSON)
    is_full: Mapped[bool] = mapped_column(default=False)
