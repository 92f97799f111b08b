"""Who came: a chart of arrivals for each day, and bars for the categories."""

from caravan.press.axis import Axis, length
from caravan.press.charts import STUB, Bar, Column, Fill, Place, bars, columns, fill
from caravan.press.styles import FINE, HEADING, NOTE, plex
from caravan.press.summary.facts import (
    Attendance,
    CategoryCount,
    Cell,
    DayCount,
    Hidden,
    StopSummary,
)
from caravan.press.summary.flow import Block, Group, Section, on_fewest_pages, stack
from caravan.press.summary.text import COLUMN, SIDE, TEXT, body, rule, side, space
from caravan.press.words import Labels, Lang, labels, number

SCALE_ROOM = 8.0
SIZES = ((36.0, 9.5), (36.0, 8.5), (32.0, 7.5), (27.0, 7.0), (22.0, 6.8))
"""Heights in mm of the columns of a day and of the row of a bar; lower ones to save a page."""
TITLES = 46.0
"""Width in mm kept for the names of the bars."""


def attendance(summary: StopSummary) -> Section:
    """Arrivals by day and hour, then by category; one sentence for what is missing."""
    return on_fewest_pages([_sized(summary, chart, pitch) for chart, pitch in SIZES])


def _sized(summary: StopSummary, chart: float, pitch: float) -> Section:
    words, facts = labels(summary.lang), summary.attendance
    groups = [Group(body(words["attendance_empty"]))]
    if facts.days:
        groups = _days(facts, words, summary.lang, chart)
    if facts.days or facts.categories:
        groups.append(_categories(facts, words, summary.lang, pitch))
    return Section(words["attendance"], tuple(groups))


def _days(facts: Attendance, words: Labels, lang: Lang, height: float) -> list[Group]:
    """The text, then one chart a day, all on one scale and over the same hours."""
    hours = _hours(facts.days)
    top = _scale(facts.days)
    note = words["by_hour_note"] if hours else ""
    title = words["by_hour"] if hours else words["by_day"]
    head = stack([space(1), side(title, note)])
    groups = [Group(body(facts.text), head, beside=True, gap=4)]
    fills: tuple[Fill, Fill] = ("solid", "hatch")
    for index, day in enumerate(facts.days):
        chart = _day(day, hours, top, fills[index % 2], lang, height)
        groups.append(Group((chart,), _day_label(day, words, lang), beside=True, gap=4))
    return groups


def _hours(days: tuple[DayCount, ...]) -> range:
    """From the first hour with an arrival on any day to the last."""
    hours = [hour.hour for day in days for hour in day.hours]
    return range(min(hours), max(hours) + 1) if hours else range(0)


def _scale(days: tuple[DayCount, ...]) -> int:
    """A tenth more than the highest column that is shown."""
    shown = [hour.count for day in days for hour in day.hours if isinstance(hour.count, int)]
    return max([*shown, 4]) * 11 // 10


def _day_label(day: DayCount, words: Labels, lang: Lang) -> Block:
    """The day and its total in the side column."""
    title = stack([space(4), side(day.title)])
    total = plex(20, 700)

    def draw(axis: Axis, top: float) -> None:
        title.draw(axis, top)
        level = top + title.height + 8
        if isinstance(day.total, Hidden):
            axis.text(day.total.text, 0, level, HEADING, fit=SIDE)
        else:
            figure = number(day.total, lang)
            axis.text(figure, 0, level, total, base="ltr")
            axis.text(words["present"], length(figure, total) + 2.5, level, NOTE)

    return Block(title.height + 11, draw)


def _day(day: DayCount, hours: range, top: int, kind: Fill, lang: Lang, height: float) -> Block:
    """The columns of one day, with the note on hidden counts and gaps beneath."""
    if not hours:
        return space(8)
    counts: dict[int, Cell] = {hour.hour: hour.count for hour in day.hours}
    data = [_column(hour, counts.get(hour, 0), lang) for hour in hours]
    hidden = next((c.text for c in counts.values() if isinstance(c, Hidden)), "")

    def draw(axis: Axis, level: float) -> None:
        place = Place(TEXT + SCALE_ROOM, level + 5, COLUMN - SCALE_ROOM, height)
        columns(axis, place, data, top, kind)
        if hidden:
            _hidden_key(axis, hidden, level + height + 15)
        axis.text(day.note, TEXT + COLUMN, level + height + 15, FINE, anchor="end")

    return Block(height + (18 if hidden or day.note else 12), draw)


def _column(hour: int, count: Cell, lang: Lang) -> Column:
    if isinstance(count, Hidden):
        return Column(None, "", f"{hour:02d}:00")
    return Column(count, number(count, lang), f"{hour:02d}:00")


def _hidden_key(axis: Axis, text: str, level: float) -> None:
    """What the open mark at the foot of a column stands for."""
    along = TEXT + SCALE_ROOM
    fill(axis, Place(along, level - STUB, 4, STUB), "open")
    axis.text(text, along + 5.5, level, FINE)


def _categories(facts: Attendance, words: Labels, lang: Lang, pitch: float) -> Group:
    """One bar a category; a hidden count shows its text and no bar."""
    head = stack([space(6), side(words["by_category"], facts.note)])
    if not facts.categories:
        return Group((rule(), *body(words["categories_empty"])), head, beside=True)
    rows = [_bar(category, lang) for category in facts.categories]
    height = pitch * len(rows)

    def draw(axis: Axis, level: float) -> None:
        bars(axis, Place(TEXT, level, COLUMN, height), rows, TITLES)

    return Group((rule(), Block(height, draw)), head, beside=True)


def _bar(category: CategoryCount, lang: Lang) -> Bar:
    if isinstance(category.count, Hidden):
        return Bar(category.title, (), category.count.text)
    return Bar(category.title, ((category.count, "solid"),), number(category.count, lang))
