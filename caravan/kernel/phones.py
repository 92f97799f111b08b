"""Telephone numbers as people here write them, read into the one form that is kept."""

import re
from typing import Any

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from caravan.kernel.names import fold_digits
from caravan.kernel.refusal import Refusal

_MOROCCO: Any = phonenumbers.PhoneMetadata.metadata_for_region("MA")
_GAPS = str.maketrans("", "", " .-\u00a0")
# What nearly everybody writes, by the library's own rule: it reads these ten times as slowly.
_MOBILE = re.compile(rf"(?:0|\+212|00212)({_MOROCCO.mobile.national_number_pattern})")
_CALLED = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


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
    if usual := _MOBILE.fullmatch(typed.translate(_GAPS)):
        return f"+212{usual[1]}"
    if (number := _parsed(typed)) is None or not _is_called(number):
        raise _phone_refusal(typed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parsed(typed: str) -> PhoneNumber | None:
    if any(sign.isalpha() for sign in typed):  # "06 CARAVAN" would be read as digits
        return None
    try:
        return phonenumbers.parse(typed, "MA")
    except phonenumbers.NumberParseException:
        return None


def _is_called(number: PhoneNumber) -> bool:
    return phonenumbers.number_type(number) in _CALLED  # an invalid number has no type


def _phone_refusal(typed: str) -> Refusal:
    digits = re.sub(r"[\s.()/-]", "", typed)
    if re.fullmatch("0[1-9][0-9]*", digits) and len(digits) != 10:
        return PhoneUnfinished(digits=len(digits))
    return PhoneUnknown()
