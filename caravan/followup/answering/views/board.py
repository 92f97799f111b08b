"""What a stop owes, by due day; giving it out by the rules; publishing what was checked."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.followup.answering import actions, queries, rules, words
from caravan.followup.answering.cover import mark
from caravan.followup.answering.forms import PublishForm
from caravan.followup.views.door import DESK, blueprint, page_number
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties

NOBODY = "nobody"


@blueprint.get(f"{DESK}/replies")
@staff("answer")
def replies(key: str) -> str:
    """The board: without owner first, then late, this week, later; filters are in the address."""
    stop = tour.get_stop(key)
    bodies = {body.code: body.name for body in duties.bodies()}
    body, stage = request.args.get("body"), request.args.get("stage")
    if (body and body not in (NOBODY, *bodies)) or (stage and stage not in rules.STAGES):
        raise NotFound
    asked = "" if body == NOBODY else body or None
    return render_template(
        "followup/answering/board.html",
        stop=stop,
        board=queries.board(stop.id, body=asked, stage=stage, page=page_number()),
        unrouted=queries.count_unrouted(stop.id),
        unreached=queries.unreached([stop.id]),
        asleep=queries.asleep(),
        uncovered=queries.uncovered(),
        mark=mark,
        bodies=bodies,
        services=service_names(),
        chosen={"body": body or "", "stage": stage or ""},
        words=words,
    )


@blueprint.post(f"{DESK}/replies/routing")
@staff("answer")
def route(key: str) -> ResponseReturnValue:
    """Give out by the rules what nobody has."""
    stop = tour.get_stop(key)
    given = actions.route(stop.id, staff_id=guard.actor().id)
    told = ngettext("%(num)s text has its owner now.", "%(num)s texts have their owner now.", given)
    flash(told, "ok")
    return redirect(url_for("followup.replies", key=key), 303)


@blueprint.get(f"{DESK}/ready-replies")
@staff("answer")
def ready_replies(key: str) -> str:
    """The replies that were checked, to publish together."""
    stop = tour.get_stop(key)
    return render_template(
        "followup/answering/ready.html",
        stop=stop,
        ready=queries.ready(stop.id),
        services=service_names(),
        words=words,
    )


@blueprint.post(f"{DESK}/ready-replies")
@staff("answer")
def publish_replies(key: str) -> ResponseReturnValue:
    """Publish those that were ticked, all in one write."""
    stop = tour.get_stop(key)
    chosen = PublishForm().chosen()
    if not chosen:
        flash(_("Nothing was ticked: nothing was published."), "warn")
        return redirect(url_for("followup.ready_replies", key=key), 303)
    tell(actions.publish(stop, chosen, staff_id=guard.actor().id))
    return redirect(url_for("followup.ready_replies", key=key), 303)


def tell(outcome: actions.Outcome) -> None:
    """Say how many replies were published, how many were left, and why."""
    if outcome.published:
        told = ngettext(
            "%(num)s answer is published.", "%(num)s answers are published.", outcome.published
        )
        flash(told, "ok")
    if outcome.left:
        told = ngettext(
            "%(num)s answer is not published.",
            "%(num)s answers are not published.",
            len(outcome.left),
        )
        reasons = dict.fromkeys(explain(one) for one in outcome.left.values())
        flash(" ".join([told, *reasons]), "warn")


def service_names() -> dict[str, Any]:
    """The names of the services by code."""
    return {service.code: service.name for service in tour.all_services()}
