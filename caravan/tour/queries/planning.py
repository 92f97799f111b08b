"""Reading for the planner: every stop with its plan in progress, the calendar, what to warn of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from caravan.kernel.db import session
from caravan.kernel.guard import Actor
from caravan.kernel.refusal import NotFound
from caravan.kernel.versions import kept
from caravan.tour import agenda_file, catalogue, rules
from caravan.tour.faults import BadStopFile
from caravan.tour.models import AgendaSession, Release, Stop
from caravan.tour.plan_json import from_json
from caravan.tour.queries.commands import avoided, moved_dates
from caravan.tour.queries.releases import drafts, find_draft, known_codes, known_commands, plan_of
from caravan.tour.queries.stops import stops
from caravan.tour.season.building import season_of
from caravan.tour.season.cautions import Announced
from caravan.tour.season.proposals import WEEKS
from caravan.tour.season.stages import PlannedStop, state_of
from caravan.tour.season.watching import Watched, watch
from caravan.tour.season.year import Season
from caravan.tour.stop_plan import Day, StopPlan, Venue

_REACH = timedelta(weeks=WEEKS + 2)
_STANDING = (
    select(Stop.key, Release)
    .join(Release, (Release.stop_id == Stop.id) & (Release.number == Stop.release))
    .order_by(Stop.key)
)
_HELD = (
    select(
        Stop.key,
        Stop.published_at,
        AgendaSession.day,
        func.min(AgendaSession.starts),
        func.min(AgendaSession.starts_at),
    )
    .outerjoin(AgendaSession, AgendaSession.stop_id == Stop.id)
    .group_by(Stop.key, Stop.published_at, AgendaSession.day)
)


@dataclass(frozen=True)
class Outlook:
    """What the planner shows: every stop that one may see, the commands, the calendar, warnings."""

    stops: Sequence[PlannedStop]
    commands: Mapping[str, catalogue.Prefecture]
    season: Season
    watched: Mapping[str, Watched] = field(default_factory=dict)

    @property
    def plans(self) -> list[StopPlan]:
        """The plans of all the stops."""
        return [stop.plan for stop in self.stops]

    @property
    def announced(self) -> set[str]:
        """The keys of the stops that were published."""
        return {stop.key for stop in self.stops if stop.release}


def outlook(actor: Actor, first: date, last: date, *, today: date) -> Outlook:
    """The tour as `actor` may see it, and the calendar at least from `first` to `last`.

    What is published is seen by all who plan; work in progress by those who may change it.
    """
    commands = known_commands()
    seen = _planned(actor, commands, today)
    coming = [stop for stop in seen if stop.plan.days and stop.plan.last_day >= today]
    days = [first, last, *(stop.plan.first_day for stop in coming)]
    season = season_between(min(days) - _REACH, max(days) + _REACH)
    told = _announced([stop for stop in coming if stop.release])
    plans = [stop.plan for stop in seen]
    watched = {
        stop.key: watch(stop, plans, season, today=today, announced=told.get(stop.key))
        for stop in coming
    }
    return Outlook(seen, commands, season, watched)


def season_between(first: date, last: date) -> Season:
    """The calendar of the days from `first` to `last`, with what staff and files say of it."""
    return season_of(first, last, moved=moved_dates(), avoided=avoided())


def get_planned(actor: Actor, key: str, *, today: date) -> Watched:
    """The stop among the others, whatever its days; refused when there is none: NotFound."""
    around = outlook(actor, today, today, today=today)
    stop = next((stop for stop in around.stops if stop.key == key), None)
    if stop is None:
        raise NotFound
    return around.watched.get(key, Watched(stop))


def get_plan(key: str) -> StopPlan:
    """The plan of the stop as it stands: the one in progress, else the published one.

    Refused when there is neither (NotFound), or what was published cannot be read: BadStopFile.
    """
    if (draft := find_draft(key)) is not None:
        return from_json(draft.plan)
    found = session().execute(_STANDING.where(Stop.key == key)).first()
    if found is None:
        raise NotFound
    return plan_of(found[1], key)


def all_plans() -> tuple[list[StopPlan], set[str]]:
    """Every stop's plan, in progress where there is one, else in outline; the published keys."""
    published = {stop.key: _outline(stop) for stop in stops()}
    return list({**published, **drafts()}.values()), set(published)


def _planned(
    actor: Actor, commands: Mapping[str, catalogue.Prefecture], today: date
) -> list[PlannedStop]:
    """Every stop that `actor` may see, by its first day."""
    published = {stop.key: stop for stop in stops()}
    in_progress = {key: plan for key, plan in drafts().items() if actor.may("tour", key)}
    standing = kept(rules.TOUR, ("standing plans", today), lambda: _read_standing(today))
    seen = []
    for key in published.keys() | in_progress.keys():
        row = published.get(key)
        announced = standing.get(key) or _outline(row) if row else None
        plan = in_progress.get(key) or announced
        if plan is None or not plan.days:
            continue
        release = row.release if row else 0
        seen.append(
            PlannedStop(
                plan,
                _city(plan, commands),
                state_of(plan, release=release, today=today),
                release,
                is_draft=key in in_progress and plan != announced,
                may_edit=actor.may("tour", key),
            )
        )
    return sorted(seen, key=lambda stop: (stop.plan.first_day, stop.key))


def _city(plan: StopPlan, commands: Mapping[str, catalogue.Prefecture]) -> dict[str, str]:
    command = commands.get(plan.prefecture)
    return command.name if command and command.name else plan.title


def _read_standing(today: date) -> dict[str, StopPlan]:
    """What is published of the stops that are not over, by key; unreadable ones are left out."""
    known, plans = known_codes(), {}
    for key, release in session().execute(_STANDING.where(Stop.last_day >= today)):
        try:
            plans[key] = agenda_file.read(release.plan, source=key, known=known)
        except BadStopFile:
            continue
    return plans


def _outline(stop: Stop) -> StopPlan:
    """What the rows of a stop say of it, without agenda and partners: enough for a calendar."""
    return StopPlan(
        key=stop.key,
        tour=stop.tour,
        edition=stop.edition or "",
        stage=stop.stage,
        prefecture=stop.prefecture_code,
        title=stop.title,
        host=stop.host,
        team=stop.team or "",
        venue=Venue(stop.venue_name, stop.venue_address),
        days=tuple(Day(day.date, day.opens, day.closes) for day in stop.days),
        seats=stop.seats,
        safety_limit=stop.safety_limit,
        status=stop.status,
        reason=stop.status_reason,
        rehearsal=stop.is_rehearsal,
    )


def _announced(coming: Sequence[PlannedStop]) -> dict[str, Announced]:
    """When these published stops were announced, and with which distance to UTC."""
    found: dict[str, tuple[datetime, dict[date, timedelta]]] = {}
    chosen = _HELD.where(Stop.key.in_([stop.key for stop in coming]))
    for key, published_at, day, starts, starts_at in session().execute(chosen):
        _, offsets = found.setdefault(key, (published_at, {}))
        if day:
            offsets[day] = datetime.combine(day, starts, tzinfo=UTC) - starts_at
    return {key: Announced(*told) for key, told in found.items()}
