"""The tour as a whole: themes and promises of a year, a plan line's wordings, the year's report."""

from typing import Any

from flask import Response, jsonify, render_template, request

from caravan.followup import words
from caravan.followup.across import facts, queries, report
from caravan.followup.across.year import days_late, tour_year
from caravan.followup.answering import queries as answering
from caravan.followup.queries import answers_of, promises_of
from caravan.followup.views.door import blueprint, page_number
from caravan.followup.views.summary import printed
from caravan.kernel import sheets
from caravan.kernel.clock import now, today
from caravan.kernel.guard import staff
from caravan.kernel.i18n import lang
from caravan.kernel.refusal import NotFound
from caravan.press import yearly
from caravan.tour.duties import queries as duties

TOUR = "/<lang:lang>/staff/tour"


@blueprint.get(f"{TOUR}/themes")
@staff("summary", everywhere=True)
def across() -> str:
    """Themes by prefecture and category, answers and promises of a year, lines of the plan."""
    shown = tour_year(asked_year())
    return render_template(
        "followup/across/tour.html",
        tour=shown,
        unreached=answering.unreached(),
        names=facts.names(shown),
        facts=facts,
        lines=duties.plan_lines(),
        days_late=lambda one: days_late(one, today()),
        report_years=report.years(shown.years),
    )


@blueprint.get(f"{TOUR}/themes.csv")
@staff("summary", everywhere=True)
def across_file() -> Response:
    """The table of themes for a spreadsheet, with what the page hides hidden as well."""
    shown = tour_year(asked_year())
    rows = facts.exported(shown, facts.names(shown))
    content = sheets.write("csv", facts.HEADS, rows, mark="", to_left=lang() == "ar")
    answer = Response(content, mimetype=sheets.TYPES["csv"])
    answer.headers["Content-Disposition"] = f'attachment; filename="themes-{shown.year}.csv"'
    return answer


@blueprint.get(f"{TOUR}/themes.json")
@staff("summary", everywhere=True)
def across_data() -> Response:
    """The same table for another program."""
    shown = tour_year(asked_year())
    rows = facts.exported(shown, facts.names(shown))
    return jsonify(
        year=shown.year,
        came=shown.came,
        themes=[dict(zip(facts.HEADS, row, strict=True)) for row in rows],
    )


@blueprint.get(f"{TOUR}/plan-lines/<line>")
@staff("summary", everywhere=True)
def plan_line(line: str) -> str:
    """Every wording that a line of the action plan is about, at whichever stop."""
    found = queries.wordings(queries.get_line(line), duties.themes(), page_number())
    promises = promises_of([one.item.id for one in found.found])
    return render_template(
        "followup/across/line.html", words=words, promises=promises, **vars(found)
    )


@blueprint.get(f"{TOUR}/wordings/<item>")
@staff("summary", everywhere=True)
def wording(item: str) -> str:
    """One wording: the lines of the plan that it leads to, its answer and promises."""
    found, coding = queries.wording(item)
    themes = duties.themes()
    return render_template(
        "followup/across/wording.html",
        found=found,
        lines=[
            one
            for one in duties.plan_lines()
            if queries.reach(one, themes).holds(coding, found.item.service_code)
        ],
        theme=next((one for one in themes if one.code == coding), None),
        answer=answers_of([item]).get(item),
        promises=promises_of([item]).get(item, []),
        words=words,
    )


@blueprint.get(f"{TOUR}/years/<int:year>")
@staff("summary", everywhere=True)
def yearly_report(year: int) -> str:
    """The report of a year on screen."""
    facts_of_year = report.facts(year, printed())
    return render_template("followup/across/year.html", report=facts_of_year, year=year)


@blueprint.get(f"{TOUR}/years/<int:year>/report.pdf")
@staff("summary", everywhere=True)
def yearly_paper(year: int) -> Response:
    """The report of a year, to print."""
    pdf = yearly.draw(report.facts(year, printed()), made_at=now(), one_ink="ink" in request.args)
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="report-{year}-{printed()}.pdf"'
    return answer


def asked_year() -> int | None:
    """The year in the address, None where there is none; what is no year is no page."""
    asked: Any = request.args.get("year")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) == len("2027")):
        raise NotFound
    return int(asked)
