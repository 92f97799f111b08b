"""The way of a question, for whoever holds its follow-up code."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from caravan.followup import queries, words
from caravan.followup.forms import FollowForm
from caravan.followup.views.door import blueprint
from caravan.kernel import csrf
from caravan.kernel.guard import at_kiosk, holder
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
    found = _find(form)
    if found is None:
        return render_template("followup/follow.html", form=form), 422
    return render_template("followup/followed.html", found=found, **_words())


@blueprint.route("/<lang:lang>/stops/<key>/kiosk/follow", methods=["GET", "POST"])
@holder
@at_kiosk
@csrf.same_for_all
@limited(GUESS, exempt_when=_has_no_code, deduct_when=_is_refused)
def follow_at_kiosk(key: str) -> ResponseReturnValue:
    """The same at a kiosk, for a code of any stop; the page leaves by itself after a silence."""
    stop, form = tour.get_stop(key), FollowForm(request.form)
    is_asked = request.method == "POST"
    found = _find(form) if is_asked else None
    drawn = render_template("followup/kiosk.html", stop=stop, form=form, found=found, **_words())
    return drawn, 422 if is_asked and found is None else 200


def _find(form: FollowForm) -> queries.Followed | None:
    """What became of it; None where the code is to mend, which stands in the form then."""
    found = queries.followed(form.code.data or "") if form.validate() else None
    if found is None and not form.errors:
        form.code.errors = [_not_known()]
    return found


def _words() -> dict[str, object]:
    return {
        "services": {service.code: service.name for service in tour.all_services()},
        "words": words,
    }


def _not_known() -> str:
    return str(
        _(
            "This code is not known: a digit is wrong, swapped or missing. Compare it with your "
            "ticket or stub."
        )
    )
