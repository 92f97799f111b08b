"""Reading services, partners, offers, stands and shifts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour import queries as tour
from caravan.tour.models import Partner, Service, Stop, StopService
from caravan.tour.offers import rules
from caravan.tour.offers.models import Offer, Organisation, StandShift
from caravan.tour.offers.plan import OfferPlan, OrganisationPlan
from caravan.tour.offers.rows import plan_of

LISTS: dict[str, type[Any]] = {
    "services": Service,
    "organisations": Organisation,
    "offers": Offer,
}
"""The lists of the catalogue that staff edit, by the name that their addresses have."""
_OFFERS = select(Offer).join(Offer.organisation)
_IN_ORDER = (Organisation.position, Organisation.code, Offer.position, Offer.code)


def organisations() -> list[Organisation]:
    """Every partner of the catalogue, in its order."""
    chosen = select(Organisation).order_by(Organisation.position, Organisation.code)
    return list(session().scalars(chosen))


def offers() -> list[Offer]:
    """Every offer, of ended ones too, partner by partner."""
    return list(session().scalars(_OFFERS.order_by(*_IN_ORDER)))


def offers_today(day: date, service: str | None = None) -> list[Offer]:
    """The offers that hold on `day`, those that end first at the head; of one service or of all."""
    chosen = _OFFERS.where(Offer.service == service) if service else _OFFERS
    found = session().scalars(chosen.order_by(*_IN_ORDER))
    return rules.current(found, day, last_days())


def offers_at(stand: Partner, stop: Stop, day: date) -> list[Offer]:
    """What the partner of the stand offers at this stop on `day`."""
    if stand.organisation is None:
        return []
    chosen = _OFFERS.where(Offer.partner == stand.organisation).order_by(*_IN_ORDER)
    return rules.current(session().scalars(chosen), day, {stop.key: stop.last_day})


def last_days() -> dict[str, date]:
    """The last day of every published stop that is not cancelled, by its key."""
    chosen = select(Stop.key, Stop.last_day).where(Stop.status != "cancelled")
    return {row.key: row.last_day for row in session().execute(chosen)}


def titles_of(keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """The titles of published stops, by key."""
    chosen = select(Stop.key, Stop.title).where(Stop.key.in_(set(keys)))
    return {row.key: row.title for row in session().execute(chosen)}


def get_service(code: str) -> Service:
    """The service with this code; refused when there is none."""
    found: Service = get_entry("services", code)
    return found


def find_entry(name: str, code: str) -> Any:
    """The row of one of the LISTS with this code, or None; a list that is none is refused."""
    if name not in LISTS:
        raise NotFound
    return session().get(LISTS[name], code)


def get_entry(name: str, code: str) -> Any:
    """The row of one of the LISTS with this code; refused when there is none."""
    return find_entry(name, code) or _missing()


def stops_showing(service: str, day: date) -> list[tuple[Stop, list[Partner]]]:
    """The stops from `day` on that show the service, the next first, with their stands for it."""
    chosen = (
        select(Stop)
        .join(StopService, StopService.stop_id == Stop.id)
        .where(StopService.service_code == service, Stop.last_day >= day)
        .where(Stop.status != "cancelled")
        .order_by(Stop.first_day, Stop.key)
    )
    stops = list(session().scalars(chosen))
    stands = defaultdict(list)
    there = select(Partner).where(Partner.stop_id.in_([stop.id for stop in stops]))
    for partner in session().scalars(there.order_by(Partner.position)):
        if service in partner.services:
            stands[partner.stop_id].append(partner)
    return [(stop, rules.by_stand(stands[stop.id])) for stop in stops]


def stands_of(stop: Stop) -> list[Partner]:
    """The partners of the stop as one walks along their stands."""
    return rules.by_stand(tour.partners_of(stop.id))


def get_stand(stop: Stop, key: str) -> Partner:
    """The partner at the stop with this key; refused when there is none."""
    chosen = select(Partner).where(Partner.stop_id == stop.id, Partner.key == key)
    return session().scalar(chosen) or _missing()


def shifts_of(stop_id: int) -> list[StandShift]:
    """Who stands at the stands of the stop, by time."""
    by_time = (StandShift.day, StandShift.starts, StandShift.ends, StandShift.id)
    chosen = select(StandShift).where(StandShift.stop_id == stop_id).order_by(*by_time)
    return list(session().scalars(chosen))


def get_shift(stop_id: int, shift_id: int) -> StandShift:
    """The shift of the stop with this id; refused when there is none."""
    found = session().get(StandShift, shift_id)
    return found if found and found.stop_id == stop_id else _missing()


def everything() -> tuple[list[OrganisationPlan], list[OfferPlan]]:
    """Partners and offers as they stand, for the file."""
    return [plan_of(row) for row in organisations()], [plan_of(row) for row in offers()]


def _missing() -> NoReturn:
    raise NotFound
