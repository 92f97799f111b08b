"""The register of agreements for everybody: the list, one agreement, its sheet to print."""

from flask import Response, render_template

from caravan.kernel import pages
from caravan.kernel.clock import to_wall, today
from caravan.kernel.guard import public
from caravan.tour.agreements import queries, rules, words
from caravan.tour.agreements.paper import draw_sheet
from caravan.tour.views.door import blueprint


@blueprint.get("/<lang:lang>/agreements")
@public
def agreements() -> Response:
    """Every agreement that is shown, with its state."""
    return pages.kept((rules.TOPIC,), _draw_list)


def _draw_list() -> str:
    plans = queries.agreements()
    return render_template("tour/agreements.html", agreements=plans, rules=rules, words=words)


@blueprint.get("/<lang:lang>/agreements/<agreement>")
@public
def agreement(agreement: str) -> Response:
    """One agreement; `timed`, for what is planned is late from a certain day on."""
    return pages.kept((rules.TOPIC,), lambda: _draw_agreement(agreement), timed=True)


def _draw_agreement(key: str) -> str:
    entry = queries.get_agreement(key)
    return render_template(
        "tour/agreement.html",
        agreement=entry.plan,
        sites=rules.lines_by_site(entry.plan, today()),
        changed_on=to_wall(entry.changed_at).date(),
        rules=rules,
        words=words,
    )


@blueprint.get("/<lang:lang>/agreements/<agreement>/sheet.pdf")
@public
def agreement_sheet(agreement: str) -> Response:
    """The agreement on paper, Arabic then French; the same bytes until something changes."""
    return pages.kept(
        (rules.TOPIC,),
        lambda: draw_sheet(queries.get_agreement(agreement), today()),
        mimetype="application/pdf",
        timed=True,
    )
