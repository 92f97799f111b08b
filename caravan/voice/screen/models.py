"""Tables beside the hall screen: the moderators' order, who among the partners would answer."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base

# As for the questions themselves: rows without numbers tell no order of arrival.
_UNNUMBERED = {"sqlite_with_rowid": False}


class Turn(Base):
    """The place of a question in the order that the moderators gave it, the first is 0."""

    __tablename__ = "screen_turns"
    __table_args__ = _UNNUMBERED

    question_id: Mapped[str] = mapped_column(
        ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int]


class Readiness(Base):
    """A partner is ready to answer the question; `partner_key` is the one of the stop's plan."""

    __tablename__ = "partner_readiness"
    __table_args__ = _UNNUMBERED

    question_id: Mapped[str] = mapped_column(
        ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    )
    partner_key: Mapped[str] = mapped_column(String(60), primary_key=True)
