"""What the reasons are called for which moderators keep a question from everybody."""

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
