"""Reading who is to be written to."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, select

from caravan.kernel.db import session
from caravan.registration.messages.models import ReminderRound
from caravan.registration.messages.rules import ASKING
from caravan.registration.models import Consent, Registration
from caravan.registration.queries import GONE, HAS_PLACE, merged
from caravan.registration.rights.models import Opposition
from caravan.registration.rules import OFF
from caravan.tour.models import Stop

_ITSELF = select(Opposition.registration_id).where(Opposition.lifted_at.is_(None))
_SAME = merged.subquery()
# Said with one ticket, it is said for the person, as long as the tickets are one person's.
OPPOSED = _ITSELF.union_all(
    select(_SAME.c.kept_id).where(_SAME.c.other_id.in_(_ITSELF)),
    select(_SAME.c.other_id).where(_SAME.c.kept_id.in_(_ITSELF)),
)
"""The registrations of whoever wants no messages, said with whichever of the own tickets."""

ASKABLE = and_(
    Registration.phone.is_not(None), Registration.id.not_in(GONE), Registration.id.not_in(OPPOSED)
)
"""Whether the registration of the row at hand has a number, counts, and wants messages."""
AGREED = select(Consent.registration_id).where(Consent.purpose == ASKING)
"""The registrations whose holder agreed to be asked whether a promise is solved."""


def may_be_asked(registration_id: int) -> bool:
    """Whether this person has a number and wants messages, whatever was agreed to."""
    chosen = select(Registration.id).where(Registration.id == registration_id, ASKABLE)
    return session().scalar(chosen) is not None


def has_agreed(registration_id: int) -> bool:
    """Whether this person agreed to be asked whether a promise is solved."""
    chosen = AGREED.where(Consent.registration_id == registration_id).limit(1)
    return session().scalar(chosen) is not None


def reached(stop_id: int, *, also_waiting: bool = False) -> list[Registration]:
    """The people of the stop who gave a number, have a place (or wait for one), want messages."""
    chosen = select(Registration).where(
        Registration.stop_id == stop_id,
        Registration.phone.is_not(None),
        Registration.id.not_in(GONE) if also_waiting else HAS_PLACE,
        Registration.id.not_in(OPPOSED),
    )
    return list(session().scalars(chosen.order_by(Registration.id)))


def registrations(ids: Iterable[int]) -> list[Registration]:
    """Those registrations who want messages, in the order of registering."""
    chosen = select(Registration).where(
        Registration.id.in_(list(ids)), Registration.id.not_in(OPPOSED)
    )
    return list(session().scalars(chosen.order_by(Registration.id)))


def stops_to_remind_of(first_day: date) -> Iterable[Stop]:
    """The stops that begin on that day, are held, and whose people were not reminded of it yet."""
    done = select(ReminderRound.stop_id).where(ReminderRound.first_day == first_day)
    chosen = select(Stop).where(
        Stop.first_day == first_day,
        Stop.status.not_in(OFF),
        Stop.is_rehearsal.is_(False),
        Stop.id.not_in(done),
    )
    return session().scalars(chosen).all()
