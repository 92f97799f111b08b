"""Reading what a summary tells beside people, questions and promises, for any number of stops."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, or_, select

from caravan.checkin.models import Arrival, ArrivalUndo
from caravan.followup import rules
from caravan.followup.closing import queries
from caravan.followup.items import rules as item_rules
from caravan.followup.items.queries import SPOKEN
from caravan.followup.models import KeptHeadcount, Promise, PromiseKept
from caravan.followup.report.beside import Announced, Beside, Figure, Interest, Visit
from caravan.kernel.db import session
from caravan.kernel.headcounts import count_heads, heads, release, sum_heads
from caravan.kernel.heads import NOBODY, Heads
from caravan.registration import queries as registration
from caravan.survey import queries as survey
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.tour.offers import queries as offers
from caravan.voice.models import Question

_VOICES, _TOLD = "voices", "told"


def beside(stop: Stop, lang: str, today: date) -> Beside:
    """Everything of the stop, its texts in `lang`."""
    told = _released(stop.id)
    before, others = _other_stops(stop, today)
    visits = {one.stop.id: one for one in _visits([stop, *before, *others])}
    return Beside(
        texts={
            block: one.body
            for (block, language), one in queries.texts(stop.id).items()
            if language == lang
        },
        figures={key: Figure(*one) for key, one in queries.standing(stop.id).items()},
        interests=_interests(stop.id, told),
        stands=offers.stands_of(stop),
        shifts=Counter(one.partner for one in offers.shifts_of(stop.id)),
        surveys=survey.results(
            list(survey.surveys(stop.id).values()), is_over=stop.last_day < today
        ),
        announced=_announced(stop),
        here=visits[stop.id],
        last=visits[before[0].id] if before else None,
        tour=[visits[one.id] for one in others],
    )


def _released(stop_id: int) -> dict[str, dict[str, Heads]]:
    """People by service: those who spoke and those who told it at a desk."""
    counts = _speakers(stop_id)
    told = release({f"{name}:{stop_id}": one for name, one in counts.items()})
    return {name: told[f"{name}:{stop_id}"] for name in counts}


_IS_HIDDEN = or_(
    (SPOKEN.c.kind == item_rules.QUESTION) & SPOKEN.c.state.in_(("received", "rejected")),
    (SPOKEN.c.kind == item_rules.SUGGESTION) & (SPOKEN.c.state == "received"),
)
"""A question that was rejected, and what nobody has read yet, is left out of the interest."""


def _interests(stop_id: int, told: Mapping[str, Mapping[str, Heads]]) -> dict[str, Interest]:
    """By service, with the people as they were released."""
    chosen = (
        select(SPOKEN.c.service_code, SPOKEN.c.kind, func.count())
        .where(SPOKEN.c.stop_id == stop_id, ~_IS_HIDDEN)
        .group_by(SPOKEN.c.service_code, SPOKEN.c.kind)
    )
    texts = {(code, kind): number for code, kind, number in session().execute(chosen)}
    return {
        code: Interest(
            texts.get((code, item_rules.QUESTION), 0),
            texts.get((code, item_rules.SUGGESTION), 0),
            *(told[name].get(code, NOBODY) for name in (_VOICES, _TOLD)),
        )
        for code, _kind in texts
    }


def _speakers(stop_id: int) -> dict[str, dict[str, Heads]]:
    is_note = (SPOKEN.c.kind == item_rules.NOTE).label("is_note")
    chosen = (
        select(SPOKEN.c.service_code, is_note, sum_heads(SPOKEN.c.voices))
        .where(SPOKEN.c.stop_id == stop_id, ~_IS_HIDDEN)
        .group_by(SPOKEN.c.service_code, "is_note")
    )
    found: dict[str, dict[str, Heads]] = {_VOICES: {}, _TOLD: {}}
    for code, at_desk, number in session().execute(chosen):
        found[_TOLD if at_desk else _VOICES][code] = number
    return found


def _announced(stop: Stop) -> dict[str, Announced] | None:
    """The sessions of the last release before the first day, or of the first one; else None."""
    releases = sorted(tour.releases_of(stop.id), key=lambda one: one.number)
    before = [one for one in releases if one.published_at.date() < stop.first_day]
    chosen = before[-1] if before else (releases[0] if releases else None)
    if chosen is None or chosen.number == stop.release:
        return None
    plan = tour.find_plan(chosen, stop.key)
    if plan is None:
        return None
    return {one.key: Announced(one.day, one.starts) for one in plan.sessions if not one.internal}


def _other_stops(stop: Stop, today: date) -> tuple[list[Stop], list[Stop]]:
    """The last stop before in the same prefecture (one or none), the others of its edition."""
    over = [
        one
        for one in tour.stops()
        if one.id != stop.id
        and one.status != "cancelled"
        and one.last_day < today
        and one.is_rehearsal == stop.is_rehearsal
    ]
    before = [
        one
        for one in over
        if one.prefecture_code == stop.prefecture_code and one.last_day < stop.first_day
    ]
    edition = [one for one in over if (one.tour, one.edition) == (stop.tour, stop.edition)]
    return before[-1:], edition


def _visits(stops: Collection[Stop]) -> list[Visit]:
    """The numbers of the stops, in as many statements for forty as for one."""
    known = {one.id: one for one in stops}
    came, questions, promises = _came(known), _questions(known), _promises(known)
    return [
        Visit(
            stop=stop,
            came=came[stop.id],
            questions=questions[stop.id, rules.APPROVED] + questions[stop.id, rules.ANSWERED],
            answered=questions[stop.id, rules.ANSWERED],
            promises=promises[stop.id, False] + promises[stop.id, True],
            kept=promises[stop.id, True],
        )
        for stop in known.values()
    ]


def _came(stop_ids: Collection[int]) -> dict[int, Heads]:
    """How many people came, by stop, each once; the numbers kept where the rows are erased."""
    merged = registration.merged.subquery()
    person = func.coalesce(merged.c.kept_id, Arrival.registration_id)
    chosen = (
        select(Arrival.stop_id, count_heads(person.distinct()))
        .outerjoin(merged, merged.c.other_id == Arrival.registration_id)
        .where(Arrival.stop_id.in_(stop_ids), Arrival.id.not_in(select(ArrivalUndo.arrival_id)))
        .group_by(Arrival.stop_id)
    )
    counts = dict.fromkeys(stop_ids, NOBODY) | dict(session().execute(chosen).all())
    kept = select(KeptHeadcount).where(KeptHeadcount.stop_id.in_(stop_ids))
    for one in session().scalars(kept):
        counts[one.stop_id] = sum(heads(one.came).values(), NOBODY)
    told = release({f"came:{stop_id}": {"came": number} for stop_id, number in counts.items()})
    return {stop_id: told[f"came:{stop_id}"]["came"] for stop_id in counts}


def _questions(stop_ids: Collection[int]) -> Counter[tuple[int, str]]:
    chosen = (
        select(Question.stop_id, Question.state, func.count())
        .where(Question.stop_id.in_(stop_ids))
        .group_by(Question.stop_id, Question.state)
    )
    return Counter({(stop, state): number for stop, state, number in session().execute(chosen)})


def _promises(stop_ids: Collection[int]) -> Counter[tuple[int, bool]]:
    is_kept = PromiseKept.promise_id.is_not(None).label("is_kept")
    chosen = (
        select(Promise.stop_id, is_kept, func.count())
        .outerjoin(PromiseKept, PromiseKept.promise_id == Promise.id)
        .where(Promise.stop_id.in_(stop_ids))
        .group_by(Promise.stop_id, "is_kept")
    )
    return Counter({(stop, bool(kept)): number for stop, kept, number in session().execute(chosen)})
