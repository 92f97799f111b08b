"""The part of a registration form that tells who comes along; every field of it is optional."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField

from caravan.kernel.errors import explain
from caravan.kernel.forms import tidy, tidy_number
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration.families import rules
from caravan.registration.reading import ReadForm, Reads
from caravan.registration.rules import read_companions

_NAMES = ("adults", "minors", "helpers", "adult_names", "minor_names", "guardian")


def is_told(sent: Mapping[str, str]) -> bool:
    """Whether anything of this part was filled in."""
    return any(sent.get(name, "0").strip() not in ("", "0") for name in _NAMES)


class FamilyFields(ReadForm):
    """Counts by kind, names one a line, and the word of who answers for children.

    Stands in a form with a field `companions`, where too many are told.
    """

    adults = StringField(
        _l("Adults of the family"), [Reads(read_companions)], filters=[tidy_number]
    )
    minors = StringField(_l("Children under 18"), [Reads(read_companions)], filters=[tidy_number])
    helpers = StringField(
        _l("Somebody who helps you"), [Reads(read_companions)], filters=[tidy_number]
    )
    adult_names = TextAreaField(
        _l("Names of the adults"), [Reads(rules.read_names)], filters=[tidy]
    )
    minor_names = TextAreaField(
        _l("Names of the children"), [Reads(rules.read_names)], filters=[tidy]
    )
    guardian = BooleanField(_l("I am their parent or guardian and answer for these children"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Read every field, then who comes along in all: `said["family"]`."""
        if not super().validate(extra_validators):
            return False
        try:
            self.said["family"] = self._family()
        except rules.GuardianMissing as refusal:
            self.guardian.errors = [explain(refusal)]
            return False
        except Refusal as refusal:
            self["companions"].errors = [explain(refusal)]
            return False
        return True

    def _family(self) -> tuple[rules.Companion, ...]:
        said = self.said
        return rules.gather(
            {
                rules.ADULT: said["adults"],
                rules.MINOR: said["minors"],
                rules.HELPER: said["helpers"],
            },
            {rules.ADULT: said["adult_names"], rules.MINOR: said["minor_names"]},
            guardian=bool(self.guardian.data),
        )

    def tells(self) -> bool:
        """Whether anything of this part was filled in, or is to mend."""
        counted = any(field.data not in (None, "", "0") for field in self._counts())
        return counted or any(
            field.data or field.errors
            for field in (self.adult_names, self.minor_names, self.guardian)
        )

    def _counts(self) -> tuple[StringField, ...]:
        return (self.adults, self.minors, self.helpers)
