"""Changes to a plan in progress: its parts, the hours of a session, a copy for another place."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from caravan.kernel.refusal import Refusal
from caravan.tour.catalogue import Prefecture
from caravan.tour.plan_json import mark_of
from caravan.tour.stop_plan import Day, SessionPlan, StopPlan, Venue

Part = Any  # a SessionPlan, Room, Speaker, PartnerPlan, Day or Kept: one row of a list of the plan
LISTS = {
    "days": "date",
    "rooms": "key",
    "speakers": "key",
    "partners": "key",
    "sessions": "key",
}
"""The lists of a plan whose rows are named, with what names them."""
USUAL_HOURS = (time(8, 30), time(17, 30))


class KeyIsTaken(Refusal):
    """Another row of the plan has this key."""

    message = "%(key)s is taken already in this stop. Choose another short name."
    status = 409


class StopKeyIsTaken(KeyIsTaken):
    """Another stop, published or planned, has this key."""

    message = "There is already a stop with the key %(key)s. Choose another one."


class PartIsGone(Refusal):
    """What was to be changed is no longer in the draft: somebody removed it meanwhile."""

    message = "This is no longer in the draft: somebody removed it meanwhile."
    status = 404


class DraftHasMoved(Refusal):
    """The draft, or the release under it, was changed after somebody looked at it."""

    message = "Somebody changed this meanwhile. Look at the differences again, then decide."
    status = 409


class NothingToPublish(Refusal):
    """The draft was published or let go after it was looked at."""

    message = (
        "There is no draft any more: somebody published it, or let it go. Look at the releases "
        "to see what stands now."
    )
    status = 409


class DraftInTheWay(Refusal):
    """A release would take the place of work in progress that nobody has let go."""

    message = (
        "There is work in progress on this stop. Tick the box if the release may take its place."
    )
    status = 409


class StillNamed(Refusal):
    """A room, speaker or partner that sessions still name cannot go."""

    message = "Still needed by: %(sessions)s. Change these sessions first."
    status = 409


class Conflict(Refusal):
    """Somebody changed the same part since the form was opened; the second to save decides.

    `theirs` is how it stands now, None where it was removed.
    """

    message = "Somebody changed this meanwhile. Nothing is lost: compare, and choose."
    status = 409

    def __init__(self, theirs: Part | None) -> None:
        self.theirs = theirs
        super().__init__()


def find_part(plan: StopPlan, name: str, key: object) -> Part | None:
    """The row of the list `name` that `key` names, or None."""
    by = LISTS[name]
    return next((row for row in getattr(plan, name) if getattr(row, by) == key), None)


def get_part(plan: StopPlan, name: str, key: object) -> Part:
    """The row of the list `name` that `key` names; refused when it is gone: PartIsGone."""
    found = find_part(plan, name, key)
    if found is None:
        raise PartIsGone
    return found


def add_part(plan: StopPlan, name: str, part: Part) -> StopPlan:
    """`plan` with one more row; refused when its key is taken: KeyIsTaken."""
    key = getattr(part, LISTS[name])
    if find_part(plan, name, key) is not None:
        raise KeyIsTaken(key=str(key))
    return _with(plan, name, [*getattr(plan, name), part])


def change_part(plan: StopPlan, name: str, part: Part, *, seen: str) -> StopPlan:
    """`plan` with `part` in the place of the row of the same key.

    `seen` is the mark (`plan_json.mark_of`) of that row as the editor saw it. Raises Conflict when
    it says something else by now, and `part` would not say the same.
    """
    standing = find_part(plan, name, getattr(part, LISTS[name]))
    if standing is None:
        raise Conflict(None)
    if mark_of(standing) not in (seen, mark_of(part)):
        raise Conflict(standing)
    return _with(plan, name, [part if row is standing else row for row in getattr(plan, name)])


def remove_part(
    plan: StopPlan, name: str, key: object, *, released: Collection[str] = ()
) -> StopPlan:
    """`plan` without the row; what is gone already changes nothing.

    A session whose key is among those `released` before stays, marked withdrawn: people saw it.
    Refused where sessions still name it: StillNamed.
    """
    if name == "sessions" and key in released:
        rows = [replace(row, withdrawn=True) if row.key == key else row for row in plan.sessions]
        return replace(plan, sessions=tuple(rows))
    _refuse_named(plan, name, key)
    by = LISTS[name]
    return _with(plan, name, [row for row in getattr(plan, name) if getattr(row, by) != key])


def _refuse_named(plan: StopPlan, name: str, key: object) -> None:
    named = [
        session.title.get("ar") or session.title.get("fr") or session.key
        for session in plan.sessions
        if key in _names(session, name)
    ]
    if named:
        raise StillNamed(sessions=", ".join(named))


def _names(session: SessionPlan, name: str) -> tuple[object, ...]:
    """What of the list `name` the session names."""
    return {
        "days": (session.day,),
        "rooms": (session.room,),
        "speakers": session.speakers,
        "partners": session.partners,
    }.get(name, ())


def copy_stop(
    plan: StopPlan, *, key: str, host: Prefecture, first_day: date, edition: str, stage: int | None
) -> StopPlan:
    """`plan` as the next stop, at another command, from `first_day` (a date on Moroccan clocks).

    Agenda, rooms, speakers, partners and services are taken over, withdrawn sessions left out. The
    days keep their distance, so that a Friday stays a Friday where the new first day is one.
    Title and host follow the command; the venue with its safety limit is to be found anew, and
    nobody has set a rule aside yet.
    """
    move = first_day - plan.first_day
    return replace(
        plan,
        key=key,
        prefecture=host.code,
        edition=edition,
        stage=stage,
        title=_title(host),
        host={},
        venue=Venue(),
        safety_limit=None,
        days=tuple(replace(day, date=day.date + move) for day in plan.days),
        sessions=tuple(
            replace(session, day=session.day + move)
            for session in plan.sessions
            if not session.withdrawn
        ),
        kept=(),
        status="announced",
        reason={},
        rehearsal=False,
        note={},
        sources=(),
    )


def restore(plan: StopPlan, standing: StopPlan, spoken_about: Collection[str]) -> StopPlan:
    """The earlier `plan` of a stop as the next draft after `standing`.

    Sessions of `standing` that the earlier plan did not have go, but for those that people spoke
    about or that are withdrawn already: they stay, as withdrawn, with their rooms and speakers.
    """
    there = {session.key for session in plan.sessions}
    staying = [
        replace(session, withdrawn=True, partners=())
        for session in standing.sessions
        if session.key not in there and (session.withdrawn or session.key in spoken_about)
    ]
    named = {session.room for session in staying}
    speaking = {key for session in staying for key in session.speakers}
    rooms = _missing(standing.rooms, plan.rooms, named)
    speakers = _missing(standing.speakers, plan.speakers, speaking)
    restored = replace(plan, rooms=plan.rooms + rooms, speakers=plan.speakers + speakers)
    return _with(restored, "sessions", [*plan.sessions, *staying]) if staying else plan


def _missing(
    rows: tuple[Part, ...], there: tuple[Part, ...], named: Collection[str]
) -> tuple[Part, ...]:
    have = {row.key for row in there}
    return tuple(row for row in rows if row.key in named and row.key not in have)


def _title(host: Prefecture) -> dict[str, str]:
    """محطة وجدة, « Étape d’Oujda »: in French with the article that the first letter asks for."""
    city_ar, city_fr = host.name["ar"], host.name["fr"]
    is_vowel = city_fr[:1].casefold() in "aeéèêiouyhâ"
    return {
        "ar": f"محطة {city_ar}",
        "fr": f"Étape d’{city_fr}" if is_vowel else f"Étape de {city_fr}",
    }


def new_stop(
    *, key: str, tour: str, edition: str, host: Prefecture, first_day: date, days: int
) -> StopPlan:
    """A stop with nothing but a title and its days, 08:30 to 17:30, to be filled."""
    from_first = (first_day + timedelta(days=after) for after in range(days))
    return StopPlan(
        key=key,
        tour=tour,
        edition=edition,
        prefecture=host.code,
        title=_title(host),
        days=tuple(Day(day, *USUAL_HOURS) for day in from_first),
        status="announced",
    )


def _with(plan: StopPlan, name: str, rows: list[Part]) -> StopPlan:
    """`plan` with these rows, days and sessions in the order of time."""
    if name == "days":
        rows.sort(key=lambda day: day.date)
    if name == "sessions":
        rows.sort(key=lambda one: (one.day, one.starts, one.ends))
    changed: dict[str, Any] = {name: tuple(rows)}
    return replace(plan, **changed)
