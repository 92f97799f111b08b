"""Forms of the catalogue (services, partners, offers) and of the shifts at the stands."""

from caravan.tour.offers.forms.entries import (
    FORMS,
    EntryForm,
    OfferForm,
    OrganisationForm,
    ServiceForm,
)
from caravan.tour.offers.forms.fields import Difference
from caravan.tour.offers.forms.shifts import ShiftForm

__all__ = [
    "FORMS",
    "Difference",
    "EntryForm",
    "OfferForm",
    "OrganisationForm",
    "ServiceForm",
    "ShiftForm",
]
