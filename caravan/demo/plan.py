"""The plan of a rehearsal stop: a real agenda, moved to other days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from caravan.tour.stop_plan import FRIDAY, Kept, SessionPlan, StopPlan


def rehearse(plan: StopPlan, key: str, first_day: date, services: Iterable[str] = ()) -> StopPlan:
    """`plan` as a stop to practise on, with its first day on `first_day` and no edition or stage.

    Title, session keys, rooms, partners and hours stay; `services` are shown beside its own. The
    pause of the Friday prayer falls away where its day is another one. Everybody can see that it
    is no real stop.
    """
    move = first_day - plan.first_day
    return replace(
        plan,
        key=key,
        edition="",
        stage=None,
        status="open",
        rehearsal=True,
        services=tuple(dict.fromkeys((*plan.services, *services))),
        note={
            "ar": "محطة تجريبية: الأسماء والأسئلة والأجوبة من نسج الخيال.",
            "fr": "Répétition, pour s’exercer : noms, questions et réponses sont inventés.",
        },
        kept=tuple(
            Kept("friday_prayer", "rehearsal", "The days of a rehearsal are any days.", one.key)
            for one in plan.sessions
            if one.kind != "pause"
        ),
        days=tuple(replace(day, date=day.date + move) for day in plan.days),
        sessions=tuple(
            replace(one, day=one.day + move)
            for one in plan.sessions
            if not _is_prayer(plan, one) or (one.day + move).isoweekday() == FRIDAY
        ),
    )


def _is_prayer(plan: StopPlan, session: SessionPlan) -> bool:
    """Whether it is the pause in the prayer block of a Friday."""
    blocks = [plan.block_of(day) for day in plan.days if day.date == session.day]
    return session.kind == "pause" and any(
        block[0] < session.ends and session.starts < block[1] for block in blocks if block
    )
