"""What reasons are called: why a question is kept from everybody, why a suggestion is declined."""

from caravan.kernel.names import is_arabic
from caravan.kernel.texts import lazy_gettext as _l

REASONS = {
    "abuse": _l("It insults or threatens."),
    "person": _l("It names a person, or tells a case of one's own: the private desk hears it."),
    "off_topic": _l("It is not about the foundation or its services."),
    "repeated": _l("It was asked already, and is answered there."),
    "unclear": _l("It cannot be understood as it is written."),
    "advert": _l("It advertises something."),
}


def reason(kept: str | None) -> str:
    """The reason kept with a text, as it is said; one of a person's own words stays as it is."""
    return str(REASONS.get(kept or "", kept or ""))


def refusal(kept: dict[str, str] | None, reason: str | None) -> dict[str, str]:
    """Why a suggestion is declined, by language; `reason` alone where both were not kept yet."""
    return kept or {"ar" if is_arabic(reason or "") else "fr": reason or ""}
