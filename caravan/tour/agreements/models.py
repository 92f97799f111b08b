"""Tables of the register of agreements: what is agreed, and each step of what is delivered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant

Rows = Mapped[list[dict[str, Any]]]


class Agreement(Base):
    """One agreement; its lists are read and written whole, so each is one column.

    `loaded` holds the digests of what the file said when it was loaded last ("" for the facts,
    "site/facility" for a delivery): an unchanged file never overwrites what staff edited since.
    """

    __tablename__ = "agreements"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    draft: Mapped[bool]
    sources: Rows = mapped_column(JSON, default=list)
    stages: Rows = mapped_column(JSON, default=list)
    parties: Rows = mapped_column(JSON, default=list)
    variants: Rows = mapped_column(JSON, default=list)
    aims: Rows = mapped_column(JSON, default=list)
    sites: Rows = mapped_column(JSON, default=list)
    facilities: Rows = mapped_column(JSON, default=list)
    duties: Rows = mapped_column(JSON, default=list)
    remarks: Rows = mapped_column(JSON, default=list)
    loaded: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class AgreementDelivery(Base):
    """A step of the delivery of a facility at a site; the last one stands, none is changed.

    `staff_id` is who recorded it; None: it was read from the file.
    """

    __tablename__ = "agreement_deliveries"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    site: Mapped[str] = mapped_column(String(60))
    facility: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    note: Mapped[dict[str, str]] = mapped_column(JSON)
    told_by: Mapped[list[str]] = mapped_column(JSON)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
