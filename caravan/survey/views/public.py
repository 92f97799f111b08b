"""The survey on one's own phone, and what everybody may see of its results."""

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import csrf, pages
from caravan.kernel.guard import public
from caravan.kernel.limits import GUESS, OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.registration.models import Registration
from caravan.survey import queries, rules, words
from caravan.survey.forms import Holder
from caravan.survey.views import door
from caravan.survey.views.door import OF_SESSION, STOP, blueprint
from caravan.tour import queries as tour
from caravan.tour.models import Stop


@blueprint.get(f"{STOP}/survey", defaults={"session": rules.WHOLE_STOP})
@blueprint.get(f"{STOP}{OF_SESSION}")
@public
def survey(key: str, session: str) -> ResponseReturnValue:
    """The form, the same bytes for everybody; it is kept by phones and filled in without a network.

    What a ticket gives along stands behind the # of the address, which no server is told.
    """
    return pages.kept((queries.topic(key), tour.topic(key)), lambda: _draw(key, session))


def _draw(key: str, session: str) -> str:
    about = door.subject(key, session)
    if queries.find_survey(about.stop.id, session) is None:
        return render_template("survey/closed.html", about=about, stop=about.stop)
    return _page(door.sheet(about, Holder))


@blueprint.post(f"{STOP}/survey", defaults={"session": rules.WHOLE_STOP})
@blueprint.post(f"{STOP}{OF_SESSION}")
@public
@collects("voice")
@csrf.same_for_all
@limited(OPEN_FORM)
@limited(GUESS, exempt_when=door.has_pass, deduct_when=door.is_refused)
def send(key: str, session: str) -> ResponseReturnValue:
    """Count the form, once however often it is sent; a page that keeps it is told where to go."""
    sheet = door.sheet(door.subject(key, session), Holder)
    if door.count_person(sheet, rules.PHONE) is None:
        return _page(sheet), 422
    thanks = url_for("survey.thanks", key=key, session=session)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(ticket=thanks), 201
    return redirect(thanks, 303)


@blueprint.get(f"{STOP}/survey/thanks", defaults={"session": rules.WHOLE_STOP})
@blueprint.get(f"{STOP}{OF_SESSION}/thanks")
@public
def thanks(key: str, session: str) -> ResponseReturnValue:
    """That the answer is counted, and that each person counts once."""
    about = door.subject(key, session)
    return render_template("survey/thanks.html", about=about, stop=about.stop)


@blueprint.get(f"{STOP}/survey/figures", defaults={"session": rules.WHOLE_STOP})
@blueprint.get(f"{STOP}{OF_SESSION}/figures")
@public
def figures(key: str, session: str) -> ResponseReturnValue:
    """The figures alone, from ten answers on and in steps of five, for the hall and open pages."""

    def draw() -> str:
        about = door.subject(key, session)
        opened = queries.get_survey(about.stop.id, session)
        return render_template(
            "survey/_figures.html", figures=queries.hall_results(opened), words=words
        )

    return pages.kept((queries.topic(key), tour.topic(key)), draw)


def _page(sheet: door.Sheet) -> str:
    about = sheet.subject
    return render_template(
        "survey/survey.html",
        sheet=sheet,
        about=about,
        stop=about.stop,
        form=sheet.form,
        figures=queries.hall_results(sheet.survey),
        words=words,
        others=[
            one for one in queries.sessions_with_survey(about.stop.id) if one is not about.session
        ],
    )


def has_survey(stop: Stop) -> bool:
    """Whether the survey on the whole stop is open."""
    return queries.find_survey(stop.id, rules.WHOLE_STOP) is not None


def address_for(stop: Stop, holder: Registration) -> str | None:
    """The address of the stop's survey with the pass of the ticket's holder.

    None while it is not open, and for who has no place at the stop.
    """
    if not has_survey(stop):
        return None
    own = queries.find_pass(stop, holder)
    return url_for("survey.survey", key=stop.key, _anchor=own) if own else None
