"""Who of the staff did what, when: rows that are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.clock import now
from caravan.kernel.db import Base, Instant, row_transaction, rows


class AuditEntry(Base):
    """One staff action that matters; `details` holds codes and numbers, never what people said."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(String(60))
    stop_key: Mapped[str | None] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(120))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


_RECORD = insert(AuditEntry).inline()  # built once: the gate runs it for each arrival


def record(
    action: str,
    *,
    staff_id: int | None,
    stop_key: str | None = None,
    subject: object = "",
    **details: Any,
) -> None:
    """Add an entry inside the open transaction; rows that it speaks of are written before.

    `action` is "room.verb" ("checkin.undo"); `staff_id` None means the command line or the server.
    """
    entry = {
        "at": now(),
        "staff_id": staff_id,
        "action": action,
        "stop_key": stop_key,
        "subject": str(subject),
        "details": details,
    }
    with row_transaction():
        rows(_RECORD, entry)
