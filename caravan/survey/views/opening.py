"""Opening a survey: which questions of the bank it asks."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.i18n import in_lang
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.survey import actions, queries, rules
from caravan.survey.forms import OpeningForm
from caravan.survey.views import door
from caravan.survey.views.door import DESK, OF_SESSION, blueprint
from caravan.tour.bank import queries as bank


@blueprint.get(f"{DESK}/survey/questions", defaults={"session": rules.WHOLE_STOP})
@blueprint.get(f"{DESK}{OF_SESSION}/questions")
@staff("moderate")
def questions(key: str, session: str) -> str:
    """The bank, with those questions ticked that are asked now, or are proposed for this."""
    about = door.subject(key, session)
    opened = queries.find_survey(about.stop.id, session)
    proposed = [one.name for one in bank.proposed("session" if session else "stop")]
    return _page(about, OpeningForm(questions=opened.questions if opened else proposed))


@blueprint.post(f"{DESK}/survey/questions", defaults={"session": rules.WHOLE_STOP})
@blueprint.post(f"{DESK}{OF_SESSION}/questions")
@staff("moderate")
def open_survey(key: str, session: str) -> ResponseReturnValue:
    """Open the survey with the questions that are ticked."""
    about, form = door.subject(key, session), OpeningForm()
    known = {one.name for one in bank.current_questions()}
    chosen = [name for name in form.questions.data or () if name in known]
    try:
        actions.open_survey(about.stop, session, chosen, staff_id=guard.actor().id)
    except Refusal as refusal:
        form.questions.errors = [explain(refusal)]
        return _page(about, form), refusal.status
    flash(_("The survey is open."), "ok")
    return redirect(url_for("survey.results", key=key), 303)


def _page(about: door.Subject, form: OpeningForm) -> str:
    opened = queries.find_survey(about.stop.id, about.session_key)
    form.questions.choices = [
        (one.name, in_lang(one.text))
        for one in {
            **{one.name: one for one in bank.current_questions()},
            **{one.name: one for one in (queries.questions_of(opened) if opened else ())},
        }.values()
    ]
    return render_template(
        "survey/opening.html",
        about=about,
        stop=about.stop,
        form=form,
        answers=opened.answers if opened else 0,
        most=rules.MOST_QUESTIONS,
    )
