"""The forms of the agenda editor, by the kind of part that they send."""

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


def label_of(kind: str, line: str) -> str:
    """What the line of a part is called beside its field."""
    return str(getattr(FORMS[kind], line).args[0])


__all__ = ["FORMS", "OrderedField", "PartForm", "PlaceForm", "SessionForm", "label_of"]
