"""The running server erases old data by itself, once a night, and staff see when."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from caravan.kernel.audit import AuditEntry
from caravan.kernel.chores import do_chores
from caravan.kernel.retention import Purge
from caravan.registration.models import Registration
from caravan.registration.rights import actions, rules
from caravan.registration.rights.nightly import Nightly
from tests import makers, pages
from tests.conftest import Browser

NIGHT = datetime(2027, 6, 1, 3, 0, tzinfo=UTC)  # Morocco is on GMT then


@pytest.mark.parametrize(
    ("last", "now", "is_due"),
    [
        (None, datetime(2027, 6, 1, 12, tzinfo=UTC), True),
        (datetime(2027, 5, 31, 3, 1, tzinfo=UTC), datetime(2027, 6, 1, 2, 59, tzinfo=UTC), False),
        (datetime(2027, 5, 31, 3, 1, tzinfo=UTC), NIGHT, True),
        (NIGHT, datetime(2027, 6, 1, 23, tzinfo=UTC), False),
        (datetime(2027, 5, 28, 3, tzinfo=UTC), datetime(2027, 6, 1, 1, tzinfo=UTC), True),
    ],
)
def test_night_begins_at_three_in_morocco(
    last: datetime | None, now: datetime, *, is_due: bool
) -> None:
    assert rules.is_purge_due(last, now) == is_due


def test_old_people_go_in_the_night_once_with_a_certificate(
    app: Flask, as_staff: Callable[..., Browser]
) -> None:
    old = makers.make_stop(first_day=date(2027, 1, 1), last_day=date(2027, 1, 2))
    makers.make_registration(old)
    nightly = Nightly()
    with time_machine.travel(NIGHT, tick=False):
        nightly()
        nightly()
        Nightly()()  # another machine, or the server begun anew

    assert (makers.count(Registration), makers.count(Purge)) == (0, 1)
    purges = makers.db.session.query(AuditEntry).filter_by(action=rules.PURGED).all()
    assert [(one.staff_id, one.details) for one in purges] == [(None, {"rows": 1})]
    (kept,) = (Path(app.config["SETTINGS"].data) / "certificates").iterdir()
    text = kept.read_text(encoding="utf-8")
    assert ("SHA-256" in text, "شهادة" in text, "Certificat" in text) == (True, True, True)

    with time_machine.travel(NIGHT, tick=False):
        page = pages.read(as_staff().get(f"/fr/staff/stops/{old.key}/requests"))
    assert "mardi 1er juin 2027, 03:00" in page.main


def test_purge_by_hand_counts_for_the_night(app: Flask) -> None:
    with time_machine.travel(NIGHT, tick=False):
        actions.purge((), NIGHT)
        Nightly()()

    assert makers.count(AuditEntry) == 1


def test_server_does_it_among_its_chores(app: Flask) -> None:
    do_chores(app)

    assert makers.db.session.query(AuditEntry).filter_by(action=rules.PURGED).count() == 1
