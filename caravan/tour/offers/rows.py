"""Services, partners, offers and shifts between their tables and plain values: the same names."""

from dataclasses import fields
from typing import Any

from caravan.kernel.db import Base
from caravan.tour.catalogue import Service as ServicePlan
from caravan.tour.models import Service
from caravan.tour.offers.models import Offer, Organisation, StandShift
from caravan.tour.offers.plan import OfferPlan, OrganisationPlan, ShiftPlan

Entry = ServicePlan | OrganisationPlan | OfferPlan
_PLANS: dict[type[Base], type[Any]] = {
    Service: ServicePlan,
    Organisation: OrganisationPlan,
    Offer: OfferPlan,
    StandShift: ShiftPlan,
}


def plan_of(row: Base) -> Any:
    """What the row of one of these tables says, as a plain value."""
    plan = _PLANS[type(row)]
    values = {field.name: getattr(row, field.name) for field in fields(plan)}
    return plan(
        **{name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
    )


def values_of(plan: Entry | ShiftPlan) -> dict[str, Any]:
    """The columns that `plan` fills, its code included."""
    values = {field.name: getattr(plan, field.name) for field in fields(plan)}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in values.items()}
