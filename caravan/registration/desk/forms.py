"""The form of the desk: the same questions as on the own phone, asked by somebody else."""

from dataclasses import replace

from caravan.registration import forms, rules


class DeskForm(forms.RegistrationForm):
    """Name and situation, the rest folded away; agreed to aloud once it was read back."""

    consent = None

    def spoken(self, once: str, language: str) -> rules.Details:
        """What was said, of a valid form, as the desk keeps it."""
        return replace(self.details(once, language), channel="desk")
