"""Changes to a plan on screen: save a part, add, remove, put in another place of its list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caravan.kernel.refusal import Refusal
from caravan.tour import drafting, stop_checks
from caravan.tour.catalogue import Catalogue
from caravan.tour.drafting import LISTS, Conflict, KeyIsTaken
from caravan.tour.editor import parts
from caravan.tour.editor.lines import BadLines, Choice, Lines, compare, refuse
from caravan.tour.editor.parts import FACTS, KINDS, is_taken, lines_of, values_of
from caravan.tour.faults import Fault
from caravan.tour.file_fields import Row
from caravan.tour.plan_json import mark_of
from caravan.tour.stop_plan import MOST_DAYS, Day, SessionPlan, StopPlan
from caravan.tour.toml_lines import Document

Values = Mapping[str, Any]


class LastDay(Refusal):
    """A stop without any day could not be found in any calendar."""

    message = "A stop has at least one day. Add the other day first, then remove this one."
    status = 409


class Differs(Conflict):
    """Somebody saved other lines of the same part since it was opened.

    `standing` are its lines now, `mine` those that were to be saved, with the lines that only they
    changed taken over; `choices` what differs.
    """

    def __init__(self, standing: Lines, mine: Lines, choices: list[Choice]) -> None:
        self.standing, self.mine, self.choices = standing, mine, choices
        super().__init__(standing)


@dataclass(frozen=True)
class Edit:
    """What an editor sends: the lines as they were opened, and as they are to be."""

    opened: Lines
    mine: Lines


@dataclass(frozen=True)
class Desk:
    """Who edits, what the catalogue has, the keys of sessions that were released before."""

    by: str
    known: Catalogue
    released: frozenset[str] = frozenset()


def save(plan: StopPlan, kind: str, name: object, edit: Edit, desk: Desk) -> StopPlan:
    """`plan` with the part changed as `edit` says; lines that it does not have stay.

    The short name changes only while nothing refers to it: that of a session until its release.
    Raises Differs when somebody changed lines of `edit` meanwhile, PartIsGone, BadLines with every
    line that is nonsense, KeyIsTaken.
    """
    standing = lines_of(plan, kind, name)
    is_fixed = kind != "sessions" or name in desk.released
    mine = {line: edit.mine[line] for line in edit.mine if not (is_fixed and line == "key")}
    wanted = _settle(standing, Edit(edit.opened, mine), KINDS[kind].together)
    if wanted == standing:
        return plan
    return _PUT[kind](plan, kind, name, values_of(plan, kind, wanted, desk.known), desk)


def add(plan: StopPlan, kind: str, written: Lines, desk: Desk) -> StopPlan:
    """`plan` with a new part of these lines. Raises BadLines, KeyIsTaken."""
    values = values_of(plan, kind, written, desk.known)
    if is_taken(plan, kind, values[LISTS[kind]]):
        if kind == "days":
            raise BadLines({"date": [Fault(0, "date", "day_taken")]})
        raise KeyIsTaken(key=values["key"])
    if kind == "days" and len(plan.days) >= MOST_DAYS:
        raise BadLines({"date": [Fault(0, "date", "too_many_days", {"limit": MOST_DAYS})]})
    return _PUT[kind](plan, kind, None, values, desk)


def remove(plan: StopPlan, kind: str, name: object, desk: Desk) -> StopPlan:
    """`plan` without the part; a session that was released before stays, marked withdrawn.

    Refused where sessions still name it (StillNamed), and for the only day (LastDay).
    """
    if kind == "days" and [day.date for day in plan.days] == [name]:
        raise LastDay
    plan = drafting.remove_part(plan, kind, name, released=desk.released)
    is_gone = drafting.find_part(plan, kind, name) is None
    subject = name.isoformat() if isinstance(name, date) else str(name)
    is_subject = kind in ("sessions", "days")
    return parts.without_kept(plan, subject) if is_gone and is_subject else plan


def shift(plan: StopPlan, kind: str, name: object, by: int) -> StopPlan:
    """`plan` with the part `by` places further back in its list (-1: one forward)."""
    rows = list(getattr(plan, kind))
    part = drafting.get_part(plan, kind, name)
    place = rows.index(part)
    rows.remove(part)
    rows.insert(max(place + by, 0), part)
    changed: dict[str, Any] = {kind: tuple(rows)}
    return replace(plan, **changed)


def _settle(standing: Lines, edit: Edit, together: tuple[tuple[str, ...], ...]) -> Lines:
    """The lines as they are to be, if nobody else changed them; else Differs."""
    mine = {name: line for name, line in edit.mine.items() if name in standing}
    choices = compare(edit.opened, mine, standing, together)
    was_moved = any(edit.opened.get(name) != standing[name] for name in mine)
    if was_moved and any(choice.whose != "theirs" for choice in choices):
        taken = [n for choice in choices if choice.whose == "theirs" for n in choice.names]
        raise Differs(standing, mine | {name: standing[name] for name in taken}, choices)
    return standing if was_moved else standing | mine


def _put(plan: StopPlan, kind: str, name: object, values: Values, _desk: Desk) -> StopPlan:
    """A room, speaker or partner in its place; a new one (`name` None) at the end."""
    part = KINDS[kind].shape(**values)
    standing = drafting.find_part(plan, kind, name)
    if standing is not None and getattr(part, LISTS[kind]) == name:
        return drafting.change_part(plan, kind, part, seen=mark_of(standing))
    rest: dict[str, Any] = {kind: tuple(row for row in getattr(plan, kind) if row is not standing)}
    return drafting.add_part(replace(plan, **rest), kind, part)


def _put_session(plan: StopPlan, kind: str, name: Any, values: Values, desk: Desk) -> StopPlan:
    reason = values.get("kept", "")
    values = {key: value for key, value in values.items() if key != "kept"}
    session = SessionPlan(**values)
    if session.key != name and is_taken(plan, kind, session.key):
        raise KeyIsTaken(key=session.key)
    standing = drafting.find_part(plan, kind, name)
    if _spot(session, reason) != _spot(standing, parts.reason_of(plan, name)):
        _refuse_misplaced(plan, values, reason)
    changed = _put(plan, kind, name, values, desk)
    return parts.with_kept(
        changed, name or session.key, renamed=session.key, reason=reason, by=desk.by
    )


def _spot(session: SessionPlan | None, reason: str) -> tuple[object, ...]:
    """All that decides whether a session may stand where it does."""
    if session is None:
        return ()
    return session.day, session.starts, session.ends, session.kind, session.withdrawn, bool(reason)


def _refuse_misplaced(plan: StopPlan, values: Values, reason: str) -> None:
    """Refuse hours that run backwards or are outside the day or inside the prayer block."""
    by_date = {day.date: _said(day) for day in plan.days}
    kept = {values["key"]} if reason else set()
    document = Document("")
    stop_checks.check_session(document, Row(("part",), dict(values)), by_date, kept)
    refuse(document, KINDS["sessions"].fields)


def _said(day: Day) -> Values:
    return {key: value for key, value in vars(day).items() if value is not None}


def _put_day(plan: StopPlan, kind: str, name: Any, values: Values, desk: Desk) -> StopPlan:
    """A day in its place; its sessions move with its date."""
    document = Document("")
    stop_checks.check_days(document, [Row(("part",), dict(values))])
    refuse(document, KINDS[kind].fields)
    new = values["date"]
    if new != name and is_taken(plan, kind, new):
        raise BadLines({"date": [Fault(0, "date", "day_taken")]})
    changed = _put(plan, kind, name, values, desk)
    if name is None or new == name:
        return changed
    was = name.isoformat()
    moved = (replace(one, day=new) if one.day == name else one for one in plan.sessions)
    kept = (replace(k, subject=str(new)) if k.subject == was else k for k in plan.kept)
    sessions = sorted(moved, key=lambda one: (one.day, one.starts, one.ends))
    return replace(changed, sessions=tuple(sessions), kept=tuple(kept))


def _put_facts(plan: StopPlan, _kind: str, _name: object, values: Values, _desk: Desk) -> StopPlan:
    return parts.with_facts(plan, values)


_PUT: dict[str, Callable[[StopPlan, str, Any, Values, Desk], StopPlan]] = {
    FACTS: _put_facts,
    "days": _put_day,
    "rooms": _put,
    "speakers": _put,
    "partners": _put,
    "sessions": _put_session,
}
