"""The stops as data for other programs: where, when, how each stands, and where to read on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flask import url_for
from msgspec import Meta

from caravan.kernel.api.shapes import Instant, Link, Texts, spoken, wall
from caravan.kernel.clock import to_instant
from caravan.tour import rules
from caravan.tour.models import Service as ServiceRow
from caravan.tour.models import Stop as StopRow
from caravan.tour.models import StopDay
from caravan.tour.stop_plan import OFF, STATUSES

State = Annotated[
    str,
    Meta(
        description="Where the stop stands on the day of the answer.",
        extra_json_schema={"enum": ["coming", "now", "past", *OFF]},
    ),
]
Status = Annotated[
    str, Meta(description="As published.", extra_json_schema={"enum": list(STATUSES)})
]
Key = Annotated[str, Meta(description="Names the stop for good, such as oujda-2025.")]


@dataclass(frozen=True)
class Day:
    """A day of the stop, from opening to closing."""

    date: date
    opens: Instant
    closes: Instant


@dataclass(frozen=True)
class Links:
    """The pages of a stop, its files, and what there is of it here."""

    self: Link
    page: Link
    agenda_ics: Link
    schedule_json: Link
    schedule_xml: Link
    programme_pdf: Link
    changes_atom: Link
    answers: Link
    answers_page: Link
    answers_atom: Link


@dataclass(frozen=True)
class Stop:
    """A published stop; `name` is short, `status_reason` says why it is cancelled or moved."""

    key: Key
    title: Texts
    name: Texts
    tour: Texts
    slogan: Texts
    prefecture: str
    venue: Texts
    address: Texts
    first_day: date
    last_day: date
    days: list[Day]
    status: Status
    status_reason: Texts
    state: State
    is_rehearsal: bool
    published_at: Instant
    links: Links


@dataclass(frozen=True)
class Stops:
    """Every published stop, by first day."""

    stops: list[Stop]


@dataclass(frozen=True)
class Service:
    """A field of the foundation's work, and what was answered about it at all stops."""

    code: str
    name: Texts
    about: Texts
    answers: Link


@dataclass(frozen=True)
class Services:
    """Every service, in the order of the catalogue."""

    services: list[Service]


def stops_data(rows: Iterable[StopRow], today: date) -> Stops:
    """The list as of `today` (on Moroccan clocks)."""
    return Stops([stop_data(row, today) for row in rows])


def stop_data(row: StopRow, today: date) -> Stop:
    """One stop as of `today` (on Moroccan clocks)."""
    return Stop(
        key=row.key,
        title=row.title,
        name=row.name,
        tour=row.tour_name,
        slogan=row.slogan,
        prefecture=row.prefecture_code,
        venue=row.venue_name,
        address=row.venue_address,
        first_day=row.first_day,
        last_day=row.last_day,
        days=[_day(one) for one in row.days],
        status=row.status,
        status_reason=row.status_reason,
        state=rules.state_of(row.first_day, row.last_day, row.status, today),
        is_rehearsal=row.is_rehearsal,
        published_at=wall(row.published_at),
        links=_links(row.key),
    )


def services_data(rows: Iterable[ServiceRow]) -> Services:
    """The list."""
    return Services(
        [
            Service(
                one.code,
                one.name,
                one.about,
                url_for("followup.service_answers_data", service=one.code, **spoken()),
            )
            for one in rows
        ]
    )


def _day(one: StopDay) -> Day:
    opens, closes = (wall(to_instant(one.date, at)) for at in (one.opens, one.closes))
    return Day(one.date, opens, closes)


def _links(key: str) -> Links:
    files = spoken()
    return Links(
        self=url_for("tour.stop_data", key=key, **files),
        page=url_for("tour.show", key=key),
        agenda_ics=url_for("tour.agenda_file", key=key, **files),
        schedule_json=url_for("tour.schedule_json_file", key=key, **files),
        schedule_xml=url_for("tour.schedule_xml_file", key=key, **files),
        programme_pdf=url_for("tour.programme", key=key),
        changes_atom=url_for("tour.changes_feed", key=key),
        answers=url_for("followup.answers_data", key=key, **files),
        answers_page=url_for("followup.answers", key=key),
        answers_atom=url_for("followup.answers_feed", key=key),
    )
