"""The form of a shift: who stands at which stand, from when to when."""

from datetime import date
from typing import Any

from wtforms import RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from caravan.kernel import phones
from caravan.kernel.errors import explain
from caravan.kernel.forms import HourField, most, tidy_line, tidy_number
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.offers import rules
from caravan.tour.offers.forms.fields import CHOOSE, SharedForm
from caravan.tour.offers.plan import REPRESENTATIVE_LENGTH, ShiftPlan

PERSON, OFFICE = "person", "office"


class ShiftForm(SharedForm):
    """Stand, day, hours, representative; of a person only first name and initial are kept."""

    partner = SelectField(_l("Stand"), invalid_choice_message=CHOOSE)
    day = SelectField(_l("Day"), invalid_choice_message=CHOOSE)
    starts = HourField(_l("From the hour"), [InputRequired(_l("Write an hour."))])
    ends = HourField(_l("Until the hour"), [InputRequired(_l("Write an hour."))])
    who = RadioField(
        _l("Who is there"),
        choices=[SelectChoice(PERSON, _l("A person")), SelectChoice(OFFICE, _l("An office"))],
        default=PERSON,
        description=_l("Of a person, first name and initial are kept, nothing else."),
    )
    representative = StringField(
        _l("Representative"),
        [DataRequired(_l("Write who represents the partner.")), most(REPRESENTATIVE_LENGTH)],
        [tidy_line],
    )
    phone = StringField(
        _l("Telephone"), filters=[tidy_number], description=_l("To be reached on the day.")
    )

    def validate_ends(self, field: Any) -> None:
        """The shift ends after it has begun."""
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise ValidationError(_("It ends before it begins."))

    def validate_phone(self, field: Any) -> None:
        """A number that somebody answers, or none."""
        try:
            field.data = phones.read_phone(field.data) or ""
        except Refusal as refusal:
            raise ValidationError(explain(refusal)) from refusal

    @classmethod
    def told(cls, plan: ShiftPlan) -> dict[str, Any]:
        return {
            "partner": plan.partner,
            "day": plan.day.isoformat(),
            "starts": plan.starts,
            "ends": plan.ends,
            "who": OFFICE if plan.is_office else PERSON,
            "representative": plan.representative,
            "phone": plan.phone,
        }

    def plan(self) -> ShiftPlan:
        """What a valid form says."""
        is_office = self.who.data == OFFICE
        return ShiftPlan(
            partner=self.partner.data,
            day=date.fromisoformat(self.day.data),
            starts=self.starts.data,
            ends=self.ends.data,
            representative=rules.represented(self.representative.data, is_office=is_office),
            is_office=is_office,
            phone=self.phone.data or "",
        )
