"""The summary of a stop: its main figures on screen, and the whole as a PDF."""

from flask import Response, render_template

from caravan.followup import actions, queries
from caravan.followup.people import Headcount
from caravan.followup.report.material import cell
from caravan.followup.views.door import DESK, blueprint
from caravan.kernel import guard
from caravan.kernel.guard import staff
from caravan.kernel.i18n import lang
from caravan.kernel.small_numbers import Shown
from caravan.press.summary.facts import Cell, DayCount, Hidden, ServiceQuestions
from caravan.press.words import Lang, number
from caravan.registration import queries as registration
from caravan.tour import queries as tour


@blueprint.get(f"{DESK}/summary")
@staff("summary")
def summary(key: str) -> str:
    """The main figures, protected as on paper."""
    stop = tour.get_stop(key)
    facts = queries.stop_facts(stop, _printed())
    return render_template(
        "followup/summary.html",
        stop=stop,
        facts=facts,
        value=_value,
        hours=_hours,
        categories=_categories(queries.headcount(stop)),
        services=[_service(one) for one in facts.services],
    )


@blueprint.get(f"{DESK}/summary.pdf")
@staff("summary")
def summary_paper(key: str) -> Response:
    """The whole summary, to print."""
    stop = tour.get_stop(key)
    language = _printed()
    pdf = actions.print_summary(stop, language, staff_id=guard.actor().id)
    answer = Response(pdf, mimetype="application/pdf")
    name = f"summary-{stop.key}-{language}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _printed() -> Lang:
    """The language of the page, as far as the press writes it."""
    return "fr" if lang() == "fr" else "ar"


def _value(count: Cell | str) -> str:
    if isinstance(count, Hidden):
        return count.text
    return count if isinstance(count, str) else number(count, _printed())


def _hours(day: DayCount) -> list[dict[str, object]]:
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


def _categories(people: Headcount) -> list[dict[str, object]]:
    """How many came of those registered."""
    words = registration.category_words()
    return [_part(words[one.category], one.came, one.registered) for one in people.categories]


def _service(one: ServiceQuestions) -> dict[str, object]:
    """How many questions are answered of those shown."""
    answered, asked = (
        count if isinstance(count, int) else None for count in (one.answered, one.asked)
    )
    return _part(one.title, answered, asked)


def _part(label: str, count: Shown, of: Shown) -> dict[str, object]:
    """A bar of a whole; where one of the two is hidden there is no bar, for it would tell."""
    return {
        "label": label,
        "value": _value(cell(count)),
        "of": _value(cell(of)),
        "share": min(100 * count / of, 100) if count is not None and of else 0,
    }
