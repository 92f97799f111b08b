"""Telephone numbers as people here write them, read into the one form that is kept.

The library that knows them is slow to bring in: it is, with the first number.
"""

import re
from functools import cache

from caravan.kernel.names import fold_digits
from caravan.kernel.refusal import Refusal

_GAPS = str.maketrans("", "", " .-\u00a0")


class PhoneUnfinished(Refusal):
    """A Moroccan number has ten digits, and this one has not."""

    message = (
        "This number has %(digits)s digits and 10 are needed, as in 06 12 34 56 78. "
        "You may also leave it empty."
    )


class PhoneUnknown(Refusal):
    """No telephone is called by that number."""

    message = (
        "No telephone has this number. Write it as in 06 12 34 56 78 or +212 6 12 34 56 78, "
        "or leave it empty."
    )


def read_phone(text: str | None) -> str | None:
    """The number in E.164 (+212612345678), or None when nothing was written.

    Arabic-Indic digits, gaps, dots, +212, 00212, +2120 and the bare nine digits all say the same.
    Mobile and landline numbers pass, foreign ones with their + too; others are refused.
    """
    if not text:
        return None
    typed = fold_digits(text)
    if usual := _mobile().fullmatch(typed.translate(_GAPS)):
        return f"+212{usual[1]}"
    if (number := _called(typed)) is None:
        raise _phone_refusal(typed)
    return number


def spoken(phone: str | None) -> str:
    """A number in E.164 as people here write it: "06 12 34 56 78"; "+33 6 12 34 56 78" from abroad.

    `read_phone` reads it back. "" where there is none.
    """
    if phone is None:
        return ""
    if re.fullmatch(r"\+212\d{9}", phone):
        local = f"0{phone[4:]}"
        return " ".join(local[place : place + 2] for place in range(0, 10, 2))
    import phonenumbers as library  # noqa: PLC0415 - see above

    try:
        number = library.parse(phone, None)
    except library.NumberParseException:
        return phone
    return library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL)


def telephone(phone: str | None) -> str:
    """The same for a page, where it never breaks into two lines."""
    return spoken(phone).replace(" ", "\u00a0")


@cache
def _mobile() -> re.Pattern[str]:
    """What nearly everybody writes, by the library's own rule: it reads these ten times slower."""
    from phonenumbers import PhoneMetadata  # noqa: PLC0415 - see above

    morocco = PhoneMetadata.metadata_for_region("MA")
    if morocco is None or morocco.mobile is None:
        raise RuntimeError("phonenumbers does not know Morocco")
    return re.compile(rf"(?:0|\+212|00212)({morocco.mobile.national_number_pattern})")


def _called(typed: str) -> str | None:
    """The number in E.164, None where no telephone at a home, an office or in a pocket has it."""
    import phonenumbers as library  # noqa: PLC0415 - see above

    if any(sign.isalpha() for sign in typed):  # "06 CARAVAN" would be read as digits
        return None
    try:
        number = library.parse(typed, "MA")
    except library.NumberParseException:
        return None
    kinds = library.PhoneNumberType
    called = {kinds.MOBILE, kinds.FIXED_LINE, kinds.FIXED_LINE_OR_MOBILE}
    if library.number_type(number) not in called:  # an invalid number has no type
        return None
    return library.format_number(number, library.PhoneNumberFormat.E164)


def _phone_refusal(typed: str) -> Refusal:
    digits = re.sub(r"[\s.()/-]", "", typed)
    if re.fullmatch("0[1-9][0-9]*", digits) and len(digits) != 10:
        return PhoneUnfinished(digits=len(digits))
    return PhoneUnknown()
