"""Publishing a stop: its plan becomes what everybody sees, and a numbered release."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.i18n import speaking
from caravan.tour import agenda_file, queries, rules
from caravan.tour.catalogue import Catalogue
from caravan.tour.changes import Lang, difference, refuse_dropped
from caravan.tour.faults import BadStopFile
from caravan.tour.models import (
    AgendaSession,
    Partner,
    Release,
    Stop,
    StopDay,
    StopService,
)
from caravan.tour.plan_rows import partner_values, session_values, stop_values
from caravan.tour.stop_plan import StopPlan

_TOLD_IN: tuple[Lang, ...] = ("ar", "fr", "en")


@dataclass(frozen=True)
class Published:
    """The release that stands now, the sentences by language that told of it, whether it is new."""

    number: int
    changes: dict[str, list[str]]
    is_new: bool


def publish(
    plan: StopPlan,
    *,
    text: str,
    staff_id: int | None = None,
    spoken_about: frozenset[str] = frozenset(),
    only_new: bool = False,
) -> Published:
    """Make `plan`, which is what the file `text` says, the stop that everybody sees.

    The plan that stands already changes nothing; with `only_new` neither does one that stood
    before: a file that lies there unchanged must not undo what was edited on screen after it.
    Sessions are recognised by their key. Refused: SessionDropped where a session of the keys
    `spoken_about` is missing, CatalogueMissing.
    """
    plan_hash = hashlib.sha256(agenda_file.write(plan).encode()).hexdigest()
    with transaction() as writing:
        stop = queries.find_stop(plan.key)
        standing = queries.find_release(stop.id) if stop else None
        if standing and stop and _stands(standing, stop, plan_hash, only_new=only_new):
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


def _stands(standing: Release, stop: Stop, plan_hash: str, *, only_new: bool) -> bool:
    if standing.plan_hash == plan_hash:
        return True
    return only_new and queries.was_released(stop.id, plan_hash)


def _changes(
    standing: Release | None, plan: StopPlan, spoken_about: frozenset[str]
) -> dict[str, Any]:
    """What attendees are told: the sentences by language, and the keys of the sessions meant."""
    before = _find_plan(standing, plan.key) if standing else None
    refuse_dropped(before, plan, spoken_about)
    sentences: dict[str, list[str]] = {}
    keys: set[str] = set()
    for language in _TOLD_IN:
        with speaking(language):
            told = difference(before, plan, language)
            sentences[language] = [str(_(change.message, **change.params)) for change in told]
        keys |= {change.session_key for change in told if change.session_key}
    return {"sentences": sentences, "sessions": sorted(keys)}


def _find_plan(release: Release, key: str) -> StopPlan | None:
    """What the release announced, or None where its file is of a form no longer read."""
    with suppress(BadStopFile):
        return queries.plan_of(release, key)
    return None


def _write_stop(writing: Session, stop: Stop | None, plan: StopPlan) -> Stop:
    """Bring the rows of the stop to what `plan` says."""
    services = list(plan.services)
    known = queries.known_codes()
    if not _is_known(plan, known):
        raise rules.CatalogueMissing
    stop = stop or Stop(key=plan.key, published_at=now())
    for name, value in stop_values(plan).items():
        setattr(stop, name, value)
    writing.add(stop)
    writing.flush()
    days = {day.date: {"opens": day.opens, "closes": day.closes} for day in plan.days}
    _sync(writing, StopDay, stop.id, "date", days)
    sessions = {session.key: session_values(plan, session) for session in plan.sessions}
    _sync(writing, AgendaSession, stop.id, "key", sessions)
    places = {code: {"position": place} for place, code in enumerate(services)}
    _sync(writing, StopService, stop.id, "service_code", places)
    _sync(writing, Partner, stop.id, "key", partner_values(plan))
    return stop


def _is_known(plan: StopPlan, known: Catalogue) -> bool:
    return (
        plan.prefecture in known.prefectures
        and set(plan.services) <= set(known.services)
        and {one.organisation for one in plan.partners} - {""} <= set(known.organisations)
        and plan.tour in known.tours
        and (not plan.edition or (plan.tour, plan.edition) in known.editions)
    )


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
