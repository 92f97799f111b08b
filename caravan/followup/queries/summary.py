"""Reading all that a stop's summary tells, in a number of queries that does not grow."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from flask import current_app
from sqlalchemy import func, or_, select

from caravan.checkin import queries as checkin
from caravan.checkin.models import Arrival, ArrivalUndo
from caravan.followup import people, report, rules
from caravan.followup.closing.queries.beside import beside
from caravan.followup.items import queries as items
from caravan.followup.models import KeptHeadcount
from caravan.followup.queries.answers import answers_of, promises
from caravan.kernel.clock import now, to_wall, today
from caravan.kernel.db import session
from caravan.kernel.headcounts import count_heads, heads, release, release_beside
from caravan.kernel.heads import Heads
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
    """Who came to `stop`: protected counts by day, hour, gate and category."""
    if kept := session().get(KeptHeadcount, stop.id):  # the rows were erased, the numbers are kept
        sides = {"came": heads(kept.came), "away": heads(kept.away)}
        counted = kept.hours
    else:
        sides = dict(zip(("came", "away"), came_and_away(stop.id), strict=True))
        counted = [list(one) for one in arrived(stop.id)]
    arrivals = heads({_named(*when): number for *when, number in counted})
    # Who comes leaves those who stay away for those who came: the two are released as one group.
    both = {f"{side} {name}": n for side, counts in sides.items() for name, n in counts.items()}
    names = f"people:{stop.id}", f"arrivals:{stop.id}"
    # Who registers meanwhile would not hide who came.
    told = release_beside(dict(zip(names, (both, arrivals), strict=True)), alone="came ")
    persons, came_in = (told[name] for name in names)
    return people.count_people(
        [day.date for day in stop.days],
        _counted(persons.counts, came_in.counts),
        registration.category_words(),
        before=_counted(persons.before or {}, came_in.before or {}),
    )


def _counted(both: Mapping[str, Heads], arrivals: Mapping[str, Heads]) -> people.Counted:
    return people.Counted(
        {_day_hour_gate(name): number for name, number in arrivals.items()},
        _side(both, "came"),
        _side(both, "away"),
    )


def arrived(stop_id: int) -> list[tuple[str, int, str, int]]:
    """Day, hour on Moroccan clocks and gate, with the number of arrivals; one a person and day."""
    counted = Counter(
        (one.day.isoformat(), to_wall(one.arrived_at).hour, one.gate)
        for one in checkin.arrivals(stop_id)
    )
    return [(*when, number) for when, number in sorted(counted.items())]


def _named(day: str, hour: int, gate: str = "") -> str:
    """What is released under one name ("2027-02-05 09 A"): hours and gates move together."""
    return f"{day} {hour:02d} {gate}"


def _day_hour_gate(name: str) -> tuple[date, int, str]:
    day, hour, gate = name.split(" ", 2)
    return date.fromisoformat(day), int(hour), gate


def _side(both: Mapping[str, Heads], side: str) -> dict[str, Heads]:
    split = [(name.split(), number) for name, number in both.items()]
    return {category: number for (of, category), number in split if of == side}


def material(stop: Stop, lang: Lang) -> report.Material:
    """What the summary of `stop` is written from, as things stand now."""
    # First what may be released, and so written: rows that were read before would be read again.
    name = f"private:{stop.id}"
    came, private = headcount(stop), release({name: moderation.private_themes(stop.id)})[name]
    more = beside(stop, lang, today())
    questions, ideas = voice.questions(stop.id), voice.suggestions(stop.id)
    return report.Material(
        stop=stop,
        lang=lang,
        moment=now(),
        public_url=current_app.config["SETTINGS"].public_url,
        headcount=came,
        sessions=tour.agenda(stop.id),
        services=tour.all_services(),
        questions=questions,
        asked=_asked(stop.id),
        private=private,
        answers=answers_of([one.id for one in questions] + [one.id for one in ideas]),
        promises=promises(stop.id),
        suggestions=ideas,
        categories=registration.category_words(),
        given=_given([one.id for one in questions if one.state == rules.APPROVED]),
        beside=more,
    )


def _given(question_ids: list[str]) -> dict[str, report.Given]:
    names = {one.code: one.name for one in duties.bodies()}
    return {
        item_id: report.Given(names[one.body_code], one.due)
        for item_id, one in items.assignments_of(question_ids).items()
    }


def came_and_away(stop_id: int) -> tuple[dict[str, Heads], dict[str, Heads]]:
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
        select(Registration.category, is_here.label("is_here"), count_heads())
        .where(Registration.stop_id == stop_id, ~is_other, or_(is_here, ~registration.IS_WITHDRAWN))
        .group_by(Registration.category, "is_here")
    )
    came, away = dict[str, Heads](), dict[str, Heads]()
    for category, here, number in session().execute(chosen):
        (came if here else away)[category] = number
    return came, away


def _asked(stop_id: int) -> dict[str, int]:
    """How many questions there are that are not shown, by state."""
    chosen = (
        select(Question.state, func.count())
        .where(Question.stop_id == stop_id, Question.state.in_((rules.RECEIVED, rules.REJECTED)))
        .group_by(Question.state)
    )
    return dict(session().execute(chosen).all())
