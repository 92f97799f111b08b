"""Opening a survey with its questions, which stay as they are once somebody has answered."""

import secrets
from collections.abc import Sequence

from sqlalchemy import delete

from caravan.kernel import audit, versions
from caravan.kernel.db import transaction
from caravan.survey import queries, rules
from caravan.survey.models import Survey, SurveyBag
from caravan.tour import queries as tour
from caravan.tour.bank import queries as bank
from caravan.tour.models import Stop


def open_survey(
    stop: Stop, session_key: str, names: Sequence[str], *, staff_id: int | None
) -> Survey:
    """Open the survey on the stop ("") or on its session, with the questions of these names.

    Opened again it asks these instead; refused once it has answers, and without questions or with
    too many.
    """
    questions = [one.name for one in bank.questions_named(names)]
    rules.check_number(questions)
    with transaction() as writing:
        tour.hold(stop.id)
        survey = queries.find_survey(stop.id, session_key, to_change=True)
        if survey is not None and survey.answers:
            raise rules.HasAnswers
        survey = survey or Survey(
            id=secrets.token_hex(16), stop_id=stop.id, session_key=session_key
        )
        survey.questions = questions
        writing.add(survey)
        writing.flush()
        writing.execute(delete(SurveyBag).where(SurveyBag.survey_id == survey.id))
        writing.add_all(_bags(survey.id, names))
        audit.record(
            "survey.open",
            staff_id=staff_id,
            stop_key=stop.key,
            subject=survey.id,
            session=session_key,
            questions=questions,
        )
        versions.bump(queries.topic(stop.key))
    return survey


def _bags(survey_id: str, names: Sequence[str]) -> list[SurveyBag]:
    """An empty bag for each question that takes a line: whoever writes first makes no row."""
    asked = [one for one in bank.questions_named(names) if one.kind == "line"]
    return [
        SurveyBag(id=secrets.token_hex(16), survey_id=survey_id, question=one.name, lines=[])
        for one in asked
    ]


def note_papers(stop: Stop, survey: Survey, number: int, *, staff_id: int) -> None:
    """Write down that so many papers were drawn, each of which can be counted once."""
    with transaction():
        audit.record(
            "survey.draw_papers",
            staff_id=staff_id,
            stop_key=stop.key,
            subject=survey.id,
            number=number,
        )
