"""Tables of items: what is followed up, notes from desks, which body has what, what it is about."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant

_UNNUMBERED = {"sqlite_with_rowid": False}


class FeedbackItem(Base):
    """A question, a suggestion or a note once something was done with it; `id` is that one's own.

    All that follow-up writes refers to an item, so it goes when the text itself is erased.
    """

    __tablename__ = "feedback_items"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN question_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN suggestion_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN note_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_text",
        ),
        _UNNUMBERED,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    question_id: Mapped[str | None] = mapped_column(ForeignKey("questions.id"), unique=True)
    suggestion_id: Mapped[str | None] = mapped_column(ForeignKey("suggestions.id"), unique=True)
    note_id: Mapped[str | None] = mapped_column(ForeignKey("desk_notes.id"), unique=True)


class DeskNote(Base):
    """What somebody of the staff heard at a desk or a stand and wrote down; it names nobody.

    `people` is how many said it. No time finer than the day is kept.
    """

    __tablename__ = "desk_notes"
    __table_args__ = _UNNUMBERED

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"))
    body: Mapped[str] = mapped_column(String(1000))
    language: Mapped[str] = mapped_column(String(3))
    people: Mapped[int] = mapped_column(default=1)
    day: Mapped[date]


class Assignment(Base):
    """An answering body has an item, until `due`; a transfer is a newer row, with its reason."""

    __tablename__ = "assignments"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"), index=True)
    body_code: Mapped[str] = mapped_column(ForeignKey("answering_bodies.code"), index=True)
    due: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(300))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    assigned_at: Mapped[datetime] = mapped_column(Instant)


class ItemCoding(Base):
    """The theme that one coder gave an item; each coder gives one, without seeing the other's."""

    __tablename__ = "item_codings"
    __table_args__ = (UniqueConstraint("item_id", "staff_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    theme_code: Mapped[str] = mapped_column(ForeignKey("themes.code"), index=True)
    coded_at: Mapped[datetime] = mapped_column(Instant)
