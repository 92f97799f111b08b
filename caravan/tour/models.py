"""Tables of the tour: catalogue of commands and services, stops, agendas, partners, releases."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caravan.kernel.db import Base, Instant

Texts = dict[str, str]


class Prefecture(Base):
    """A security prefecture or other command that can host a stop; `name` in full, and its city."""

    __tablename__ = "prefectures"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    level: Mapped[str] = mapped_column(String(40))
    name: Mapped[Texts] = mapped_column(JSON)
    city: Mapped[Texts] = mapped_column(JSON, default=dict)
    parent: Mapped[str | None] = mapped_column(String(40))
    checked: Mapped[date]


class Service(Base):
    """A field of the foundation's work: housing, health, loans …"""

    __tablename__ = "services"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Texts] = mapped_column(JSON)
    pictogram: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]


class Stop(Base):
    """One visit of the caravan: where, when, and the plan as it was last published."""

    __tablename__ = "stops"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    prefecture_code: Mapped[str] = mapped_column(ForeignKey("prefectures.code"))
    tour: Mapped[str] = mapped_column(String(60), index=True)
    tour_name: Mapped[Texts] = mapped_column(JSON, default=dict)
    edition: Mapped[str | None] = mapped_column(String(60))
    stage: Mapped[int | None]
    host: Mapped[Texts] = mapped_column(JSON, default=dict)
    title: Mapped[Texts] = mapped_column(JSON)
    slogan: Mapped[Texts] = mapped_column(JSON)
    venue_name: Mapped[Texts] = mapped_column(JSON)
    venue_address: Mapped[Texts] = mapped_column(JSON)
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]
    seats: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))
    status_reason: Mapped[Texts] = mapped_column(JSON)
    note: Mapped[Texts] = mapped_column(JSON, default=dict)
    is_rehearsal: Mapped[bool] = mapped_column(default=False)
    release: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime] = mapped_column(Instant)
    prefecture: Mapped[Prefecture] = relationship(lazy="joined")
    days: Mapped[list["StopDay"]] = relationship(order_by="StopDay.date", lazy="selectin")

    @property
    def name(self) -> Texts:
        """The short name: the city of its prefecture, else its title."""
        return self.prefecture.city or self.title


class StopDay(Base):
    """A day of a stop with its opening hours (wall time)."""

    __tablename__ = "stop_days"
    __table_args__ = (UniqueConstraint("stop_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    date: Mapped[date]
    opens: Mapped[time]
    closes: Mapped[time]


class AgendaSession(Base):
    """A line of the agenda; `key` stays the same through every release.

    The wall times are the promise; the instants are derived from them for comparing.
    """

    __tablename__ = "agenda_sessions"
    __table_args__ = (UniqueConstraint("stop_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    key: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[Texts] = mapped_column(JSON)
    place: Mapped[Texts] = mapped_column(JSON)
    speaker: Mapped[Texts] = mapped_column(JSON)
    services: Mapped[list[str]] = mapped_column(JSON)
    audience: Mapped[list[str]] = mapped_column(JSON)
    is_internal: Mapped[bool] = mapped_column(default=False)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class StopService(Base):
    """A service shown at a stop, in the stop's own order."""

    __tablename__ = "stop_services"

    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), primary_key=True)
    service_code: Mapped[str] = mapped_column(ForeignKey("services.code"), primary_key=True)
    position: Mapped[int]


class Partner(Base):
    """A contracted partner with a stand at a stop."""

    __tablename__ = "partners"
    __table_args__ = (UniqueConstraint("stop_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    key: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[Texts] = mapped_column(JSON)
    stand: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[Texts] = mapped_column(JSON)
    services: Mapped[list[str]] = mapped_column(JSON)
    position: Mapped[int]


class Release(Base):
    """A published state of a stop: the whole file, its hash, and what changed in each language."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("stop_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    number: Mapped[int]
    published_at: Mapped[datetime] = mapped_column(Instant)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    plan_hash: Mapped[str] = mapped_column(String(64))
    plan: Mapped[str]
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
