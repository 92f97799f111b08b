"""A stop with very many people in the database already, written in bulk."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select

from caravan.kernel.db import transaction
from caravan.registration import rules
from caravan.registration.models import Consent, Registration
from caravan.tour import queries as tour

_AT_ONCE = 100_000
_SAID = datetime(2026, 11, 1, tzinfo=UTC)
_NAMES = [
    (name, rules.search_key(name, None))
    for name in ("محمد أمين العلوي", "فاطمة الزهراء بنعلي", "Youssef El Mansouri", "سلمى الإدريسي")
]
_SCATTER = 0x9E3779B1  # odd: numbers times this are scattered, and no two are the same


def fill(stop_key: str, number: int) -> None:
    """Add `number` registrations with their consents to the stop.

    Their codes are scattered like drawn ones, so that the indexes are as large and as mixed.
    """
    stop_id = tour.get_stop(stop_key).id
    for start in range(0, number, _AT_ONCE):
        end = min(start + _AT_ONCE, number)
        with transaction() as writing:
            last = writing.scalar(select(func.max(Registration.id))) or 0
            connection = writing.connection()
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA cache_size=-400000")  # the indexes fit in
            people = list(_people(stop_id, range(start, end), last + 1))
            connection.execute(insert(Registration), people)
            connection.execute(insert(Consent), [_agreed(person["id"]) for person in people])


def _agreed(registration_id: int) -> dict[str, Any]:
    return {
        "registration_id": registration_id,
        "purpose": rules.NOTICE_PURPOSE,
        "notice_version": rules.NOTICE_VERSION,
        "agreed_at": _SAID,
    }


def _people(stop_id: int, numbers: range, first_id: int) -> Iterator[dict[str, Any]]:
    for number in numbers:
        name, folded = _NAMES[number % len(_NAMES)]
        scattered = number * _SCATTER
        yield {
            "id": first_id + number - numbers.start,
            "stop_id": stop_id,
            "code": f"{random.getrandbits(104):026x}",
            "entry_code": f"{scattered % 2**32:08x}",
            "follow_code": f"{scattered % 2**40:010x}",
            "once_key": f"{random.getrandbits(256):064x}",
            "full_name": f"{name} {number}",
            "latin_name": None,
            "name_folded": f"{folded} {number}",
            "category": "serving",
            "phone": None,
            "companions": number % 4,
            "language": "ar",
            "channel": "file",
            "registered_at": _SAID,
        }
