"""Writing drafts: open, change, discard, publish. Work in progress never touches what is public."""

from collections.abc import Callable

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour import agenda_file, queries
from caravan.tour.actions.publishing import Published, publish, take_turn
from caravan.tour.drafting import DraftHasMoved, NothingToPublish, StopKeyIsTaken
from caravan.tour.models import Draft
from caravan.tour.plan_json import from_json, to_json
from caravan.tour.stop_plan import StopPlan, Text

_BEGIN = {
    name: dialect.insert(Draft).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def open_draft(key: str, *, staff_id: int | None) -> StopPlan:
    """The draft of the stop; begun from the release that stands where there is none yet.

    Refused when there is neither: NotFound.
    """
    with transaction() as writing:
        if (draft := queries.find_draft(key)) is None:
            draft = _hold(writing, key, staff_id)
        return from_json(draft.plan)


def _hold(writing: Session, key: str, staff_id: int | None) -> Draft:
    """The draft, nobody else's until the open transaction ends; begun where there is none.

    Whoever held it may have published it or let it go meanwhile: then what stands now is begun.
    """
    while (draft := queries.find_draft(key, to_change=True)) is None:
        writing.expire_all()
        release = queries.get_standing_release(key)
        _begin(writing, key, queries.plan_of(release, key), release.number, staff_id)
    return draft


def _begin(
    writing: Session, key: str, plan: StopPlan, base_release: int, staff_id: int | None
) -> None:
    """A draft where there is none: of two editors who begin at once, one does."""
    row = {
        "stop_key": key,
        "plan": to_json(plan),
        "base_release": base_release,
        "number": 0,
        "changed_at": now(),
        "staff_id": staff_id,
    }
    writing.execute(_BEGIN[writing.get_bind().dialect.name], row)


def start_draft(plan: StopPlan, *, staff_id: int) -> None:
    """A stop that was never published, to be edited. Refused: StopKeyIsTaken."""
    with transaction() as writing:
        if queries.find_draft(plan.key) or queries.find_stop(plan.key):
            raise StopKeyIsTaken(key=plan.key)
        _begin(writing, plan.key, plan, 0, staff_id)
        audit.record("tour.start_draft", staff_id=staff_id, stop_key=plan.key)


def change_draft(key: str, change: Callable[[StopPlan], StopPlan], *, staff_id: int) -> StopPlan:
    """The draft after `change`, one editor at a time; begun anew where there was none.

    What `change` raises (a Conflict, a Refusal) changes nothing.
    """
    with transaction() as writing:
        draft = _hold(writing, key, staff_id)
        plan = from_json(draft.plan)
        changed = change(plan)
        if changed != plan:
            draft.plan, draft.number = to_json(changed), draft.number + 1
            draft.changed_at, draft.staff_id = now(), staff_id
        return changed


def discard_draft(key: str, *, staff_id: int, number: int | None = None) -> None:
    """Let the draft go; what is public stays as it is. Nothing there, nothing done.

    `number` is that of the edit that was looked at: where there is a later one, it is refused
    (DraftHasMoved).
    """
    with transaction() as writing:
        draft = queries.find_draft(key, to_change=True)
        if draft is not None:
            if number not in (None, draft.number):
                raise DraftHasMoved
            writing.delete(draft)
            audit.record("tour.discard_draft", staff_id=staff_id, stop_key=key)


def publish_draft(
    key: str,
    *,
    number: int,
    staff_id: int,
    over: int | None = None,
    headline: Text | None = None,
) -> Published:
    """The draft becomes the release that everybody sees, and is let go.

    `number` is that of the edit that was looked at, `over` the release that stood then: where
    there is a later one it is refused, so that nobody publishes what nobody has seen
    (DraftHasMoved); and where the draft is gone (NothingToPublish). Every fault of the plan is
    refused together (BadStopFile), as of a file. Refused too: what `publish` refuses.
    """
    with transaction() as writing:
        draft = queries.find_draft(key, to_change=True)
        if draft is None:
            raise NothingToPublish
        take_turn(writing, key)
        if draft.number != number or _stands_another(key, over):
            raise DraftHasMoved
        text = agenda_file.write(from_json(draft.plan))
        plan = agenda_file.read(text, source=key, known=queries.known_codes())
        published = publish(plan, text=text, staff_id=staff_id, headline=headline)
        writing.delete(draft)
    return published


def _stands_another(key: str, over: int | None) -> bool:
    stop = queries.find_stop(key)
    return over is not None and over != (stop.release if stop else 0)
