"""The table of what was shown last: counts as they were released, so that they move in steps."""

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base


class ReleasedCounts(Base):
    """Counts of people as the pages of the tour show them, by what they count.

    `name` says of which year and prefecture (or category) they are. They hold no day and no hour:
    when they moved would tell when somebody spoke.
    """

    __tablename__ = "released_counts"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once, by the mapper

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
