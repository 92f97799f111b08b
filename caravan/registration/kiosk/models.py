"""Tables of the kiosk: where help is wanted."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class HelpCall(Base):
    """The last call for help from a kiosk of a stop; nothing is said of who called."""

    __tablename__ = "help_calls"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    kiosk: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    called_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
