"""Counting one person's answer, once, without keeping it as that person's."""

import secrets

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import versions
from caravan.kernel.db import transaction
from caravan.survey import passes, queries, rules
from caravan.survey.models import Survey, SurveyBag, SurveySeal
from caravan.tour import queries as tour

# Built once: the primary key is the check, no read comes before the write.
_ONCE = {
    name: dialect.insert(SurveySeal.__table__)
    .on_conflict_do_nothing()
    .returning(SurveySeal.survey_id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def count(survey: Survey, holder: str, said: rules.Said, channel: str) -> bool:
    """Count what was `said`; False, and nothing changed, where the holder was counted before.

    `holder` is a person's seal or a paper's drawn code (survey/passes.py), `channel` one of
    rules.CHANNELS. The form that is sent again after a lost answer is found by the same seal.
    A paper is refused while no more were handed over than were counted: rules.PaperNotHanded.
    """
    with transaction() as writing:
        if not _is_first(writing, survey.id, holder):
            return False
        held = queries.get_survey_by_id(survey.id, to_change=True)
        if channel == rules.PAPER:
            rules.check_handed(held.channels)
        _add(held, said, channel)
        _lay_down(writing, survey.id, said)
    return True


def hand_over(survey: Survey, holder: str) -> bool:
    """Let a paper answer for the person with the seal `holder`; False where counted before.

    Which paper it is nobody writes down.
    """
    with transaction() as writing:
        if not _is_first(writing, survey.id, holder):
            return False
        _number(queries.get_survey_by_id(survey.id, to_change=True), rules.HANDED)
    return True


def _is_first(writing: Session, survey_id: str, holder: str) -> bool:
    seal = {"survey_id": survey_id, "mark": passes.mark_of(survey_id, holder)}
    return writing.scalar(_ONCE[writing.get_bind().dialect.name], seal) is not None


def _number(survey: Survey, name: str) -> None:
    survey.channels = {**survey.channels, name: survey.channels.get(name, 0) + 1}


def _add(survey: Survey, said: rules.Said, channel: str) -> None:
    """Let the counts grow; the hall's figures of each question are renewed at its steps."""
    survey.answers += 1
    survey.tally = rules.added(survey.tally, said.marks)
    _number(survey, channel)
    shown, step = rules.renewed(survey.shown, survey.tally), rules.last_step(survey.answers)
    if (shown, step) != (survey.shown, survey.shown_answers):
        survey.shown, survey.shown_answers = shown, step
        versions.bump(queries.topic(tour.get_stop_by_id(survey.stop_id).key))


def _lay_down(writing: Session, survey_id: str, said: rules.Said) -> None:
    """Put the lines into their open bags, and write every open bag anew, with a line or without.

    A full bag is closed by the next one who is counted. So no row shows by the transaction that
    wrote it last who has put something in.
    """
    is_open = SurveyBag.survey_id == survey_id, ~SurveyBag.is_full
    for bag, name, lines in writing.execute(
        select(SurveyBag.id, SurveyBag.question, SurveyBag.lines).where(*is_open)
    ).all():
        new = [said.lines[name]] if name in said.lines else []
        if len(lines) < rules.BAG:
            changed: dict[str, object] = {"lines": sorted([*lines, *new])}
        else:
            changed = {"is_full": True}
            writing.add(
                SurveyBag(id=secrets.token_hex(16), survey_id=survey_id, question=name, lines=new)
            )
        writing.execute(update(SurveyBag).where(SurveyBag.id == bag).values(**changed))
