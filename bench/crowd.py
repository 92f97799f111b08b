"""A stop with very many people in the database already, written in bulk by the database itself."""

from datetime import UTC, datetime

from sqlalchemy import func, select, text

from caravan.kernel.db import transaction
from caravan.registration import rules
from caravan.registration.models import Registration
from caravan.tour import queries as tour

# Drawn codes, so that the indexes are as large and as mixed as with real people. Short ones may
# meet by chance: those rows are left out, some dozens of a million.
_PEOPLE = """
WITH RECURSIVE numbers (number) AS (
    SELECT :first UNION ALL SELECT number + 1 FROM numbers WHERE number < :last
)
INSERT OR IGNORE INTO registrations (
    id, stop_id, code, entry_code, follow_code, once_key, full_name, name_folded, category,
    companions, language, channel, registered_at
)
SELECT
    number, :stop_id, substr(hex(randomblob(13)), 1, 26), hex(randomblob(4)), hex(randomblob(5)),
    hex(randomblob(32)), :name || number, :folded || number, 'serving', number % 4, 'ar', 'file',
    :said
FROM numbers
"""
_CONSENTS = """
INSERT INTO consents (registration_id, purpose, notice_version, agreed_at)
SELECT id, :purpose, :version, :said FROM registrations WHERE id BETWEEN :first AND :last
"""
_NAME = "محمد أمين العلوي "
_SAID = datetime(2026, 11, 1, tzinfo=UTC).replace(tzinfo=None).isoformat(" ")


def fill(stop_key: str, number: int) -> None:
    """Add `number` registrations with their consents to the stop, on SQLite."""
    with transaction() as writing:
        last = writing.scalar(select(func.max(Registration.id))) or 0
        span = {"first": last + 1, "last": last + number, "said": _SAID}
        connection = writing.connection()
        connection.exec_driver_sql("PRAGMA cache_size=-400000")  # the indexes fit in
        people = {"stop_id": tour.get_stop(stop_key).id, "name": _NAME}
        folded = rules.search_key(_NAME, None)
        connection.execute(text(_PEOPLE), {**span, **people, "folded": folded})
        agreed = {"purpose": rules.NOTICE_PURPOSE, "version": rules.NOTICE_VERSION}
        connection.execute(text(_CONSENTS), {**span, **agreed})
