"""The form of a correction: as it stands, filled with what is kept."""

from typing import Any

from caravan.kernel.errors import explain
from caravan.kernel.phones import spoken
from caravan.kernel.refusal import Refusal
from caravan.registration.corrections import rules
from caravan.registration.families.rules import ADULT, HELPER, MINOR, Companion
from caravan.registration.forms import RegistrationForm
from caravan.registration.models import Registration

_COUNTS = {"adults": ADULT, "minors": MINOR, "helpers": HELPER}
_NAMES = {"adults": "adult_names", "minors": "minor_names"}


class CorrectionForm(RegistrationForm):
    """The form of registration without name and consent."""

    def __init__(self, held: Registration, family: list[Companion]) -> None:
        """Filled with what is kept of `held`, or with what was sent."""
        self._before = {
            "companions": held.companions,
            **{name: sum(one.kind == kind for one in family) for name, kind in _COUNTS.items()},
        }
        names = {
            field: "\n".join(one.name for one in family if one.kind == _COUNTS[count] and one.name)
            for count, field in _NAMES.items()
        }
        counts = {name: str(number) for name, number in self._before.items()}
        answers = any(one.kind == MINOR for one in family)
        known = {"category": held.category, "phone": spoken(held.phone), "guardian": answers}
        super().__init__(data={**known, **counts, **names})
        for name in ("full_name", "consent", "once"):
            del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        """Read every field; what was counted and what was told may not say two things."""
        if not super().validate(extra_validators):
            return False
        for name in _NAMES:
            try:
                named = self.said[_NAMES[name]]
                rules.refuse_contradiction(self.said[name], self._before[name], named)
            except Refusal as refusal:
                return self._fault(name, refusal)
        try:
            self.said["coming"] = self._coming()
        except Refusal as refusal:
            return self._fault("companions", refusal)
        return True

    def _fault(self, name: str, refusal: Refusal) -> bool:
        self[name].errors = [explain(refusal)]
        return False

    def _coming(self) -> int:
        told_before = sum(self._before[name] for name in _COUNTS)
        return rules.coming(
            self.said["companions"],
            len(self.family),
            before=self._before["companions"],
            told_before=told_before,
        )

    @property
    def correction(self) -> rules.Correction:
        """What was said, in a valid form."""
        said = self.said
        return rules.Correction(said["category"], said["phone"], said["coming"], self.family)
