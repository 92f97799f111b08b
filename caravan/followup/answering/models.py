"""Tables of replies: how far each is, its steps, templates, where and how bodies are reached."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class Reply(Base):
    """The answer to an item on its way: drafted, with a second reader, checked, published.

    `version` counts the changes: who saves must have seen the last one. Its author is one of the
    staff, or (`body_code`) an answering body that wrote by its own link; both, where one of the
    staff wrote there. `known_to` are those of the staff to whom that link was known. `note` is why
    the second reader sent it back, `promise` what is promised with it (as `rules.PromiseDetails`).
    """

    __tablename__ = "replies"

    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"), primary_key=True)
    body: Mapped[dict[str, str]] = mapped_column(JSON)
    is_refusal: Mapped[bool] = mapped_column(default=False)
    promise: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(10), index=True)
    version: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    body_code: Mapped[str | None] = mapped_column(ForeignKey("answering_bodies.code"))
    known_to: Mapped[list[int]] = mapped_column(JSON, default=list)
    note: Mapped[str | None] = mapped_column(String(300))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class ReplyStep(Base):
    """Who did what to a reply, and when; texts are not kept here. `state` is the one it led to."""

    __tablename__ = "reply_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"), index=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    body_code: Mapped[str | None] = mapped_column(ForeignKey("answering_bodies.code"))
    taken_at: Mapped[datetime] = mapped_column(Instant)


class ReplyTemplate(Base):
    """A text to begin an answer with, in both languages; `service_code` None: for every service."""

    __tablename__ = "reply_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    body: Mapped[dict[str, str]] = mapped_column(JSON)
    is_refusal: Mapped[bool] = mapped_column(default=False)
    service_code: Mapped[str | None] = mapped_column(ForeignKey("services.code"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class BodyContact(Base):
    """Where an answering body is reminded: an office's address, and the language of its letters."""

    __tablename__ = "body_contacts"
    __table_args__ = (UniqueConstraint("body_code", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_code: Mapped[str] = mapped_column(ForeignKey("answering_bodies.code"))
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(3))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)


class BodyDoor(Base):
    """The link by which an answering body reads and answers its own; a new one ends the old one.

    `known_to` are the numbers of those of the staff who could open it: who made it, and who noted
    an address that was written to since, also one that was removed again.
    """

    __tablename__ = "body_doors"

    body_code: Mapped[str] = mapped_column(ForeignKey("answering_bodies.code"), primary_key=True)
    token: Mapped[str] = mapped_column(String(32))
    known_to: Mapped[list[int]] = mapped_column(JSON, default=list)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
