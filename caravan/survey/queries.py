"""Reading surveys: what is asked, who may answer, what was counted and may be shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from caravan.kernel import codes
from caravan.kernel.db import session
from caravan.kernel.small_numbers import Shown, protect, rounded, shown
from caravan.registration import queries as registration
from caravan.registration.capacity import queries as places
from caravan.registration.models import Registration
from caravan.survey import passes, rules, words
from caravan.survey.models import Survey, SurveyBag
from caravan.tour import queries as tour
from caravan.tour.bank import queries as bank
from caravan.tour.bank.models import BankQuestion
from caravan.tour.models import AgendaSession, Stop


def topic(key: str) -> str:
    """The name under which the public surveys of the stop `key`, and their figures, are counted."""
    return f"survey:{key}"


def find_survey(stop_id: int, session_key: str, *, to_change: bool = False) -> Survey | None:
    """The survey on the stop (session key "") or on its session, or None while none is open."""
    chosen = select(Survey).where(Survey.stop_id == stop_id, Survey.session_key == session_key)
    return session().scalar(chosen.with_for_update(key_share=True) if to_change else chosen)


def get_survey(stop_id: int, session_key: str) -> Survey:
    """The same; refused while none is open: rules.NotOpen."""
    found = find_survey(stop_id, session_key)
    if found is None:
        raise rules.NotOpen
    return found


def get_survey_by_id(survey_id: str, *, to_change: bool = False) -> Survey:
    """The survey with this id as it is now; `to_change`: whoever else changes it waits.

    Seals are written meanwhile, each of which holds on to the survey's key: that must not wait.
    """
    if not to_change:
        return session().get_one(Survey, survey_id)
    lock = {"key_share": True}
    return session().get_one(Survey, survey_id, with_for_update=lock, populate_existing=True)


def surveys(stop_id: int) -> dict[str, Survey]:
    """The open surveys of the stop by the key of their session, "" for that on the whole stop."""
    chosen = select(Survey).where(Survey.stop_id == stop_id).order_by(Survey.session_key)
    return {one.session_key: one for one in session().scalars(chosen)}


def questions_of(survey: Survey) -> list[BankQuestion]:
    """What the survey asks, in its order and in the versions it was opened with."""
    return bank.questions_named(survey.questions)


def sessions_with_survey(stop_id: int) -> list[AgendaSession]:
    """The public sessions of the stop that have a survey, by time."""
    asked = surveys(stop_id)
    return [one for one in tour.agenda(stop_id) if one.key in asked and not one.is_withdrawn]


def find_pass(stop: Stop, holder: Registration) -> str | None:
    """The pass of a ticket's holder; None where it was withdrawn or waits for a place.

    Two registrations of one person give the same one.
    """
    if registration.is_withdrawn(holder.id) or places.is_waiting(holder.id):
        return None
    merged = registration.merged.subquery()
    kept = (
        select(Registration.code)
        .join(merged, merged.c.kept_id == Registration.id)
        .where(merged.c.other_id == holder.id)
    )
    return passes.pass_of(stop.key, session().scalar(kept) or holder.code)


def find_holder(stop: Stop, given: str, typed: str) -> str:
    """The seal of the person with this pass, or else of whoever has the code that was typed.

    That is an entry code or a follow-up code. Refused for another stop's, a withdrawn one's, and
    for one that waits for a place: rules.UnknownHolder.
    """
    if person := passes.find_person(stop.key, given):
        return person
    holder = _find_registration(typed)
    own = find_pass(stop, holder) if holder and holder.stop_id == stop.id else None
    person = passes.find_person(stop.key, own) if own else None
    if person is None:
        raise rules.UnknownHolder
    return person


def _find_registration(typed: str) -> Registration | None:
    if code := codes.read_follow_code(typed):
        return registration.find_by_follow_code(code)
    code = codes.read_entry_code(typed)
    return registration.find_by_entry_code(code) if code else None


@dataclass(frozen=True)
class Results:
    """What a survey has brought: how many answered, the counts, and lines where they are read.

    `answers` and `channels` are rounded to 5 and hidden where they are small.
    """

    answers: Shown
    results: list[rules.Result]
    lines: list[tuple[BankQuestion, list[str]]]
    channels: dict[str, Shown]


def results(opened: Collection[Survey], *, is_over: bool) -> dict[str, Results]:
    """What staff see, by the key of the session: each question at its last step of five.

    Groups of 1 to 4 are hidden, lines come from full bags alone. `is_over`: the stop is, so that
    the last lines, too few for a bag, are read as well.
    """
    names = {name for one in opened for name in one.questions}
    known = {one.name: one for one in bank.questions_named(sorted(names))}
    chosen = select(SurveyBag).where(SurveyBag.survey_id.in_([one.id for one in opened]))
    bags = list(session().scalars(chosen))
    return {
        one.session_key: _results(
            one,
            [known[name] for name in one.questions if name in known],
            [bag for bag in bags if bag.survey_id == one.id],
            is_over=is_over,
        )
        for one in opened
    }


def _results(
    survey: Survey, asked: list[BankQuestion], bags: list[SurveyBag], *, is_over: bool
) -> Results:
    read = [
        bag for bag in bags if rules.may_be_read(len(bag.lines), survey.answers, is_over=is_over)
    ]
    told = rules.for_staff(survey.shown, survey.tally)
    return Results(
        rounded(shown(survey.answers)),
        [rules.result(one, told) for one in asked if one.kind != "line"],
        [
            (one, sorted(line for bag in read if bag.question == one.name for line in bag.lines))
            for one in asked
            if one.kind == "line"
        ],
        dict(zip(rules.CHANNELS, _channels(survey), strict=True)),
    )


def answer_word(question: rules.Asked, given: str) -> str:
    """An answer in the language of the page, for rooms that print results."""
    return words.answer(question, given)


def _channels(survey: Survey) -> Sequence[Shown]:
    """How many came which way; all of them are known, so two are hidden where one must be."""
    line = protect([survey.channels.get(channel, 0) for channel in rules.CHANNELS])
    return [rounded(count) for count in line.counts]


def hall_results(survey: Survey) -> Results | None:
    """What everybody may see: counts at each question's last step of five, from ten on; no lines.

    None before there are ten; a question that fewer have answered is left out.
    """
    if not survey.shown_answers:
        return None
    told = rules.for_hall(survey.shown)
    figures = [rules.result(one, told) for one in questions_of(survey) if one.name in told]
    return Results(survey.shown_answers, figures, [], {})
