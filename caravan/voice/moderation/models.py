"""Tables beside the spoken texts. Like those, they know no person, no clock, no order of arrival.

Who decided what is in the audit; here is only what holds now, and what undoes it.
"""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base

_UNNUMBERED = {"sqlite_with_rowid": False}


class QuestionEdit(Base):
    """A wording that a moderator replaced; number 1 is the asker's own."""

    __tablename__ = "question_edits"
    __table_args__ = _UNNUMBERED

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(String(500))


class QuestionLabel(Base):
    """A further subject of a question, as a moderator sees it."""

    __tablename__ = "question_labels"
    __table_args__ = _UNNUMBERED

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"), primary_key=True)


class QuestionStar(Base):
    """A question that the moderators want to come back to first."""

    __tablename__ = "question_stars"
    __table_args__ = _UNNUMBERED

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)


class QuestionGroup(Base):
    """A question that is answered together with another one, the lead.

    `added` is how many people it brought to the lead, `state_before` where it stood: both are
    what taking it out again needs.
    """

    __tablename__ = "question_groups"
    __table_args__ = _UNNUMBERED

    member_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), index=True)
    state_before: Mapped[str] = mapped_column(String(12))
    added: Mapped[int]


class DeskAppointment(Base):
    """A personal case that is heard at the private desk: its number and its theme, no text."""

    __tablename__ = "desk_appointments"
    __table_args__ = (UniqueConstraint("stop_id", "number"), _UNNUMBERED)

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    number: Mapped[int]
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"))
    is_heard: Mapped[bool] = mapped_column(default=False)


class SuggestionDetail(Base):
    """What a suggestion has beside its text: a title, the prefecture it is about, its support."""

    __tablename__ = "suggestion_details"
    __table_args__ = _UNNUMBERED

    suggestion_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"), primary_key=True)
    title: Mapped[str] = mapped_column(String(120), default="")
    prefecture_code: Mapped[str | None] = mapped_column(ForeignKey("prefectures.code"))
    support: Mapped[int] = mapped_column(default=0)


class SuggestionSupport(Base):
    """One phone's support; the mark is sealed per suggestion, so marks cannot be joined."""

    __tablename__ = "suggestion_supports"
    __table_args__ = _UNNUMBERED

    suggestion_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)


class SuggestionGroup(Base):
    """A suggestion that is followed together with another one, as questions are."""

    __tablename__ = "suggestion_groups"
    __table_args__ = _UNNUMBERED

    member_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"), primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("suggestions.id"), index=True)
    state_before: Mapped[str] = mapped_column(String(12))
    added: Mapped[int]
