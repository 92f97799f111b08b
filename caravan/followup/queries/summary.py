"""Reading all that a stop's summary tells, in a number of queries that does not grow."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

from flask import current_app
from sqlalchemy import func, or_, select

from caravan.checkin import queries as checkin
from caravan.checkin.models import Arrival, ArrivalUndo
from caravan.followup import people, report, rules
from caravan.followup.closing.queries.beside import beside
from caravan.followup.items import queries as items
from caravan.followup.models import KeptHeadcount
from caravan.followup.queries.answers import answers_of, promises
from caravan.kernel.clock import now, to_instant, today
from caravan.kernel.db import session
from caravan.kernel.i18n import in_language
from caravan.press.summary.facts import StopSummary
from caravan.press.words import Lang
from caravan.registration import queries as registration
from caravan.registration.models import Registration
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties
from caravan.tour.models import Stop
from caravan.voice import queries as voice
from caravan.voice.models import Question
from caravan.voice.moderation import queries as moderation


def stop_facts(stop: Stop, lang: Lang) -> StopSummary:
    """What the summary of `stop` prints in `lang`, as things stand now; people are protected."""
    with in_language(lang):
        return report.write(material(stop, lang))


def headcount(stop: Stop) -> people.Headcount:
    """Who came to `stop`: protected counts by day, hour and category."""
    order = registration.category_words()
    days = [day.date for day in stop.days]
    if kept := session().get(KeptHeadcount, stop.id):  # the rows were erased, the numbers are kept
        return people.count_people(days, _kept_arrivals(kept), kept.came, kept.away, order)
    came, away = came_and_away(stop.id)
    arrivals = ((one.day, one.arrived_at) for one in checkin.arrivals(stop.id))
    return people.count_people(days, arrivals, came, away, order)


def _kept_arrivals(kept: KeptHeadcount) -> Iterator[tuple[date, datetime]]:
    for written, hour, number in kept.hours:
        day = date.fromisoformat(written)
        yield from [(day, to_instant(day, time(hour)))] * number


def material(stop: Stop, lang: Lang) -> report.Material:
    """What the summary of `stop` is written from, as things stand now."""
    questions = voice.questions(stop.id)
    return report.Material(
        stop=stop,
        lang=lang,
        moment=now(),
        public_url=current_app.config["SETTINGS"].public_url,
        headcount=headcount(stop),
        sessions=tour.agenda(stop.id),
        services=tour.all_services(),
        questions=questions,
        asked=_asked(stop.id),
        private=moderation.private_themes(stop.id),
        answers=answers_of([question.id for question in questions]),
        promises=promises(stop.id),
        suggestions=voice.suggestions(stop.id),
        categories=registration.category_words(),
        given=_given([one.id for one in questions if one.state == rules.APPROVED]),
        beside=beside(stop, lang, today()),
    )


def _given(question_ids: list[str]) -> dict[str, report.Given]:
    names = {one.code: one.name for one in duties.bodies()}
    return {
        item_id: report.Given(names[one.body_code], one.due)
        for item_id, one in items.assignments_of(question_ids).items()
    }


def came_and_away(stop_id: int) -> tuple[Counter[str], Counter[str]]:
    """How many people of each category came at least once, and how many registered and did not.

    Who came and withdrew afterwards came; who withdrew without coming is left out. Registrations
    that were found to be one person are that person, whichever ticket came in.
    """
    merged = registration.merged.subquery()
    standing = (
        select(func.coalesce(merged.c.kept_id, Arrival.registration_id))
        .select_from(Arrival)
        .outerjoin(merged, merged.c.other_id == Arrival.registration_id)
        .where(Arrival.stop_id == stop_id, Arrival.id.not_in(select(ArrivalUndo.arrival_id)))
    )
    is_here = Registration.id.in_(standing)
    is_other = Registration.id.in_(select(registration.merged.subquery().c.other_id))
    chosen = (
        select(Registration.category, is_here.label("is_here"), func.count())
        .where(Registration.stop_id == stop_id, ~is_other, or_(is_here, ~registration.IS_WITHDRAWN))
        .group_by(Registration.category, "is_here")
    )
    came, away = Counter[str](), Counter[str]()
    for category, here, number in session().execute(chosen):
        (came if here else away)[category] += number
    return came, away


def _asked(stop_id: int) -> dict[str, int]:
    """How many questions there are that are not shown, by state."""
    chosen = (
        select(Question.state, func.count())
        .where(Question.stop_id == stop_id, Question.state.in_((rules.RECEIVED, rules.REJECTED)))
        .group_by(Question.state)
    )
    return dict(session().execute(chosen).all())
