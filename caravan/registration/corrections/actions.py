"""Writing a correction: all of it or nothing, never beyond the safety limit of the hall."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from caravan.kernel import outbox
from caravan.kernel.db import transaction
from caravan.registration import actions, queries
from caravan.registration import rules as registered
from caravan.registration.capacity import actions as places
from caravan.registration.capacity import queries as hall
from caravan.registration.capacity.rules import FEWER
from caravan.registration.corrections import rules
from caravan.registration.families import actions as families
from caravan.registration.families.models import Companion
from caravan.registration.families.queries import companions_of
from caravan.registration.messages import actions as messages
from caravan.registration.models import Registration


def correct(person: Registration, said: rules.Correction, *, now: datetime) -> None:
    """Keep what the person says now of situation, telephone and companions.

    Refused: TicketWithdrawn; NoPlaceForMore. Places that are given back go to those who wait.
    Messages that wait for another number are not sent there; the new one gets the confirmation.
    """
    with transaction() as writing:
        limit = places.take_turn(person.stop_id)  # before anything is written: always in this order
        if queries.is_withdrawn(person.id):
            raise registered.TicketWithdrawn
        held = writing.get_one(Registration, person.id, populate_existing=True)
        is_placed = not hall.is_waiting(held.id)
        more = said.companions - held.companions
        if is_placed and more > 0 and limit is not None:
            waits = hall.somebody_waits(held.stop_id, limit)
            taken = hall.taken(held.stop_id)
            rules.refuse_beyond(more, taken=taken, limit=limit, somebody_waits=waits)
        if said.category != held.category:
            held.once_key = actions.let_go(held)
        is_reached_anew = said.phone != held.phone
        held.category, held.phone, held.companions = said.category, said.phone, said.companions
        _bring(writing, held.id, said, now)
        places.fill_places(held.stop_id, cause=FEWER, now=now)
        if is_reached_anew:
            outbox.give_up(outbox.person_mark(held.code))
            messages.confirm_all([held.id] if is_placed else [])


def _bring(writing: Session, person_id: int, said: rules.Correction, now: datetime) -> None:
    writing.flush()
    if tuple(companions_of(person_id)) != said.family:
        writing.execute(delete(Companion).where(Companion.registration_id == person_id))
        families.bring(person_id, said.family, now)
