"""Tables of the tour: what stops refer to, stops, agendas, partners, drafts, releases."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caravan.kernel.db import Base, Instant

Texts = dict[str, str]


class CommandLevel(Base):
    """A level of command: its noun ("préfecture de police") and the title of its head."""

    __tablename__ = "command_levels"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    noun: Mapped[Texts] = mapped_column(JSON)
    head: Mapped[Texts] = mapped_column(JSON)
    position: Mapped[int]


class Prefecture(Base):
    """A security prefecture or other command that can host a stop; `name` in full, and its city.

    It stands from `since` (None: always) to `until` (None: still); `checked` is the day on which it
    was last held against a source. A Tifinagh city that no speaker has read is kept, never shown.
    """

    __tablename__ = "prefectures"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    level: Mapped[str] = mapped_column(String(40))
    name: Mapped[Texts] = mapped_column(JSON)
    city: Mapped[Texts] = mapped_column(JSON, default=dict)
    parent: Mapped[str | None] = mapped_column(String(40))
    since: Mapped[date | None]
    until: Mapped[date | None]
    checked: Mapped[date]
    zgh_checked: Mapped[bool] = mapped_column(default=False)

    @property
    def shown_city(self) -> Texts:
        """The city by language, without a Tifinagh name that no speaker has read."""
        return {lang: text for lang, text in self.city.items() if lang != "zgh" or self.zgh_checked}


class Service(Base):
    """A field of the foundation's work: housing, health, loans …"""

    __tablename__ = "services"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Texts] = mapped_column(JSON)
    about: Mapped[Texts] = mapped_column(JSON, default=dict)
    pictogram: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]


class Tour(Base):
    """A series of stops that belong together."""

    __tablename__ = "tours"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[Texts] = mapped_column(JSON)


class Edition(Base):
    """One season of a tour, with its slogan."""

    __tablename__ = "editions"

    tour: Mapped[str] = mapped_column(ForeignKey("tours.code"), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[Texts] = mapped_column(JSON)
    slogan: Mapped[Texts] = mapped_column(JSON)


class MovedFeast(Base):
    """A lunar date that was moved from where it is calculated; `date` is its first day.

    Whoever moved it on screen stands beside it; nobody where a file did.
    """

    __tablename__ = "moved_feasts"

    feast: Mapped[str] = mapped_column(String(40), primary_key=True)
    hijri_year: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[date]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    changed_at: Mapped[datetime | None] = mapped_column(Instant)


class AvoidedDate(Base):
    """Days on which the foundation holds no stop, and why; who wrote them, as for MovedFeast."""

    __tablename__ = "avoided_dates"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    yearly: Mapped[bool]
    reason: Mapped[Texts] = mapped_column(JSON)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    changed_at: Mapped[datetime | None] = mapped_column(Instant)


class LoadedFile(Base):
    """A file of `events/` as it was last taken over: what staff edit later on screen stays."""

    __tablename__ = "loaded_files"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    loaded_at: Mapped[datetime] = mapped_column(Instant)


class Stop(Base):
    """One visit of the caravan: where, when, and the plan as it was last published."""

    __tablename__ = "stops"
    __table_args__ = (
        ForeignKeyConstraint(["tour", "edition"], ["editions.tour", "editions.code"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    prefecture_code: Mapped[str] = mapped_column(ForeignKey("prefectures.code"))
    tour: Mapped[str] = mapped_column(ForeignKey("tours.code"), index=True)
    edition: Mapped[str | None] = mapped_column(String(60))
    stage: Mapped[int | None]
    host: Mapped[Texts] = mapped_column(JSON, default=dict)
    title: Mapped[Texts] = mapped_column(JSON)
    team: Mapped[str | None] = mapped_column(String(60))
    venue_name: Mapped[Texts] = mapped_column(JSON)
    venue_address: Mapped[Texts] = mapped_column(JSON)
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]
    seats: Mapped[int | None]
    safety_limit: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))
    status_reason: Mapped[Texts] = mapped_column(JSON)
    note: Mapped[Texts] = mapped_column(JSON, default=dict)
    is_rehearsal: Mapped[bool] = mapped_column(default=False)
    release: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime] = mapped_column(Instant)
    prefecture: Mapped[Prefecture] = relationship(lazy="joined")
    series: Mapped[Tour] = relationship(lazy="joined")
    season: Mapped[Edition | None] = relationship(lazy="joined", overlaps="series")
    days: Mapped[list["StopDay"]] = relationship(order_by="StopDay.date", lazy="selectin")

    @property
    def name(self) -> Texts:
        """The short name: the city of its prefecture, else its title."""
        return self.prefecture.shown_city or self.title

    @property
    def tour_name(self) -> Texts:
        """What people call the tour."""
        return self.series.name

    @property
    def slogan(self) -> Texts:
        """The slogan of the edition, empty where there is none."""
        return self.season.slogan if self.season else {}


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

    The wall times are the promise; the instants are derived from them for comparing. `room`,
    `speakers` and `partners` are keys of the stop's plan, `place` and `speaker` their names.
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
    room: Mapped[str | None] = mapped_column(String(60))
    place: Mapped[Texts] = mapped_column(JSON)
    speakers: Mapped[list[str]] = mapped_column(JSON, default=list)
    speaker: Mapped[Texts] = mapped_column(JSON)
    partners: Mapped[list[str]] = mapped_column(JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
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
    """A contracted partner with a stand at a stop; `organisation` is its code in the catalogue."""

    __tablename__ = "partners"
    __table_args__ = (UniqueConstraint("stop_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    key: Mapped[str] = mapped_column(String(60))
    organisation: Mapped[str | None] = mapped_column(ForeignKey("organisations.code"))
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[Texts] = mapped_column(JSON)
    stand: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[Texts] = mapped_column(JSON)
    services: Mapped[list[str]] = mapped_column(JSON)
    position: Mapped[int]


class Draft(Base):
    """Work in progress on a stop, published or not: a plan that may still have faults.

    `plan` is as `plan_json` writes it; `base_release` the release it began from (0: none);
    `number` counts the edits.
    """

    __tablename__ = "drafts"

    stop_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    base_release: Mapped[int]
    number: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Contact(Base):
    """Where a speaker or partner is written to when the agenda changes; shown to organisers only.

    `stop_key` is "" for every stop of the tour; `kind` and `item_key` name a row of the plan;
    `language` is that of the messages, "ar" or "fr".
    """

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("stop_key", "kind", "item_key", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_key: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[str] = mapped_column(String(20))
    item_key: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(3))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)


class LegalHold(Base):
    """What is kept of a stop may not be erased by the purge: `reason` says why.

    One stands at a time; lifted, it is over and stays as a row.
    """

    __tablename__ = "legal_holds"

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    placed_at: Mapped[datetime] = mapped_column(Instant)
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)


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
