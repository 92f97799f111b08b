"""The way of a question, for whoever holds its follow-up code."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from caravan.followup import queries, words
from caravan.followup.forms import FollowForm
from caravan.followup.views.door import blueprint
from caravan.kernel import csrf
from caravan.kernel.guard import holder
from caravan.kernel.limits import GUESS, limited
from caravan.kernel.texts import gettext as _
from caravan.tour import queries as tour


def _has_no_code() -> bool:
    return "code" not in request.values


def _is_refused(answer: Response) -> bool:
    """Only codes that are none count as guesses."""
    return answer.status_code >= 400


@blueprint.route("/<lang:lang>/follow", methods=["GET", "POST"])
@holder
@csrf.same_for_all
@limited(GUESS, exempt_when=_has_no_code, deduct_when=_is_refused)
def follow() -> ResponseReturnValue:
    """The form; with `code`, what became of what was said with it. Never who said it.

    Sent as a form, the code stands in no address: so does the page that gives the code of a text.
    """
    form = FollowForm(request.values)
    if _has_no_code():
        return render_template("followup/follow.html", form=form)
    found = queries.followed(form.code.data or "") if form.validate() else None
    if found is None:
        if not form.errors:
            form.code.errors = [_not_known()]
        return render_template("followup/follow.html", form=form), 422
    services = {service.code: service.name for service in tour.all_services()}
    return render_template("followup/followed.html", found=found, services=services, words=words)


def _not_known() -> str:
    return str(
        _(
            "This code is not known: a digit is wrong, swapped or missing. Compare it with your "
            "ticket or stub."
        )
    )
