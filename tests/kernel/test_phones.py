"""Which telephone numbers are read, however they are written, and which are refused."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.kernel import phones
from caravan.kernel.refusal import Refusal

OFFICE = "+212537123456"
MOBILE = "+212612345678"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0612345678", MOBILE),
        ("06 12 34 56 78", MOBILE),
        ("06.12.34.56.78", MOBILE),
        ("06-12-34-56-78", MOBILE),
        ("٠٦١٢٣٤٥٦٧٨", MOBILE),
        ("۰۶ ۱۲ ۳۴ ۵۶ ۷۸", MOBILE),
        ("+212 6 12 34 56 78", MOBILE),
        ("+٢١٢ ٦١٢٣٤٥٦٧٨", MOBILE),
        ("00212612345678", MOBILE),
        ("+2120612345678", MOBILE),
        ("+212 (0) 612345678", MOBILE),
        ("612345678", MOBILE),
        ("0537123456", OFFICE),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("", None),
        (None, None),
    ],
)
def test_read_phone_folds_every_usual_way_of_writing(typed: str | None, number: str | None) -> None:
    assert phones.read_phone(typed) == number


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("06 12 34 56 7", phones.PhoneUnfinished),
        ("06123456789", phones.PhoneUnfinished),
        ("0812345678", phones.PhoneUnknown),
        ("0801234567", phones.PhoneUnknown),
        ("+2126123", phones.PhoneUnknown),
        ("06 CARAVANE", phones.PhoneUnknown),
        ("+", phones.PhoneUnknown),
    ],
)
def test_read_phone_refuses_what_nobody_answers(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        phones.read_phone(typed)


@given(st.text(max_size=60))
def test_read_phone_gives_a_number_or_a_reason(typed: str) -> None:
    try:
        number = phones.read_phone(typed)
    except Refusal:
        return
    assert number is None or (number[0] == "+" and len(number) <= 16)


@pytest.mark.parametrize(
    ("phone", "spoken"),
    [
        ("+212612345678", "06 12 34 56 78"),
        ("+212522123456", "05 22 12 34 56"),
        ("+33612345678", "+33 6 12 34 56 78"),
        (None, ""),
    ],
)
def test_number_is_shown_as_people_here_write_it(phone: str | None, spoken: str) -> None:
    assert phones.spoken(phone) == spoken
    assert phones.telephone(phone) == spoken.replace(" ", "\u00a0")
    assert phones.read_phone(phones.telephone(phone)) == phone


@given(st.from_regex("(0|[+]212|00212)[67][0-9]{8}", fullmatch=True))
def test_a_mobile_number_is_read_as_the_library_reads_it(typed: str) -> None:
    number = phonenumbers.parse(typed, "MA")
    if phonenumbers.is_valid_number(number):
        kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert phones.read_phone(typed) == kept
    else:
        with pytest.raises(phones.PhoneUnknown):
            phones.read_phone(typed)
