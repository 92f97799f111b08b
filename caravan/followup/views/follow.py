"""The way of a question, for whoever holds its follow-up code: on a phone or at a kiosk."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from caravan.followup import queries, words
from caravan.followup.forms import FollowForm
from caravan.followup.promises import actions as promises
from caravan.followup.promises.forms import AgreeForm, VerdictForm
from caravan.followup.promises.rules import StepNotPossible
from caravan.followup.views.door import blueprint
from caravan.kernel import csrf
from caravan.kernel.forms import is_only_redrawn
from caravan.kernel.guard import at_kiosk, holder
from caravan.kernel.limits import GUESS, limited
from caravan.kernel.purposes import collects, get_purpose
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.registration.messages import queries as messages
from caravan.tour import queries as tour

KIOSK = "/<lang:lang>/stops/<key>/kiosk/follow"


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
    return _way(found)


@blueprint.get("/<lang:lang>/follow/verdicts")
@holder
def ask_for_code_again() -> Response:
    """On to the code: a phone that opens its last page anew does not send it once more."""
    return redirect(url_for("followup.follow"))


@blueprint.post("/<lang:lang>/follow/verdicts")
@holder
@csrf.same_for_all
@collects("voice")
@limited(GUESS, deduct_when=_is_refused)
def say_whether_solved() -> ResponseReturnValue:
    """Take the asker's word on a promise that was kept; the page says what follows from it."""
    form = FollowForm(request.form)
    found = _find(form)
    if found is None:
        return render_template("followup/follow.html", form=form), 422
    word = _take_word(found)
    return _way(_find(form) or found, word=word)


@blueprint.get(KIOSK)
@holder
@at_kiosk
def kiosk_follow(key: str) -> ResponseReturnValue:
    """The same at a kiosk, in large type; nothing of the visitor before is in it."""
    return _at_kiosk("followup/kiosk/follow.html", key, form=FollowForm(None))


@blueprint.post(KIOSK)
@holder
@at_kiosk
@csrf.same_for_all
@collects("voice")
@limited(GUESS, deduct_when=_is_refused)
def show_at_kiosk(key: str) -> ResponseReturnValue:
    """What became of it; with `solved`, the asker's word on a promise is taken first."""
    form = FollowForm(request.form)
    found = _find(form)
    if found is None:
        return _at_kiosk("followup/kiosk/follow.html", key, form=form), 422
    word = _take_word(found)
    return _at_kiosk("followup/kiosk/followed.html", key, **_told(_find(form) or found), word=word)


def _take_word(found: queries.Followed) -> str | None:
    """What was noted: "solved", "open", "message", or None where nothing was said or is asked."""
    if AgreeForm(request.form).validate():
        return "message" if promises.agree_to_be_asked(found) else None
    form = VerdictForm(request.form)
    occasion = found.asks.get(form.promise.data or "") if form.validate() else None
    if occasion is None:
        return None
    is_solved = form.solved.data == "yes"
    try:
        promises.say(form.promise.data or "", found.mark, occasion, is_solved=is_solved)
    except StepNotPossible:  # another asker was quicker: it is taken up again already
        return None
    return "solved" if is_solved else "open"


def _find(form: FollowForm) -> queries.Followed | None:
    """What the typed code leads to; where it leads nowhere, the form says so."""
    is_whole = form.validate() or (is_only_redrawn() and not form.errors)
    found = queries.followed(form.code.data or "") if is_whole else None
    if found is None and not form.errors:
        form.code.errors = [_not_known()]
    return found


def _way(found: queries.Followed, word: str | None = None) -> str:
    return render_template("followup/followed.html", **_told(found), word=word)


def _told(found: queries.Followed) -> dict[str, object]:
    services = {service.code: service.name for service in tour.all_services()}
    holder = queries.find_askable(found)
    asked = messages.has_agreed(holder.id) if holder else None
    return {"found": found, "services": services, "words": words, "asked": asked}


def _at_kiosk(template: str, key: str, **told: object) -> Response:
    """The page, kept by no browser; its script leaves it when nobody touches it any more."""
    answer = make_response(render_template(template, stop=tour.get_stop(key), **told))
    answer.cache_control.no_store = True
    return answer


def _not_known() -> str:
    """One answer for codes of nobody, forgotten and mistyped ones: who tries learns nothing."""
    days = get_purpose("askers").days
    return " ".join(
        (
            _(
                "This code is not known: a digit is wrong, swapped or missing. Compare it with "
                "your ticket or stub."
            ),
            ngettext(
                "Codes are forgotten %(num)s day after the stop; the published answers stay.",
                "Codes are forgotten %(num)s days after the stop; the published answers stay.",
                days,
            ),
        )
    )
