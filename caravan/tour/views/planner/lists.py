"""What the planner's forms offer to choose from, in the words of the page."""

from collections.abc import Iterable
from datetime import date

from caravan.kernel.i18n import days, in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour import queries
from caravan.tour.season.stages import PlannedStop

Choices = list[tuple[str, str]]


def stops(planned: Iterable[PlannedStop]) -> Choices:
    """Stops by key, the newest first, each with its days."""
    return [
        (stop.key, in_lang(stop.plan.title) + _(", ") + days(stop.dates[0], stop.dates[-1]))
        for stop in sorted(planned, key=lambda stop: stop.plan.first_day, reverse=True)
    ]


def commands(today: date, also: str = "") -> Choices:
    """The commands that stand today or later, by level; and the one `also` that a stop has."""
    return [
        (branch.command.code, in_lang(branch.command.name))
        for branch in queries.tree()
        if branch.command.until is None
        or branch.command.until >= today
        or branch.command.code == also
    ]


def editions() -> Choices:
    """The editions, newest first, and each tour without one; as "tour/edition"."""
    named = [
        (edition.key, in_lang(edition.tour) + _(", ") + in_lang(edition.name))
        for edition in reversed(queries.named_editions())
    ]
    bare = [(f"{tour.code}/", in_lang(tour.name)) for tour in queries.all_tours()]
    return [*named, *bare]
