"""Filling a rehearsal stop with invented people and offers, arrivals, questions and answers."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from caravan.accounts import actions as accounts
from caravan.accounts import queries as staff
from caravan.checkin import actions as checkin
from caravan.demo import rules
from caravan.followup import actions as followup
from caravan.followup.rules import PromiseDetails
from caravan.kernel.clock import now, today
from caravan.kernel.db import transaction
from caravan.registration import actions as registration
from caravan.registration.rules import Details
from caravan.survey import actions as survey
from caravan.survey import queries as surveys
from caravan.survey.rules import CHANNELS, PAPER, WHOLE_STOP, Said, answers_to
from caravan.tour import queries as tour
from caravan.tour.bank import queries as bank
from caravan.tour.models import Stop
from caravan.tour.offers import actions as offers
from caravan.tour.offers import queries as offered
from caravan.voice import actions as voice
from caravan.voice import queries as said
from caravan.voice.rounds import actions as rounds
from caravan.voice.rounds import queries as spoken
from caravan.voice.rules import (
    ANSWERED,
    APPROVED,
    DECLINED,
    QUESTION_STATES,
    RECEIVED,
    REJECTED,
    Words,
)

PLAYER = "rehearsal@caravan.local"
_SURVEYED = 48
Progress = Callable[[int, int], None]


def fill(stop: Stop, *, attendees: int, seed: int, progress: Progress | None = None) -> None:
    """Put `attendees` invented people on the rehearsal `stop`, and what they say, all or nothing.

    The same seed gives the same people, so that a second time adds nobody. Refused: NotARehearsal.
    """
    if not stop.is_rehearsal:
        raise rules.NotARehearsal(key=stop.key)
    days = [day.date for day in stop.days]
    with transaction():
        player = _player()
        for done, person in enumerate(rules.people(attendees, seed, days, now()), 1):
            _come(stop, person, player)
            if progress and done % 50 == 0:
                progress(done, attendees)
        _speak(stop, player)
        _offer(stop, player)
        _answer_survey(stop, player)
    if progress:
        progress(attendees, attendees)


def _player() -> int:
    """The account in whose name rehearsals are played; nobody can sign in with it."""
    known = staff.find_by_email(PLAYER)
    return (known or accounts.add_staff(PLAYER, "organiser", None)).id


def _come(stop: Stop, person: rules.Invented, player: int) -> None:
    details = Details(
        full_name=person.full_name,
        category=person.category,
        once=person.once,
        phone=person.phone,
        companions=person.companions,
        latin_name=person.latin_name,
    )
    row = registration.register(stop, details, now=now())
    for at in person.arrivals:
        checkin.record_arrival(
            stop,
            row.entry_code,
            arrival_id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{row.code}{at.date()}")),
            gate=str(1 + row.id % 2),
            staff_id=player,
            at=at,
        )


def _speak(stop: Stop, player: int) -> None:
    """Say what is not said yet; what was said before keeps the state it has by now."""
    asked = {row.body for row in said.questions(stop.id, QUESTION_STATES)}
    suggested = {row.body for row in said.suggestions(stop.id)}
    written = rules.speech()
    questions = [one for one in written["question"] if one["body"] not in asked]
    suggestions = [one for one in written["suggestion"] if one["body"] not in suggested]
    for one in questions:
        voice.ask(stop, _words(one), now=now())
    for one in suggestions:
        voice.suggest(stop, _words(one), now=now())
    if found := spoken.find_open(stop.id):  # what waits for its batch comes out with the half-day
        rounds.let_out(found, now=now() + timedelta(days=1))
    for one in questions:
        _decide(stop, one, player)
    for one in suggestions:
        _decide_suggestion(stop, one, player)


def _offer(stop: Stop, player: int) -> None:
    """Offers and shifts of the stop's partners; one that is there stays as it is by now."""
    partners = tour.partners_of(stop.id)
    catalogue = [one.organisation for one in partners if one.organisation]
    for plan in rules.offers(catalogue, stop.key, today()):
        if offered.find_entry("offers", plan.code) is None:
            offers.save("offers", plan, seen="", staff_id=player)
    for day in stop.days if not offered.shifts_of(stop.id) else ():
        for shift in rules.shifts((one.key for one in partners), day.date, day.opens, day.closes):
            offers.add_shift(stop, shift, staff_id=player)


def _answer_survey(stop: Stop, player: int) -> None:
    """An open survey with answers of all kinds; one that is open already stays as it is by now."""
    questions = bank.proposed("stop")
    if not questions or surveys.find_survey(stop.id, WHOLE_STOP):
        return
    names = [one.name for one in questions]
    opened = survey.open_survey(stop, WHOLE_STOP, names, staff_id=player)
    lines = [one["body"] for one in rules.speech()["suggestion"]]
    for number in range(_SURVEYED):
        marks = {
            one.name: possible[number * number % 7 % len(possible)]
            for one in questions
            if (possible := answers_to(one))
        }
        line = lines[number % len(lines)] if number % 4 == 0 else ""
        texts = {one.name: line for one in questions if one.kind == "line" and line}
        channel = CHANNELS[number % 9 % len(CHANNELS)]
        if channel == PAPER:
            survey.hand_over(opened, f"rehearsal {number} at the desk")
        survey.count(opened, f"rehearsal {number}", Said(marks, texts), channel)


def _decide(stop: Stop, one: dict[str, Any], player: int) -> None:
    rows = said.questions(stop.id, (RECEIVED,))
    row = next((row for row in rows if row.body == one["body"]), None)
    if row is None:  # a moderator has edited or grouped it, or made it private
        return
    if one["state"] == REJECTED:
        voice.reject(row.id, one["reason"], player)
    if one["state"] in (APPROVED, ANSWERED):
        voice.approve(row.id, player)
        for phone in range(one["me_too"]):
            voice.add_me_too(stop, row.id, f"rehearsal {phone}")
    if one["state"] == ANSWERED:
        followup.answer(row.id, one["answer"], promise=_promise(one), staff_id=player)


def _promise(one: dict[str, Any]) -> PromiseDetails | None:
    if "promise" not in one:
        return None
    due = today() + timedelta(days=one["due_in_days"])
    return PromiseDetails(body=one["promise"], owner=one["owner"], due=due)


def _decide_suggestion(stop: Stop, one: dict[str, Any], player: int) -> None:
    rows = said.suggestions(stop.id, (RECEIVED,))
    row = next((row for row in rows if row.body == one["body"]), None)
    if row is not None and one["state"] != RECEIVED:
        if one["state"] == DECLINED:
            voice.propose_refusal(row.id, one["reason"], player, mark=None)
        else:
            voice.set_suggestion_state(row.id, one["state"], player)


def _words(one: dict[str, Any]) -> Words:
    return Words(body=one["body"], service=one["service"], page_language=one["language"])
