"""Tables of who is who: two registrations that are one person, or are not."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class Merge(Base):
    """Somebody decided about two registrations of a stop: one person (`is_same`), or two.

    Of one person, `kept_id` is who counts, is badged and comes in; the ticket of `other_id` opens
    the door as well, as that person. Nothing of either registration is changed.
    """

    __tablename__ = "merges"

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("registrations.id"), index=True)
    is_same: Mapped[bool]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)


class MergeUndo(Base):
    """A decision taken back."""

    __tablename__ = "merge_undos"

    merge_id: Mapped[int] = mapped_column(ForeignKey("merges.id"), primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    undone_at: Mapped[datetime] = mapped_column(Instant)
