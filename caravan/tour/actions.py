"""Writing the tour: load the catalogue, publish a stop."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.clock import now
from caravan.kernel.db import Base, transaction
from caravan.kernel.i18n import speaking
from caravan.kernel.texts import gettext as _
from caravan.tour import agenda_file, queries, rules
from caravan.tour.catalogue import Catalogue, read_catalogue
from caravan.tour.changes import Lang, difference, refuse_dropped
from caravan.tour.models import AgendaSession, Partner, Release, Stop, StopDay, StopService
from caravan.tour.plan_rows import catalogue_values, partner_values, session_values, stop_values
from caravan.tour.stop_plan import StopPlan

_TOLD_IN: tuple[Lang, ...] = ("ar", "fr", "en")


@dataclass(frozen=True)
class Published:
    """The release that stands now, the sentences by language that told of it, whether it is new."""

    number: int
    changes: dict[str, list[str]]
    is_new: bool


def load_catalogue(prefectures_text: str | bytes, services_text: str | bytes) -> Catalogue:
    """Take over the two catalogue files; what they no longer name stays, for old stops name it.

    Refused with every fault: BadCatalogue.
    """
    read = read_catalogue(prefectures_text, services_text)
    with transaction() as writing:
        news = [
            _put(writing, model, code, values)
            for model, rows in catalogue_values(read)
            for code, values in rows.items()
        ]
        if any(news):
            versions.bump(rules.TOUR)
    return read


def publish(
    plan: StopPlan,
    *,
    text: str,
    staff_id: int | None = None,
    spoken_about: frozenset[str] = frozenset(),
) -> Published:
    """Make `plan`, which is what the file `text` says, the stop that everybody sees.

    The plan that stands already changes nothing. Sessions are recognised by their key. Refused:
    SessionDropped where a session of the keys `spoken_about` is missing, CatalogueMissing.
    """
    plan_hash = hashlib.sha256(agenda_file.write(plan).encode()).hexdigest()
    with transaction() as writing:
        stop = queries.find_stop(plan.key)
        standing = queries.find_release(stop.id) if stop else None
        if standing and standing.plan_hash == plan_hash:
            return Published(standing.number, standing.changes["sentences"], is_new=False)
        changes = _changes(standing, plan, spoken_about)
        stop = _write_stop(writing, stop, plan)
        stop.release = standing.number + 1 if standing else 1
        stop.published_at = now()
        writing.add(
            Release(
                stop_id=stop.id,
                number=stop.release,
                published_at=stop.published_at,
                staff_id=staff_id,
                plan_hash=plan_hash,
                plan=text,
                changes=changes,
            )
        )
        versions.bump(rules.topic(plan.key))
        versions.bump(rules.TOUR)
        audit.record(
            "tour.publish", staff_id=staff_id, stop_key=plan.key, subject=f"release {stop.release}"
        )
    return Published(stop.release, changes["sentences"], is_new=True)


def _changes(
    standing: Release | None, plan: StopPlan, spoken_about: frozenset[str]
) -> dict[str, Any]:
    """What attendees are told: the sentences by language, and the keys of the sessions meant."""
    before = _plan_of(standing, plan.key) if standing else None
    refuse_dropped(before, plan, spoken_about)
    sentences: dict[str, list[str]] = {}
    keys: set[str] = set()
    for language in _TOLD_IN:
        with speaking(language):
            told = difference(before, plan, language)
            sentences[language] = [str(_(change.message, **change.params)) for change in told]
        keys |= {change.session_key for change in told if change.session_key}
    return {"sentences": sentences, "sessions": sorted(keys)}


def _plan_of(release: Release, key: str) -> StopPlan:
    source = f"{key}, release {release.number}"
    return agenda_file.read(release.plan, source=source, known=queries.known_codes())


def _write_stop(writing: Session, stop: Stop | None, plan: StopPlan) -> Stop:
    """Bring the rows of the stop to what `plan` says."""
    services = list(plan.services)
    known = queries.known_codes()
    if plan.prefecture not in known.prefectures or not set(services) <= set(known.services):
        raise rules.CatalogueMissing
    stop = stop or Stop(key=plan.key, published_at=now())
    for name, value in stop_values(plan).items():
        setattr(stop, name, value)
    writing.add(stop)
    writing.flush()
    days = {day.date: {"opens": day.opens, "closes": day.closes} for day in plan.days}
    _sync(writing, StopDay, stop.id, "date", days)
    sessions = {session.key: session_values(session) for session in plan.sessions}
    _sync(writing, AgendaSession, stop.id, "key", sessions)
    places = {code: {"position": place} for place, code in enumerate(services)}
    _sync(writing, StopService, stop.id, "service_code", places)
    _sync(writing, Partner, stop.id, "key", partner_values(plan))
    return stop


def _put(writing: Session, model: type[Base], code: str, values: Mapping[str, Any]) -> bool:
    """Write the row of that code; says whether that changed anything."""
    row = writing.get(model, code)
    if row and all(getattr(row, name) == value for name, value in values.items()):
        return False
    row = row or model(code=code)
    for name, value in values.items():
        setattr(row, name, value)
    writing.add(row)
    return True


def _sync(
    writing: Session, model: type[Any], stop_id: int, key: str, wanted: Mapping[Any, dict[str, Any]]
) -> None:
    """Bring the stop's rows of `model` to `wanted`: values by what stands in the column `key`."""
    there = writing.scalars(select(model).where(model.stop_id == stop_id))
    rows = {getattr(row, key): row for row in there}
    for gone in rows.keys() - wanted.keys():
        writing.delete(rows[gone])
    for value, values in wanted.items():
        row = rows.get(value) or model(stop_id=stop_id, **{key: value})
        for name, column_value in values.items():
            setattr(row, name, column_value)
        writing.add(row)
