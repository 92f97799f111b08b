"""Reading what was announced of stops, what is being edited, and the codes that plans may name."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import load_only

from caravan.kernel import versions
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour import agenda_file, catalogue
from caravan.tour.faults import BadStopFile
from caravan.tour.models import (
    AgendaSession,
    Contact,
    Draft,
    Edition,
    Prefecture,
    Release,
    Stop,
    Texts,
    Tour,
)
from caravan.tour.offers import rows
from caravan.tour.offers.models import Organisation
from caravan.tour.plan_json import from_json
from caravan.tour.queries.stops import all_services, find_stop, get_stop, topic
from caravan.tour.stop_plan import StopPlan

_TOURS = select(Tour).order_by(Tour.code)
_ORGANISATIONS = select(Organisation).order_by(Organisation.code)
_EDITIONS = select(Edition).order_by(Edition.tour, Edition.code)


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


def plan_of(release: Release, key: str, known: catalogue.Catalogue | None = None) -> StopPlan:
    """What the release of the stop `key` announced. Refused, with every fault: BadStopFile.

    `known` is the catalogue where it was read already.
    """
    source = f"{key}, release {release.number}"
    return agenda_file.read(release.plan, source=source, known=known or known_codes())


def find_plan(
    release: Release | None, key: str, known: catalogue.Catalogue | None = None
) -> StopPlan | None:
    """What the release announced, or None where its file is of a form no longer read."""
    with suppress(BadStopFile):
        return plan_of(release, key, known) if release else None
    return None


def spoken_about(stop: Stop | None) -> frozenset[str]:
    """The keys of the sessions that people spoke about; a room above has told us how to ask."""
    if stop is None:
        return frozenset()
    found: frozenset[str] = current_app.extensions["caravan.spoken_about"](stop.id)
    return found


def releases(stop_id: int) -> list[Release]:
    """Every release of the stop, the newest first, without its file."""
    listed = load_only(Release.number, Release.published_at, Release.staff_id, Release.changes)
    chosen = select(Release).where(Release.stop_id == stop_id).options(listed)
    return list(session().scalars(chosen.order_by(Release.number.desc())))


def get_release(key: str, number: int) -> Release:
    """The release of the stop `key` with this number; refused when there is none."""
    chosen = select(Release).join(Stop, Stop.id == Release.stop_id)
    found = session().scalar(chosen.where(Stop.key == key, Release.number == number))
    if found is None:
        raise NotFound
    return found


def find_draft(key: str, *, to_change: bool = False) -> Draft | None:
    """The work in progress on the stop, or None.

    `to_change`: whoever else changes it waits until the open transaction ends.
    """
    return session().get(Draft, key, with_for_update=to_change or None, populate_existing=to_change)


def get_draft(key: str) -> Draft:
    """The work in progress on the stop; refused when there is none."""
    found = find_draft(key)
    if found is None:
        raise NotFound
    return found


def plan_in(draft: Draft) -> StopPlan:
    """The plan that the draft holds, faults and all."""
    return from_json(draft.plan)


def plan_for_staff(key: str) -> StopPlan:
    """The stop as staff see it: its draft, else what stands; refused when there is neither."""
    draft = find_draft(key)
    return plan_in(draft) if draft else plan_of(get_standing_release(key), key)


def drafts() -> dict[str, StopPlan]:
    """Every plan in progress, by the key of its stop."""
    chosen = select(Draft).order_by(Draft.stop_key)
    return {draft.stop_key: from_json(draft.plan) for draft in session().scalars(chosen)}


@dataclass(frozen=True)
class Workplace:
    """What is edited of a stop, beside what is public of it.

    `plan` is the draft, or the release where nothing is being edited; `released` the release that
    stands, as `release` says it was published; both None for a stop that never was. `draft` is
    None where nothing is being edited.
    """

    plan: StopPlan
    draft: Draft | None
    release: Release | None
    released: StopPlan | None

    @property
    def released_keys(self) -> frozenset[str]:
        """The keys of the sessions that people may have seen."""
        return frozenset(one.key for one in (self.released.sessions if self.released else ()))


def workplace(key: str) -> Workplace:
    """What is edited of the stop, published or not; refused when there is neither: NotFound."""
    draft, stop = find_draft(key), find_stop(key)
    release = find_release(stop.id) if stop else None
    released = _plan_kept(release, key) if release else None
    plan = from_json(draft.plan) if draft else released
    if plan is None:
        raise NotFound
    return Workplace(plan, draft, release, released)


def _plan_kept(release: Release, key: str) -> StopPlan:
    """What the release announced, read once: with hundreds of sessions that takes its time."""
    return versions.kept(topic(key), ("plan", release.number), lambda: plan_of(release, key))


def offices_of(stop: Stop, sessions: Iterable[AgendaSession]) -> dict[str, Texts]:
    """The names of the offices that speak at the stop, by key, as the standing release says them.

    None where its file is of a form that is no longer read, or where nobody speaks in `sessions`.
    """
    if not any(one.speakers for one in sessions):
        return {}
    release = find_release(stop.id)
    with suppress(BadStopFile):
        speakers = _plan_kept(release, stop.key).speakers if release else ()
        return {speaker.key: speaker.name for speaker in speakers}
    return {}


def is_published(key: str) -> bool:
    """Whether the stop was ever published; as of a second ago, for every page of the staff asks."""
    return versions.kept(topic(key), "published", lambda: find_stop(key) is not None)


def was_released(stop_id: int, plan_hash: str) -> bool:
    """Whether this very plan was a release of the stop before, whatever stands now."""
    chosen = select(Release.id).where(Release.stop_id == stop_id, Release.plan_hash == plan_hash)
    return session().scalar(chosen.limit(1)) is not None


def releases_of(stop_id: int) -> list[Release]:
    """Every release of the stop with what it told, the newest first, without its file."""
    told = load_only(Release.number, Release.published_at, Release.changes)
    chosen = select(Release).where(Release.stop_id == stop_id).options(told)
    return list(session().scalars(chosen.order_by(Release.number.desc())))


def find_last_change(stop_id: int) -> Release | None:
    """The newest release that told attendees of a change, or None."""
    return next((one for one in releases_of(stop_id) if _tells(one)), None)


def _tells(release: Release) -> bool:
    """Whether the release has a sentence or a headline for the public."""
    return any(release.changes["sentences"].values()) or bool(release.changes.get("headline"))


def known_codes() -> catalogue.Catalogue:
    """What published stop files may name: the catalogue as the database has it, without levels."""
    services = [rows.plan_of(row) for row in all_services()]
    organisations = [rows.plan_of(row) for row in session().scalars(_ORGANISATIONS)]
    return catalogue.Catalogue(
        levels={},
        prefectures=known_commands(),
        services={service.code: service for service in services},
        tours={row.code: catalogue.Tour(row.code, row.name) for row in session().scalars(_TOURS)},
        editions={
            (row.tour, row.code): catalogue.Edition(row.tour, row.code, row.name, row.slogan)
            for row in session().scalars(_EDITIONS)
        },
        organisations={one.code: one for one in organisations},
    )


def contacts_for(key: str) -> list[Contact]:
    """Where the speakers and partners of the stop are written to: its own, and the tour's."""
    chosen = select(Contact).where(Contact.stop_key.in_([key, ""]))
    return list(session().scalars(chosen.order_by(Contact.kind, Contact.item_key, Contact.email)))


def get_contact(contact_id: int, key: str) -> Contact:
    """A contact of the stop or of the whole tour; refused when it is of another stop."""
    found = session().get(Contact, contact_id)
    if found is None or found.stop_key not in (key, ""):
        raise NotFound
    return found


def known_commands() -> dict[str, catalogue.Prefecture]:
    """The host commands as stop files know them, ended ones too, by code."""
    return {
        row.code: catalogue.Prefecture(
            code=row.code,
            level=row.level,
            name=row.city,
            label=row.name,
            checked=row.checked,
            parent=row.parent,
            zgh_checked=row.zgh_checked,
            since=row.since,
            until=row.until,
        )
        for row in session().scalars(select(Prefecture).order_by(Prefecture.code))
    }
