"""Tables of exports: who asked for which list and why, who granted or refused it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class ExportRequest(Base):
    """Somebody wants a list of a stop. No file is kept: it is drawn when it is fetched."""

    __tablename__ = "export_requests"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    content: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(4))
    reason: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column(Instant)


class ExportDecision(Base):
    """Another person granted or refused it; at most once."""

    __tablename__ = "export_decisions"

    request_id: Mapped[str] = mapped_column(ForeignKey("export_requests.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    is_granted: Mapped[bool]
    decided_at: Mapped[datetime] = mapped_column(Instant)
