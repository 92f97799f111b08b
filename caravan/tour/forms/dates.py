"""Forms of the planner's calendar: a lunar date moved, days to avoid."""

from wtforms import BooleanField, HiddenField

from caravan.kernel.forms import RoomForm
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.forms.fields import both, day, line
from caravan.tour.season.year import Avoided


class FeastForm(RoomForm):
    """On which day a feast begins; `seen` is the day that the page showed."""

    day = day(_l("First day"))
    seen = HiddenField()


class AvoidedForm(RoomForm):
    """Days on which no stop is held, and why; `seen` is the mark of those on the page."""

    seen = HiddenField()
    first = day(_l("First day"))
    last = day(_l("Last day"), required=False)
    yearly = BooleanField(_l("Every year on these days"))
    reason_ar = line(_l("Reason in Arabic"), _l("The Arabic text is missing."))
    reason_fr = line(_l("Reason in French"), _l("The French text is missing."))

    def span(self, key: str, before: dict[str, str] | None = None) -> Avoided:
        """The days as filled in, a single one where no last day is."""
        return Avoided(
            key,
            self.first.data,
            self.last.data or self.first.data,
            both(self.reason_ar, self.reason_fr, before),
            yearly=bool(self.yearly.data),
        )
