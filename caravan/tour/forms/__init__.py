"""Forms of the tour: what the agenda editor sends."""

from caravan.tour.editor.parts import FACTS
from caravan.tour.forms.lists import DayForm, FactsForm, HallForm, PartnerForm, SpeakerForm
from caravan.tour.forms.parts import OrderedField, PartForm
from caravan.tour.forms.session import PlaceForm, SessionForm

FORMS: dict[str, type[PartForm]] = {
    FACTS: FactsForm,
    "days": DayForm,
    "rooms": HallForm,
    "speakers": SpeakerForm,
    "partners": PartnerForm,
    "sessions": SessionForm,
}
"""The form of each kind of part; their fields are its lines."""

__all__ = ["FORMS", "OrderedField", "PartForm", "PlaceForm", "SessionForm"]
