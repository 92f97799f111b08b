"""A stop with very many people in the database already, written in bulk."""

import secrets
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from caravan.kernel import codes
from caravan.kernel.db import transaction
from caravan.registration import rules
from caravan.registration.models import Consent, Registration
from caravan.tour import queries as tour

_AT_ONCE = 10_000
_SAID = datetime(2026, 11, 1, tzinfo=UTC)
_NAMES = ("محمد أمين العلوي", "فاطمة الزهراء بنعلي", "Youssef El Mansouri", "سلمى الإدريسي")


def fill(stop_key: str, number: int) -> None:
    """Add `number` registrations with their consents to the stop."""
    stop_id, last = tour.get_stop(stop_key).id, 0
    for start in range(0, number, _AT_ONCE):
        people = list(_people(stop_id, start, min(start + _AT_ONCE, number)))
        with transaction() as writing:
            given = insert(Registration).returning(Registration.id)
            last = max(writing.scalars(given, people))
            first = last - len(people) + 1
            agreed = [
                {
                    "registration_id": one,
                    "purpose": rules.NOTICE_PURPOSE,
                    "notice_version": rules.NOTICE_VERSION,
                    "agreed_at": _SAID,
                }
                for one in range(first, last + 1)
            ]
            writing.execute(insert(Consent), agreed)


def _people(stop_id: int, start: int, end: int) -> Iterator[dict[str, Any]]:
    for number in range(start, end):
        name = f"{_NAMES[number % len(_NAMES)]} {number}"
        yield {
            "stop_id": stop_id,
            "code": codes.new_ticket_code(),
            "entry_code": codes.new_entry_code(),
            "follow_code": secrets.token_hex(5),  # many more than ten digits are drawn for
            "once_key": uuid.uuid4().hex,
            "full_name": name,
            "latin_name": None,
            "name_folded": rules.search_key(name, None),
            "category": "serving",
            "phone": None,
            "companions": number % 4,
            "language": "ar",
            "channel": "file",
            "registered_at": _SAID,
        }
