"""Tables of partners and offers, and of who stands at the stands of a stop."""

from datetime import date, time

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caravan.kernel.db import Base
from caravan.tour.offers import rules

Texts = dict[str, str]


class Organisation(Base):
    """A partner under contract, of whatever stop; its offers hold no longer than it does."""

    __tablename__ = "organisations"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[Texts] = mapped_column(JSON)
    until: Mapped[date | None]
    position: Mapped[int]


class Offer(Base):
    """What a partner offers under a service; `text` is the partner's own words."""

    __tablename__ = "offers"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    partner: Mapped[str] = mapped_column(ForeignKey("organisations.code"), index=True)
    service: Mapped[str] = mapped_column(ForeignKey("services.code"), index=True)
    title: Mapped[Texts] = mapped_column(JSON)
    text: Mapped[Texts] = mapped_column(JSON, default=dict)
    audience: Mapped[list[str]] = mapped_column(JSON, default=list)
    papers: Mapped[list[Texts]] = mapped_column(JSON, default=list)
    until: Mapped[date | None]
    stops: Mapped[list[str]] = mapped_column(JSON, default=list)
    position: Mapped[int]
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds: its own, or its partner's where that comes first."""
        return rules.last_day(self.until, self.organisation.until)


class StandShift(Base):
    """Who represents a partner at its stand, when; for the staff only (docs/security.md).

    `partner` is the partner's key at the stop, so that a shift outlives a new release.
    """

    __tablename__ = "stand_shifts"
    __table_args__ = (
        UniqueConstraint("stop_id", "partner", "day", "starts", "ends", "representative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    partner: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    representative: Mapped[str] = mapped_column(String(60))
    is_office: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(String(20), default="")
