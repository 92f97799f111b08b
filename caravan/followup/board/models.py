"""Tables of the feedback desk: settled themes, items that say the same, acts that can be undone.

They hold codes and ids, never a text; all refer to items, so they go when a text is erased.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant

_UNNUMBERED = {"sqlite_with_rowid": False}


class ItemTheme(Base):
    """The theme that holds for an item after two coders saw different ones."""

    __tablename__ = "item_themes"
    __table_args__ = _UNNUMBERED

    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"), primary_key=True)
    theme_code: Mapped[str] = mapped_column(ForeignKey("themes.code"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    settled_at: Mapped[datetime] = mapped_column(Instant)


class ItemGroup(Base):
    """An item that says the same as others of its group, at whichever stops; each keeps its own."""

    __tablename__ = "item_groups"
    __table_args__ = _UNNUMBERED

    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"), primary_key=True)
    group_id: Mapped[str] = mapped_column(String(32), index=True)


class ItemApart(Base):
    """Two items of which a person said that they are not the same; the smaller id comes first."""

    __tablename__ = "items_apart"
    __table_args__ = _UNNUMBERED

    item_id: Mapped[str] = mapped_column(ForeignKey("feedback_items.id"), primary_key=True)
    other_id: Mapped[str] = mapped_column(
        ForeignKey("feedback_items.id"), primary_key=True, index=True
    )
    # nobody and no instant where it was said before these were kept
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    said_at: Mapped[datetime | None] = mapped_column(Instant)


class DeskAct(Base):
    """One act of somebody at the board (rules.ACTS), which may be taken back."""

    __tablename__ = "desk_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    acted_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class DeskActChange(Base):
    """What an act changed of one item: a row's number, a theme or a group, before and after."""

    __tablename__ = "desk_act_changes"
    __table_args__ = _UNNUMBERED

    act_id: Mapped[int] = mapped_column(ForeignKey("desk_acts.id"), primary_key=True)
    item_id: Mapped[str] = mapped_column(
        ForeignKey("feedback_items.id"), primary_key=True, index=True
    )
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
