"""What the files say as columns of the tables: the values that publishing writes."""

from typing import Any

from caravan.kernel.clock import to_instant
from caravan.kernel.db import Base
from caravan.kernel.purposes import Purpose
from caravan.tour.catalogue import (
    CALENDAR_FILE,
    PREFECTURES_FILE,
    SERVICES_FILE,
    TOURS_FILE,
    Catalogue,
)
from caravan.tour.catalogue import Prefecture as PlannedPrefecture
from caravan.tour.duties.duty_file import DUTIES_FILE
from caravan.tour.duties.rows import rows_of
from caravan.tour.figures.figure_file import FIGURES_FILE
from caravan.tour.figures.rows import rows_of as figure_rows
from caravan.tour.models import (
    AvoidedDate,
    CommandLevel,
    Edition,
    MovedFeast,
    Prefecture,
    Service,
    Tour,
)
from caravan.tour.offers.models import Offer, Organisation
from caravan.tour.offers.partner_file import PARTNERS_FILE
from caravan.tour.offers.rows import values_of
from caravan.tour.purpose_file import PURPOSES_FILE
from caravan.tour.stop_plan import SessionPlan, StopPlan

Values = dict[str, Any]
Key = dict[str, Any]


def catalogue_values(read: Catalogue) -> dict[str, list[tuple[type[Base], Key, Values]]]:
    """The rows of the catalogue's tables by file: model, primary key, other columns."""
    levels = [
        (
            CommandLevel,
            {"code": one.code},
            {"noun": one.noun, "head": one.head, "position": position},
        )
        for position, one in enumerate(read.levels.values())
    ]
    services = {
        one.code: {**values_of(one), "position": position}
        for position, one in enumerate(read.services.values())
    }
    tours = [(Tour, {"code": one.code}, {"name": one.name}) for one in read.tours.values()]
    editions = [
        (
            Edition,
            {"tour": one.tour, "code": one.code},
            {"name": one.name, "slogan": one.slogan},
        )
        for one in read.editions.values()
    ]
    commands = [
        (Prefecture, {"code": one.code}, command_values(one)) for one in read.prefectures.values()
    ]
    organisations = [
        (Organisation, {"code": one.code}, {**values_of(one), "position": position})
        for position, one in enumerate(read.organisations.values())
    ]
    offers = [
        (Offer, {"code": one.code}, {**values_of(one), "position": position})
        for position, one in enumerate(read.offers.values())
    ]
    return {
        PREFECTURES_FILE: [*levels, *commands],
        SERVICES_FILE: [(Service, {"code": code}, row) for code, row in services.items()],
        TOURS_FILE: [*tours, *editions],
        CALENDAR_FILE: _calendar_values(read),
        PARTNERS_FILE: [*organisations, *offers],
        PURPOSES_FILE: _purpose_values(read),
        DUTIES_FILE: rows_of(read.duties),
        FIGURES_FILE: figure_rows(read.figures),
    }


def _purpose_values(read: Catalogue) -> list[tuple[type[Base], Key, Values]]:
    return [
        (Purpose, {"code": one.code}, {**vars(one), "position": position})
        for position, one in enumerate(read.purposes)
    ]


def command_values(one: PlannedPrefecture) -> Values:
    """The columns of a host command, without its code."""
    return {
        "level": one.level,
        "name": one.label,
        "city": one.name,
        "parent": one.parent,
        "since": one.since,
        "until": one.until,
        "checked": one.checked,
        "zgh_checked": one.zgh_checked,
    }


def _calendar_values(read: Catalogue) -> list[tuple[type[Base], Key, Values]]:
    avoided = [
        (
            AvoidedDate,
            {"key": one.key},
            {
                "first_day": one.first,
                "last_day": one.last,
                "yearly": one.yearly,
                "reason": one.reason,
            },
        )
        for one in read.avoided.values()
    ]
    moved = [
        (MovedFeast, {"feast": one.feast, "hijri_year": one.hijri_year}, {"date": one.date})
        for one in read.moved.values()
    ]
    return [*avoided, *moved]


def stop_values(plan: StopPlan) -> Values:
    """The columns of the stop itself."""
    return {
        "prefecture_code": plan.prefecture,
        "tour": plan.tour,
        "edition": plan.edition or None,
        "stage": plan.stage,
        "host": plan.host,
        "title": plan.title,
        "team": plan.team or None,
        "venue_name": plan.venue.name,
        "venue_address": plan.venue.address,
        "first_day": plan.first_day,
        "last_day": plan.last_day,
        "seats": plan.seats,
        "safety_limit": plan.safety_limit,
        "status": plan.status,
        "status_reason": plan.reason,
        "note": plan.note,
        "is_rehearsal": plan.rehearsal,
    }


def session_values(plan: StopPlan, session: SessionPlan) -> Values:
    """The columns of a session: wall times as promised, and the instants that follow from them."""
    return {
        "day": session.day,
        "starts": session.starts,
        "ends": session.ends,
        "starts_at": to_instant(session.day, session.starts),
        "ends_at": to_instant(session.day, session.ends),
        "kind": session.kind,
        "title": session.title,
        "room": session.room or None,
        "place": plan.place_of(session),
        "speakers": list(session.speakers),
        "speaker": plan.speaker_of(session),
        "partners": list(session.partners),
        "languages": list(session.languages),
        "services": list(session.services),
        "audience": list(session.audience),
        "is_internal": session.internal,
        "is_withdrawn": session.withdrawn,
    }


def partner_values(plan: StopPlan) -> dict[str, Values]:
    """The columns of the partners, by key."""
    return {
        partner.key: {
            "organisation": partner.organisation or None,
            "kind": partner.kind,
            "name": partner.name,
            "stand": partner.stand or None,
            "note": partner.note,
            "services": list(partner.services),
            "position": position,
        }
        for position, partner in enumerate(plan.partners)
    }
