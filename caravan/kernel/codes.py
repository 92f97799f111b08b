"""The codes people hold: ticket address, entry code for the door, follow-up code for afterwards."""

import re
import secrets

from stdnum import luhn, verhoeff

from caravan.kernel.names import fold_digits

# No I, L, O or U: they are misread and misheard, and no word is spelled by accident.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_PAYLOAD = re.compile(rf"C1/([A-Z0-9_-]{{1,60}})/([{ALPHABET}]{{8}})")


def new_ticket_code() -> str:
    """130 random bits as 26 signs: whoever has the address has the ticket, so it is long."""
    return _signs(26)


def _signs(length: int) -> str:
    """Random signs; the 32 of the alphabet divide the 256 values of a byte evenly."""
    return "".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(length))


def new_entry_code() -> str:
    """Seven random signs and a check sign, short enough to type at the door."""
    body = _signs(7)
    return body + luhn.calc_check_digit(body, alphabet=ALPHABET)


def new_follow_code() -> str:
    """Nine random digits and a check digit (Verhoeff): any one wrong digit, any two swapped."""
    body = f"{secrets.randbelow(10**9):09d}"
    return body + verhoeff.calc_check_digit(body)


def read_entry_code(typed: str) -> str | None:
    """The entry code meant by `typed` (small letters, gaps, O for 0 forgiven), or None."""
    code = tidy_signs(typed)
    right = len(code) == 8 and set(code) <= set(ALPHABET) and luhn.is_valid(code, ALPHABET)
    return code if right else None


def tidy_signs(typed: str) -> str:
    """What is meant by typed signs of our codes: no gaps, capitals, 0 for O, 1 for I and L."""
    return re.sub(r"[\s\-]", "", fold_digits(typed)).upper().translate(_MISREAD)


def read_follow_code(typed: str) -> str | None:
    """The follow-up code meant by `typed`, or None where a digit is wrong or missing."""
    code = re.sub(r"\D", "", fold_digits(typed))
    return code if len(code) == 10 and verhoeff.is_valid(code) else None


def question_code(mark: str) -> str:
    """Eleven digits and a check digit out of `mark` (hex): a text has always the same."""
    body = f"{int(mark, 16) % 10**11:011d}"
    return body + verhoeff.calc_check_digit(body)


def read_question_code(typed: str) -> str | None:
    """The code of a text meant by `typed`, or None where a digit is wrong or missing."""
    code = re.sub(r"\D", "", fold_digits(typed))
    return code if len(code) == 12 and verhoeff.is_valid(code) else None


def entry_payload(stop_key: str, entry_code: str) -> str:
    """What the QR of a ticket or badge says: the stop and a random code, never who it is."""
    return f"C1/{stop_key.upper()}/{entry_code}"


def read_payload(text: str) -> tuple[str, str] | None:
    """Stop key and entry code in a scanned `text`, or None where it is not one of our codes.

    The check sign is for what people type: a QR code is read right or not at all.
    """
    found = _PAYLOAD.fullmatch(text.strip().upper())
    return (found[1].lower(), found[2]) if found else None


def grouped(code: str) -> str:
    """`code` in groups: 7KQ4-M2XP, 7KQ4-M2XP-9TRW; in digits 482 109 3754, 4821 0937 5466."""
    if len(code) == 12:
        joint = " " if code.isdigit() else "-"
        return joint.join((code[:4], code[4:8], code[8:]))
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 else f"{code[:3]} {code[3:6]} {code[6:]}"
