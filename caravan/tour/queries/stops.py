"""Reading the tour: stops, their agendas, services and partners, and what was announced of them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import load_only

from caravan.kernel.db import session
from caravan.kernel.guard import Actor
from caravan.kernel.refusal import NotFound
from caravan.tour import agenda_file, catalogue, rules
from caravan.tour.models import (
    AgendaSession,
    Draft,
    Edition,
    Partner,
    Prefecture,
    Release,
    Service,
    Stop,
    StopService,
    Tour,
)
from caravan.tour.offers import rows
from caravan.tour.offers.models import Organisation
from caravan.tour.plan_json import from_json
from caravan.tour.stop_plan import StopPlan

_TOURS = select(Tour).order_by(Tour.code)
_ORGANISATIONS = select(Organisation).order_by(Organisation.code)
_EDITIONS = select(Edition).order_by(Edition.tour, Edition.code)


def get_stop(key: str) -> Stop:
    """The published stop with this key, with its prefecture and days; refused when none has it."""
    return _one_stop(find_stop(key))


def get_stop_by_id(stop_id: int) -> Stop:
    """The published stop with this id; refused when there is none."""
    return _one_stop(session().get(Stop, stop_id))


def find_stop(key: str) -> Stop | None:
    """The published stop with this key, or None."""
    return session().scalar(select(Stop).where(Stop.key == key))


def topic(key: str) -> str:
    """The name under which the versions of the stop `key` are counted, for other rooms' pages."""
    return rules.topic(key)


def state_on(stop: Stop, day: date) -> str:
    """Where the stop stands on `day`: "coming", "now", "past", or "cancelled" or "moved"."""
    return rules.state_of(stop.first_day, stop.last_day, stop.status, day)


def stops() -> list[Stop]:
    """Every published stop, by first day."""
    return list(session().scalars(select(Stop).order_by(Stop.first_day, Stop.key)))


def stops_for(actor: Actor, right: str) -> list[Stop]:
    """The stops for which the staff person has `right`, the newest first."""
    return [stop for stop in reversed(stops()) if actor.may(right, stop.key)]


def agenda(stop_id: int, internal: bool = False) -> list[AgendaSession]:
    """The stop's sessions by time, withdrawn ones too; those for staff only if `internal`."""
    chosen = select(AgendaSession).where(AgendaSession.stop_id == stop_id)
    if not internal:
        chosen = chosen.where(AgendaSession.is_internal.is_(False))
    by_time = (AgendaSession.starts_at, AgendaSession.ends_at, AgendaSession.key)
    return list(session().scalars(chosen.order_by(*by_time)))


def find_session(stop_id: int, key: str) -> AgendaSession | None:
    """The stop's session with this key, or None."""
    chosen = select(AgendaSession).where(AgendaSession.stop_id == stop_id, AgendaSession.key == key)
    return session().scalar(chosen)


def services_of(stop_id: int) -> list[Service]:
    """The services shown at the stop, in the stop's order."""
    chosen = (
        select(Service)
        .join(StopService, StopService.service_code == Service.code)
        .where(StopService.stop_id == stop_id)
        .order_by(StopService.position)
    )
    return list(session().scalars(chosen))


def all_services() -> list[Service]:
    """Every service of the foundation, in the catalogue's order."""
    return list(session().scalars(select(Service).order_by(Service.position, Service.code)))


def partners_of(stop_id: int) -> list[Partner]:
    """The partners with a stand at the stop, in the stop's order."""
    chosen = select(Partner).where(Partner.stop_id == stop_id).order_by(Partner.position)
    return list(session().scalars(chosen))


def find_release(stop_id: int) -> Release | None:
    """The release of the stop that stands now, with its file, or None before the first."""
    chosen = select(Release).where(Release.stop_id == stop_id)
    return session().scalar(chosen.order_by(Release.number.desc()).limit(1))


def get_standing_release(key: str) -> Release:
    """The release of the stop that stands now; refused when it was never published."""
    stop = get_stop(key)
    found = find_release(stop.id)
    if found is None:
        raise NotFound
    return found


def plan_of(release: Release, key: str) -> StopPlan:
    """What the release of the stop `key` announced. Refused, with every fault: BadStopFile."""
    source = f"{key}, release {release.number}"
    return agenda_file.read(release.plan, source=source, known=known_codes())


def find_draft(key: str) -> Draft | None:
    """The work in progress on the stop, or None."""
    return session().get(Draft, key)


def get_draft(key: str) -> Draft:
    """The work in progress on the stop; refused when there is none."""
    found = find_draft(key)
    if found is None:
        raise NotFound
    return found


def drafts() -> dict[str, StopPlan]:
    """Every plan in progress, by the key of its stop."""
    chosen = select(Draft).order_by(Draft.stop_key)
    return {draft.stop_key: from_json(draft.plan) for draft in session().scalars(chosen)}


def was_released(stop_id: int, plan_hash: str) -> bool:
    """Whether this very plan was a release of the stop before, whatever stands now."""
    chosen = select(Release.id).where(Release.stop_id == stop_id, Release.plan_hash == plan_hash)
    return session().scalar(chosen.limit(1)) is not None


def find_last_change(stop_id: int) -> Release | None:
    """The newest release that told attendees of a change, or None."""
    told = load_only(Release.number, Release.published_at, Release.changes)
    chosen = select(Release).where(Release.stop_id == stop_id).options(told)
    releases = session().scalars(chosen.order_by(Release.number.desc()))
    return next(
        (release for release in releases if any(release.changes["sentences"].values())), None
    )


def known_codes() -> catalogue.Catalogue:
    """What published stop files may name: the catalogue as the database has it, without levels."""
    prefectures = [
        catalogue.Prefecture(row.code, row.level, row.city, row.name, row.checked, row.parent)
        for row in session().scalars(select(Prefecture))
    ]
    services = [rows.plan_of(row) for row in all_services()]
    organisations = [rows.plan_of(row) for row in session().scalars(_ORGANISATIONS)]
    return catalogue.Catalogue(
        levels={},
        prefectures={prefecture.code: prefecture for prefecture in prefectures},
        services={service.code: service for service in services},
        tours={row.code: catalogue.Tour(row.code, row.name) for row in session().scalars(_TOURS)},
        editions={
            (row.tour, row.code): catalogue.Edition(row.tour, row.code, row.name, row.slogan)
            for row in session().scalars(_EDITIONS)
        },
        organisations={one.code: one for one in organisations},
    )


def _one_stop(found: Stop | None) -> Stop:
    if found is None:
        raise NotFound
    return found
