"""Publishing a stop: its plan becomes what everybody sees, and a numbered release."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour import agenda_file, parity, queries, rules
from caravan.tour.actions.mailing import queue_messages, tell_attendees
from caravan.tour.catalogue import Catalogue
from caravan.tour.changes import difference, refuse_dropped
from caravan.tour.models import (
    AgendaSession,
    Partner,
    Release,
    Stop,
    StopDay,
    StopService,
)
from caravan.tour.plan_rows import partner_values, session_values, stop_values
from caravan.tour.stop_plan import StopPlan, Text
from caravan.tour.telling import TOLD_IN, sentences


@dataclass(frozen=True)
class Published:
    """The release that stands now, the sentences by language that told of it, whether it is new.

    `messages` is how many speakers, partners and attendees are written to.
    """

    number: int
    changes: dict[str, list[str]]
    is_new: bool
    messages: int = 0


def publish(
    plan: StopPlan,
    *,
    text: str,
    staff_id: int | None = None,
    only_new: bool = False,
    headline: Text | None = None,
) -> Published:
    """Make `plan`, which is what the file `text` says, the stop that everybody sees.

    The plan that stands already changes nothing; with `only_new` neither does one that stood
    before: a file that lies there unchanged must not undo what was edited on screen after it.
    `headline` says it all in one sentence, by language, where somebody wrote one. Sessions are
    recognised by their key. Messages to those whom the changes concern wait in the outbox.
    Refused: MixedTexts where a text is not right; SessionDropped where a session that people spoke
    about is missing; CatalogueMissing.
    """
    plan_hash = hashlib.sha256(agenda_file.write(plan).encode()).hexdigest()
    with transaction() as writing:
        take_turn(writing, plan.key)
        stop = queries.find_stop(plan.key)
        standing = queries.find_release(stop.id) if stop else None
        if standing and stop and _stands(standing, stop, plan_hash, only_new=only_new):
            return Published(standing.number, standing.changes["sentences"], is_new=False)
        parity.refuse_mixed(plan)
        known = queries.known_codes()
        before = queries.find_plan(standing, plan.key, known)
        refuse_dropped(before, plan, queries.spoken_about(stop))
        changes = _changes(before, plan, known) | ({"headline": headline} if headline else {})
        stop = _write_stop(writing, stop, plan, known)
        release = Release(staff_id=staff_id, plan_hash=plan_hash, plan=text, changes=changes)
        _release(writing, stop, release, standing)
        messages = queue_messages(before, plan, stop.release, known)
        if before is not None:
            messages += tell_attendees(stop, changes["sentences"])
        current_app.extensions["caravan.after_publication"](stop.id)  # a room above has told us
    return Published(stop.release, changes["sentences"], is_new=True, messages=messages)


def take_turn(writing: Session, key: str) -> None:
    """Whoever else publishes the stop `key` waits until the open transaction ends.

    The first release has no row yet to be held by, so PostgreSQL holds the key; SQLite has one
    writer at a time. Whoever wants the draft too takes the draft first.
    """
    if writing.get_bind().dialect.name == "postgresql":
        writing.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def _release(writing: Session, stop: Stop, release: Release, standing: Release | None) -> None:
    """Number the release, date it, and tell every process that the stop has changed."""
    stop.release = standing.number + 1 if standing else 1
    stop.published_at = now()
    release.stop_id, release.number = stop.id, stop.release
    release.published_at = stop.published_at
    writing.add(release)
    versions.bump(rules.topic(stop.key))
    versions.bump(rules.TOUR)
    subject = f"release {stop.release}"
    audit.record("tour.publish", staff_id=release.staff_id, stop_key=stop.key, subject=subject)


def _stands(standing: Release, stop: Stop, plan_hash: str, *, only_new: bool) -> bool:
    if standing.plan_hash == plan_hash:
        return True
    return only_new and queries.was_released(stop.id, plan_hash)


def _changes(before: StopPlan | None, plan: StopPlan, known: Catalogue) -> dict[str, Any]:
    """What attendees are told: the sentences by language, and the keys of the sessions meant."""
    told = {language: difference(before, plan, language, known) for language in TOLD_IN}
    return {
        "sentences": {language: sentences(told[language], language) for language in TOLD_IN},
        "sessions": sorted(
            {change.session_key for changes in told.values() for change in changes} - {""}
        ),
    }


def _write_stop(writing: Session, stop: Stop | None, plan: StopPlan, known: Catalogue) -> Stop:
    """Bring the rows of the stop to what `plan` says."""
    services = list(plan.services)
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
