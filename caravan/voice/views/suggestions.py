"""The public suggestions of a stop: make one, read those that were taken up."""

from flask import render_template
from flask.typing import ResponseReturnValue

from caravan.kernel import csrf, pages
from caravan.kernel.clock import now
from caravan.kernel.errors import explain
from caravan.kernel.guard import public
from caravan.kernel.limits import GUESS, OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.tour import queries as tour
from caravan.tour.models import Service, Stop
from caravan.voice import actions, queries, rules
from caravan.voice.forms import SuggestionForm
from caravan.voice.rounds import queries as rounds
from caravan.voice.rounds import rules as modes
from caravan.voice.views import door
from caravan.voice.views.door import STOP, blueprint


@blueprint.get(f"{STOP}/suggestions")
@public
def suggestions(key: str) -> ResponseReturnValue:
    """The form and the list; the same bytes for everybody."""

    def draw() -> str:
        stop = tour.get_stop(key)
        subjects = queries.subjects(stop.id)
        return _page(stop, subjects, door.spoken(SuggestionForm, subjects))

    topics = (queries.topic(key), tour.topic(key))
    return pages.kept(topics, draw, timed=True, args=door.ARGS)


@blueprint.post(f"{STOP}/suggestions")
@public
@collects("voice")
@csrf.same_for_all
@limited(OPEN_FORM)
@limited(GUESS, exempt_when=door.has_no_code, deduct_when=door.is_refused)
def suggest(key: str) -> ResponseReturnValue:
    """Take a suggestion; what is wrong is said beside it, and what was typed stays."""
    stop = tour.get_stop(key)
    subjects = queries.subjects(stop.id)
    form = door.spoken(SuggestionForm, subjects)
    if form.validate():
        try:
            kept = actions.suggest(stop, door.words(form), now=now())
        except (rules.UnknownFollowCode, modes.CodeMissing) as refusal:
            form.code.errors = [explain(refusal)]
        else:
            return render_template("voice/asked.html", stop=stop, kept=kept, asked=False)
    return _page(stop, subjects, form), 422


def _page(stop: Stop, subjects: list[Service], form: SuggestionForm) -> str:
    chosen = door.chosen_service(subjects)
    return render_template(
        "voice/suggestions.html",
        stop=stop,
        form=form,
        subjects=subjects,
        chosen=chosen,
        services={one.code: one.name for one in subjects},
        state=door.state_now(stop),
        standing=rounds.standing(stop.id),
        suggestions=queries.public_suggestions(stop.id, chosen, door.page_number()),
    )
