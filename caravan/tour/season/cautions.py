"""Warnings about the dates and hours of a stop, each under its rule, and what was set aside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from caravan.kernel.names import fold
from caravan.tour.faults import N_
from caravan.tour.season.building import offset_at, offset_on
from caravan.tour.season.year import ONE_DAY, Holiday, Season
from caravan.tour.stop_plan import FRIDAY, OFF, Day, Kept, SessionPlan, StopPlan

MESSAGES = {
    "prayer": N_("%(title)s is inside the prayer block of %(day)s, %(starts)s to %(ends)s."),
    "holiday": N_("%(day)s is a public holiday: %(holiday)s."),
    "holiday_calculated": N_(
        "%(day)s is a public holiday by calculation: %(holiday)s. It may fall a day earlier or"
        " later."
    ),
    "holiday_before": N_(
        "The day before is a public holiday: %(holiday)s, %(day)s. Many take the next day off too."
    ),
    "holiday_after": N_(
        "The day after is a public holiday: %(holiday)s, %(day)s. Many leave a day earlier."
    ),
    "holiday_near": N_(
        "%(holiday)s is calculated for %(day)s, right beside this stop: it may fall a day earlier"
        " or later."
    ),
    "ramadan": N_("The stop is in Ramadan: offices work from %(opens)s to %(closes)s."),
    "ramadan_calculated": N_(
        "The stop is in Ramadan: offices work from %(opens)s to %(closes)s. The beginning, %(day)s,"
        " is calculated and may come a day later."
    ),
    "ramadan_near": N_(
        "Ramadan is calculated to begin right after this stop, %(day)s, and may come a day earlier."
    ),
    "clock_changes": N_(
        "The clock is changed on %(day)s, from %(before)s to %(after)s. People may come an hour"
        " early or late."
    ),
    "clock_held": N_(
        "Announced when clocks stood at %(before)s; on these days they stand at %(after)s. The"
        " hours stay as announced, %(wall)s, but calendar files taken then show %(shown)s."
    ),
    "overlap_team": N_("%(other)s takes place on the same day, %(day)s, with the same team."),
    "overlap_partner": N_("%(partner)s is also expected on %(day)s at another stop: %(other)s."),
    "avoided": N_("The foundation avoids %(day)s: %(reason)s"),
}
OFFICE_HOURS_IN_RAMADAN = (time(9), time(15))
DAYS_AFTER_A_CHANGE = 3
"""How long after the clock was changed people still come at the wrong hour."""
BLOCKING = frozenset(
    {"prayer", "holiday", "holiday_calculated", "ramadan", "ramadan_calculated", "overlap_team"}
)


@dataclass(frozen=True)
class Caution:
    """One warning: the rule (of stop_plan.KEPT_RULES), what it says, and what it is about.

    `subject` is what is meant, as in `Kept`; "" for the whole stop.
    `params` are plain values (dates, hours, texts by language, a Holiday) for `message`.
    """

    rule: str
    code: str
    subject: str = ""
    other: str = ""
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """The English msgid."""
        return MESSAGES[self.code]

    @property
    def severity(self) -> str:
        """How grave: "err" where people cannot come or work, "warn" where somebody should look."""
        return "err" if self.code in BLOCKING else "warn"


@dataclass(frozen=True)
class Announced:
    """What people hold: when the stop was published last, and how its hours were given out.

    `offsets` has the distance to UTC by day that the instants of its sessions were made with.
    """

    at: datetime
    offsets: Mapping[date, timedelta] = field(default_factory=dict)


def cautions(
    plan: StopPlan,
    others: Iterable[StopPlan],
    season: Season,
    *,
    today: date,
    announced: Announced | None = None,
) -> list[Caution]:
    """What speaks against the days and hours of `plan`, without what its `kept` rows set aside.

    `others` are the plans of all stops, this one may be among them. Nothing is said of a stop that
    is over, cancelled or moved, nor of a rehearsal. The rules: docs/scheduling.md.
    """
    return [
        one
        for one in all_cautions(plan, others, season, today=today, announced=announced)
        if find_kept(plan, one) is None
    ]


def all_cautions(
    plan: StopPlan,
    others: Iterable[StopPlan],
    season: Season,
    *,
    today: date,
    announced: Announced | None = None,
) -> list[Caution]:
    """Like `cautions`, with those that were set aside too; the blocking ones first."""
    if not is_held(plan) or plan.last_day < today:
        return []
    found = [
        *_holidays(plan, season),
        *_ramadan(plan, season),
        *_overlaps(plan, others),
        *_prayer(plan),
        *_avoided(plan, season),
        *_clock(plan, season, announced),
    ]
    return sorted(found, key=lambda one: one.severity)


def is_held(plan: StopPlan) -> bool:
    """Whether the stop is to take place, and not to practise only."""
    return bool(plan.days) and plan.status not in OFF and not plan.rehearsal


def find_kept(plan: StopPlan, caution: Caution) -> Kept | None:
    """Who set the rule aside for this; the prayer block is set aside session by session."""
    for kept in plan.kept:
        is_meant = kept.subject == caution.subject
        is_whole = not kept.subject and caution.rule != "friday_prayer"
        if kept.rule == caution.rule and (is_meant or is_whole):
            return kept
    return None


def _prayer(plan: StopPlan) -> Iterator[Caution]:
    days = {day.date: day for day in plan.days}
    for session in plan.sessions:
        day = days.get(session.day)
        if day and not session.withdrawn and session.kind != "pause":
            yield from _inside(plan, day, session)


def _inside(plan: StopPlan, day: Day, session: SessionPlan) -> Iterator[Caution]:
    block = plan.block_of(day)
    if block and session.starts < block[1] and block[0] < session.ends:
        params = {"title": session.title, "day": day.date, "starts": block[0], "ends": block[1]}
        yield Caution("friday_prayer", "prayer", session.key, params=params)


def _holidays(plan: StopPlan, season: Season) -> Iterator[Caution]:
    on_days = [(one, day.date) for day in plan.days for one in season.holidays_on(day.date)]
    for holiday, day in on_days:
        code = "holiday_calculated" if holiday.is_calculated else "holiday"
        yield _of_holiday(code, holiday, day)
    named = {holiday.feast for holiday, _ in on_days if holiday.feast}
    for code, beside, day in (
        ("holiday_before", plan.first_day - ONE_DAY, plan.first_day),
        ("holiday_after", plan.last_day + ONE_DAY, plan.last_day),
    ):
        for holiday in season.holidays_on(beside):
            if holiday.feast not in named:
                yield from _beside(code, holiday, day)


def _beside(code: str, holiday: Holiday, day: date) -> Iterator[Caution]:
    """Beside the stop only a working day counts, or a feast that may still come closer."""
    if holiday.is_calculated:
        yield _of_holiday("holiday_near", holiday, day)
    elif holiday.date.isoweekday() <= FRIDAY:
        yield _of_holiday(code, holiday, day)


def _of_holiday(code: str, holiday: Holiday, day: date) -> Caution:
    params = {"holiday": holiday, "day": holiday.date}
    return Caution("holiday", code, day.isoformat(), params=params)


def _ramadan(plan: StopPlan, season: Season) -> Iterator[Caution]:
    opens, closes = OFFICE_HOURS_IN_RAMADAN
    inside = next((day.date for day in plan.days if season.find_ramadan(day.date)), None)
    near = season.find_ramadan(plan.last_day + ONE_DAY)
    if inside and (month := season.find_ramadan(inside)):
        code = "ramadan_calculated" if month.is_calculated else "ramadan"
        params = {"opens": opens, "closes": closes, "day": month.first}
        yield Caution("ramadan", code, params=params)
    elif near and near.is_calculated:
        yield Caution("ramadan", "ramadan_near", params={"day": near.first})


def _overlaps(plan: StopPlan, others: Iterable[StopPlan]) -> Iterator[Caution]:
    dates = {day.date for day in plan.days}
    for other in others:
        shared = sorted(dates & {day.date for day in other.days})
        if other.key == plan.key or not shared or not is_held(other):
            continue
        params = {"other": other.title, "day": shared[0]}
        if other.team == plan.team:
            yield Caution("overlap", "overlap_team", other.key, other.key, params)
        for partner in plan.partners:
            if any(_is_same(partner, theirs) for theirs in other.partners):
                named = {**params, "partner": partner.name}
                subject = f"{other.key}/{partner.key}"
                yield Caution("overlap", "overlap_partner", subject, other.key, named)


def _is_same(one: Any, other: Any) -> bool:
    """Whether two stops mean the same partner: by key, or by name in either language."""
    return one.key == other.key or any(
        fold(one.name[lang]) == fold(other.name.get(lang, "")) for lang in one.name
    )


def _avoided(plan: StopPlan, season: Season) -> Iterator[Caution]:
    for day in plan.days:
        for span in season.avoided_on(day.date):
            params = {"day": day.date, "reason": span.reason}
            yield Caution("avoided", "avoided", day.date.isoformat(), params=params)


def _clock(plan: StopPlan, season: Season, announced: Announced | None) -> Iterator[Caution]:
    since = plan.first_day - DAYS_AFTER_A_CHANGE * ONE_DAY
    for change in season.changes_between(since, plan.last_day):
        params = {"day": change.day, "before": change.before, "after": change.after}
        yield Caution("clock_change", "clock_changes", params=params)
    if announced:
        yield from islice(_held(plan, announced), 1)


def _held(plan: StopPlan, announced: Announced) -> Iterator[Caution]:
    """The days for which people hold an hour that their clocks will not show."""
    for day in plan.days:
        before, after = _offset_held(day.date, announced), offset_on(day.date)
        if before != after:
            wall = min(_public_hours(plan, day), default=day.opens)
            shown = (datetime.combine(day.date, wall) - before + after).time()
            params = {"before": before, "after": after, "wall": wall, "shown": shown}
            yield Caution("clock_change", "clock_held", params=params)


def _public_hours(plan: StopPlan, day: Day) -> Iterator[time]:
    for session in plan.sessions:
        if session.day == day.date and not session.internal and not session.withdrawn:
            yield session.starts


def _offset_held(day: date, announced: Announced) -> timedelta:
    """The distance to UTC that people's calendar files may go by.

    Where the zone rules changed since, it is the one that our own instants were made with. Else
    that of the day of publication: a telephone with older rules reckons on by the clock of then.
    """
    today = offset_on(day)
    ours = announced.offsets.get(day, today)
    return ours if ours != today else offset_at(announced.at)
