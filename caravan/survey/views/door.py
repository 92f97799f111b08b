"""The blueprint of the room, and what its pages share: a stop's surveys, their forms."""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.wrappers import Response

from caravan.kernel.clock import today
from caravan.kernel.errors import explain
from caravan.kernel.forms import OpenForm
from caravan.survey import actions, forms, passes, queries, rules
from caravan.survey.models import Survey
from caravan.tour import queries as tour
from caravan.tour.bank.models import BankQuestion
from caravan.tour.models import AgendaSession, Stop

blueprint = Blueprint("survey", __name__)

STOP = "/<lang:lang>/stops/<key>"
DESK = "/<lang:lang>/staff/stops/<key>"
OF_SESSION = "/sessions/<session>/survey"


@dataclass(frozen=True)
class Subject:
    """What a survey is about: a stop, and of it the whole (`session` is None) or one session."""

    stop: Stop
    session: AgendaSession | None

    @property
    def session_key(self) -> str:
        return self.session.key if self.session else rules.WHOLE_STOP


@dataclass(frozen=True)
class Sheet:
    """An open survey as a form asks it."""

    subject: Subject
    survey: Survey
    questions: list[BankQuestion]
    form: OpenForm


def subject(key: str, session: str) -> Subject:
    """The stop, and its public session where one is named; refused when there is no such one."""
    stop = tour.get_stop(key)
    return Subject(stop, tour.get_session(stop.id, session) if session else None)


def sheet(
    about: Subject, who: type[forms.Holder | forms.PaperCode], *, has_token: bool = False
) -> Sheet:
    """The survey about it with its form, filled from the request; refused while it is not open."""
    survey = queries.get_survey(about.stop.id, about.session_key)
    questions = queries.questions_of(survey)
    made = forms.survey_form(questions, who, has_token=has_token)
    return Sheet(about, survey, questions, made(request.form if request.method == "POST" else None))


def count_person(one: Sheet, channel: str) -> bool | None:
    """Count what the form says for who holds its pass or code; None where something is to mend.

    What that is stands in the form then. False where the person was counted before.
    """
    if not one.form.validate():
        return None
    try:
        said = rules.read_said(one.questions, forms.typed(one.form, one.questions))
        given, code = one.form["given"].data or "", one.form["code"].data or ""
        holder = queries.find_holder(one.subject.stop, given, code)
    except rules.UnknownHolder as refusal:
        one.form["code"].errors = [explain(refusal)]
    except rules.NothingSaid as refusal:
        one.form.form_errors = [explain(refusal)]
    else:
        return actions.count(one.survey, holder, said, channel)
    return None


def has_pass() -> bool:
    """Whether this form comes with a pass of the stop, so that no code can be guessed by it."""
    key = (request.view_args or {})["key"]
    return passes.find_person(key, request.form.get("pass", "")) is not None


def is_refused(answer: Response) -> bool:
    """Whether the form was not taken: only such tries count as guesses."""
    return answer.status_code >= 400


def is_over(stop: Stop) -> bool:
    """Whether the stop has passed."""
    return tour.state_on(stop, today()) == "past"
