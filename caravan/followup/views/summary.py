"""The summary of a stop: its main figures on screen, and the whole as a PDF."""

from collections.abc import Sequence

from flask import Response, render_template

from caravan.followup import actions, queries
from caravan.followup.closing import actions as closing_actions
from caravan.followup.closing import content
from caravan.followup.closing import queries as closing
from caravan.followup.people import Headcount
from caravan.followup.report.material import cell
from caravan.followup.views.door import DESK, blueprint
from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.kernel.i18n import lang
from caravan.kernel.small_numbers import Shown
from caravan.press.summary.details import printed as cell_text
from caravan.press.summary.facts import (
    CategoryCount,
    Cell,
    DayCount,
    ServiceQuestions,
    StopSummary,
)
from caravan.press.words import Lang
from caravan.registration import queries as registration
from caravan.tour import queries as tour

Bar = dict[str, object]
"""A row of a chart: label, value as shown, share of the whole width."""


@blueprint.get(f"{DESK}/summary")
@staff("summary")
def summary(key: str) -> str:
    """All of it, protected as on paper, and the way to files, texts, figures and versions."""
    stop = tour.get_stop(key)
    both = closing_actions.gather(stop)
    return render_template(
        "followup/summary.html",
        stop=stop,
        drawn=draw(both[printed()], _categories(queries.headcount(stop))),
        seen=content.seen(both),
        versions=closing.versions(stop.id),
    )


@blueprint.get(f"{DESK}/summary.pdf")
@staff("summary")
def summary_paper(key: str) -> Response:
    """The whole summary, to print."""
    stop = tour.get_stop(key)
    language = printed()
    pdf = actions.print_summary(stop, language, staff_id=guard.actor().id)
    answer = Response(pdf, mimetype="application/pdf")
    name = f"summary-{stop.key}-{language}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def printed() -> Lang:
    """The language of the page, as far as the press writes it."""
    return "fr" if lang() == "fr" else "ar"


def draw(facts: StopSummary, categories: list[Bar] | None = None) -> dict[str, object]:
    """What the page shows of `facts`, those of today or of a version; texts and bars are ready.

    Without `categories` (how many came of those registered) there are bars of who came alone.
    """
    return {
        "facts": facts,
        "value": _value,
        "hours": _hours,
        "categories": categories or _came(facts.attendance.categories),
        "services": [_service(one) for one in facts.services],
    }


def _value(count: Cell | str) -> str:
    return cell_text(count, printed())


def _came(categories: Sequence[CategoryCount]) -> list[Bar]:
    """Bars of one length for each category; a hidden count has none."""
    top = max([one.count for one in categories if isinstance(one.count, int)] + [1])
    return [
        {
            "label": one.title,
            "value": _value(one.count),
            "share": 100 * one.count / top if isinstance(one.count, int) else 0,
        }
        for one in categories
    ]


def _hours(day: DayCount) -> list[Bar]:
    """Bars of one day; the longest fills its place, a hidden count has none."""
    top = max([hour.count for hour in day.hours if isinstance(hour.count, int)] + [1])
    return [
        {
            "label": f"{hour.hour:02d}:00",
            "value": _value(hour.count),
            "share": 100 * hour.count / top if isinstance(hour.count, int) else 0,
        }
        for hour in day.hours
    ]


def _categories(people: Headcount) -> list[Bar]:
    """How many came of those registered."""
    words = registration.category_words()
    return [_part(words[one.category], one.came, one.registered) for one in people.categories]


def _service(one: ServiceQuestions) -> Bar:
    """How many questions are answered of those shown."""
    answered, asked = (
        count if isinstance(count, int) else None for count in (one.answered, one.asked)
    )
    return _part(one.title, answered, asked)


def _part(label: str, count: Shown, of: Shown) -> Bar:
    """A bar of a whole; where one of the two is hidden there is no bar, for it would tell."""
    return {
        "label": label,
        "value": _value(cell(count)),
        "of": _value(cell(of)),
        "share": min(100 * count / of, 100) if count is not None and of else 0,
    }
