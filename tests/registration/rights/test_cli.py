"""`flask purge`: what is due goes, numbers stay, the certificate names nobody."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, insert, select

from caravan.checkin.models import Arrival, BadgePrint
from caravan.followup import queries as followup
from caravan.kernel import audit, erasures, outbox
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import Base, db, transaction
from caravan.kernel.headcounts import ReleasedCounts
from caravan.kernel.outbox import About, Mail, Message
from caravan.kernel.retention import Purge, digest_of
from caravan.press.summary.facts import Hidden
from caravan.registration import actions as registration
from caravan.registration.exports import actions as exports
from caravan.registration.exports.models import ExportDecision, ExportRequest
from caravan.registration.imports import actions as imports
from caravan.registration.imports import reading
from caravan.registration.imports.models import Invitation, InvitationList
from caravan.registration.models import Consent, NameCorrection, Registration, Withdrawal
from caravan.registration.rights import actions as rights
from caravan.registration.rights.rules import PURGED
from caravan.registration.rules import Details
from caravan.tour.models import Contact
from caravan.tour.offers.models import StandShift
from caravan.voice.models import Question, Suggestion
from caravan.voice.rules import NOTICE_VERSION
from tests import makers

LAST = date(2027, 3, 5)
HELD = (Registration, Consent, Withdrawal, Arrival, BadgePrint, Contact, StandShift)
NAME = "فاطمة الزهراء بنعلي"


def on(days: int) -> Any:
    """The clock stands at noon, so many days after the stop's last day."""
    noon = datetime(LAST.year, LAST.month, LAST.day, 12, tzinfo=UTC)
    return time_machine.travel(noon + timedelta(days=days), tick=False)


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def stop(app: Flask) -> Any:
    """A stop of one day with three people of whom two came, and whatever else is kept of it."""
    erasures.list_file().unlink(missing_ok=True)
    with on(0):
        stop = makers.make_stop(first_day=LAST, days=1)
        for number in range(12):
            one = makers.make_registration(stop, f"{NAME} {number}", phone="+212612345678")
            makers.make_arrival(one)
        makers.save(BadgePrint(stop_id=stop.id, registration_id=one.id, printed_at=clock()))
        details = Details("سعاد", "widow", "0" * 32)
        given = registration.register(stop, details, now=clock())
        person = db.session.get_one(Registration, given.id)
        registration.correct_name(person, "سعاد بنعلي", None, now=clock())
        registration.withdraw(person, now=clock())
        _keep_the_rest(stop)
    return stop


def _keep_the_rest(stop: Any) -> None:
    """A question with a code, an office, a shift, an audit entry, a message that was sent."""
    makers.make_question(stop, follow_mark="f" * 32)
    makers.save(
        Contact(
            stop_key=stop.key,
            kind="partner",
            item_key="bank",
            email="bank@example.org",
            language="fr",
            added_at=clock(),
        )
    )
    makers.save(
        StandShift(
            stop_id=stop.id,
            partner="bank",
            day=LAST,
            starts=datetime(2027, 1, 1, 9).time(),  # noqa: DTZ001 - a wall time
            ends=datetime(2027, 1, 1, 12).time(),  # noqa: DTZ001 - a wall time
            representative="نادية ب.",
            phone="+212612345679",
        )
    )
    with transaction():
        audit.record("checkin.print", staff_id=None, stop_key=stop.key)
    outbox.queue(
        Mail("a@example.org", "fr", "x", "y"), once_key="old", stop_key=stop.key, about=About()
    )
    taken = outbox.take()
    assert taken is not None
    outbox.mark_sent(taken)


def clock() -> datetime:
    return datetime.now(UTC)


def purge(app: Flask, *options: str) -> str:
    result = app.test_cli_runner().invoke(args=["purge", *options])
    assert result.exit_code == 0, result.output
    db.session.rollback()
    return str(result.output)


def counts() -> list[int]:
    return [makers.count(model) for model in (Arrival, BadgePrint, Registration, Consent, Message)]


@pytest.mark.usefixtures("stop")
@pytest.mark.parametrize(
    ("days", "left"),
    [
        (30, [12, 1, 13, 1, 1]),
        (31, [0, 0, 13, 1, 0]),
        (90, [0, 0, 13, 1, 0]),
        (91, [0, 0, 0, 0, 0]),
    ],
)
def test_each_purpose_ends_on_its_day(app: Flask, days: int, left: list[int]) -> None:
    with on(days):
        purge(app)
    assert counts() == left


@pytest.mark.usefixtures("stop")
def test_everything_of_a_stop_is_gone_after_a_year_and_the_question_stays(app: Flask) -> None:
    with on(400):
        purge(app)
    people = (Registration, Consent, NameCorrection, Withdrawal, Contact, StandShift)
    assert [makers.count(model) for model in people] == [0] * len(people)
    assert [one.action for one in db.session.query(AuditEntry)] == [PURGED]
    assert db.session.query(Question.follow_mark).one() == (None,)


@pytest.mark.parametrize(
    ("notice", "days", "is_kept"),
    [
        (None, 365, True),
        (None, 366, False),
        (NOTICE_VERSION, 730, True),
        (NOTICE_VERSION, 800, True),
        (NOTICE_VERSION, 801, False),
    ],
)
def test_seal_of_a_text_goes_when_its_sender_was_told(
    app: Flask, notice: str | None, days: int, *, is_kept: bool
) -> None:
    stop = makers.make_stop(first_day=LAST, days=1)
    makers.make_question(stop, follow_mark="f" * 32, notice=notice)
    makers.make_suggestion(stop, follow_mark="e" * 32, notice=notice)
    with on(days):
        purge(app)
    left = [db.session.query(one.follow_mark).one()[0] for one in (Question, Suggestion)]
    assert [one is not None for one in left] == [is_kept] * 2


def test_who_was_invited_and_never_registered_goes_with_the_stop(app: Flask, stop: Any) -> None:
    rows = reading.read(f"full_name,phone\n{NAME},0612345678\n".encode())
    with on(0):
        imports.take_rows(stop, rows.rows, now=clock())
        imports.keep_list(stop, rows, staff_id=makers.make_staff().id, now=clock())
    kept = []
    for days in (1, 2, 90, 91):
        with on(days):
            purge(app)
        kept.append((makers.count(Invitation), makers.count(InvitationList)))
    assert kept == [(1, 1), (1, 0), (1, 0), (0, 0)]


def test_who_asked_for_a_list_is_forgotten_after_a_year(app: Flask, stop: Any) -> None:
    one, other = makers.make_staff().id, makers.make_staff().id
    with on(0):
        asked = exports.ask(stop, "people", "csv", "badges at the door", staff_id=one)
        exports.decide(stop, asked, is_granted=True, staff_id=other)
    kept = []
    for days in (365, 366):
        with on(days):
            purge(app)
        kept.append((makers.count(ExportRequest), makers.count(ExportDecision)))
    assert kept == [(1, 1), (0, 0)]


def test_stop_under_legal_hold_is_left_alone_until_it_is_lifted(app: Flask, stop: Any) -> None:
    command = app.test_cli_runner()
    before = [makers.count(model) for model in HELD]
    for _twice in range(2):
        command.invoke(args=["stops", "hold", stop.key, "--reason", "an inquiry"])

    with on(400):
        told = purge(app)
        assert [makers.count(model) for model in HELD] == before
        assert f"nothing of it is erased: {stop.key} (an inquiry)" in told
        command.invoke(args=["stops", "unhold", stop.key])
        assert "legal hold" not in purge(app)
    assert [makers.count(model) for model in HELD] == [0] * len(HELD)


@pytest.mark.usefixtures("stop")
def test_dry_run_tells_and_erases_nothing(app: Flask) -> None:
    with on(91):
        before = counts()
        told = purge(app, "--dry-run")
        assert counts() == before
        done = purge(app)
    numbers = re.findall(r"  .*: \d+", told)
    assert len(numbers) > 5
    assert re.findall(r"  .*: \d+", done) == numbers


def test_numbers_of_the_summary_stay(app: Flask, stop: Any) -> None:
    with on(0):
        for _ in range(3):
            makers.make_arrival(makers.make_registration(stop), gate="2")
    with on(29):
        before = followup.headcount(stop), gates_of(stop)
    for days in (31, 91, 400):
        with on(days):
            purge(app)
            with transaction() as writing:  # what was told before is not what stays
                writing.execute(delete(ReleasedCounts))
    assert (followup.headcount(stop), gates_of(stop)) == before
    few = Hidden("non montré")
    assert (before[0].came, before[1]) == (15, [("1", few), ("2", few), ("Ensemble", 15)])


def gates_of(stop: Any) -> list[Any]:
    """The rows of arrivals by gate in the summary as it is written today."""
    tables = followup.stop_facts(stop, "fr").tables
    return [row for one in tables if one.title == "Arrivées par entrée" for row in one.rows]


@pytest.mark.usefixtures("stop")
def test_certificate_has_numbers_and_no_name(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "certificate.txt"
    with on(91):
        text = purge(app, "-o", str(out))
    row = db.session.query(Purge).one()
    assert out.read_text(encoding="utf-8") == text
    assert f"SHA-256: {row.digest}" in text
    assert "Registration: 13" in text
    assert [said in text for said in (NAME, "6123", "bank@", "نادية")] == [False] * 4
    assert row.digest == digest_of(row.at, row.lines, "")


@pytest.mark.usefixtures("stop")
def test_certificates_follow_each_other_and_nothing_due_leaves_none(app: Flask) -> None:
    with on(31):
        purge(app)
        assert purge(app) == "Nothing is due.\n"
    with on(91):
        text = purge(app)
    first, second = db.session.query(Purge).order_by(Purge.id)
    assert second.before == first.digest
    assert f"After the certificate: {first.digest}" in text


@pytest.mark.usefixtures("stop")
def test_erased_people_are_erased_again_when_an_old_copy_is_restored(app: Flask) -> None:
    table = Base.metadata.tables["registrations"]
    with transaction() as reading:
        copy = [dict(row) for row in reading.execute(select(table)).mappings()]
    with on(91):
        purge(app)
    newcomer = makers.make_registration(makers.make_stop("fes-2027", first_day=LAST), "عائشة")
    with transaction() as writing:  # the old copy comes back; its stop is not due in it yet
        restored = [{**row, "id": row["id"] + 1_000} for row in copy]
        writing.execute(insert(table), restored)
    with on(10):
        told = purge(app, "--replay")
        again = purge(app, "--replay")
    assert told.splitlines()[0] == "Erased again: 13 people."
    assert again.splitlines()[0] == "Erased again: 0 people."
    assert [row.full_name for row in db.session.query(Registration)] == [newcomer.full_name]


def invite(stop: Any, name: str, **values: Any) -> Invitation:
    row = {"mark": name, "category": "guest", "until": LAST, "invited_at": clock()}
    invited = Invitation(
        stop_id=stop.id, code=name * 26, full_name=name, name_folded=name, **{**row, **values}
    )
    makers.save(invited)
    return invited


def test_invited_people_who_never_came_go_too_and_lists_that_nobody_took(
    app: Flask, stop: Any
) -> None:
    staff_id = makers.make_staff().id
    with on(0):
        invite(stop, "A", phone="+212612345678")
        waits = InvitationList(
            id="0" * 32, stop_id=stop.id, staff_id=staff_id, sent_at=clock(), rows=b""
        )
        makers.save(waits)
        asked = exports.ask(stop, "people", "csv", "for the hall", staff_id=staff_id)
        exports.decide(stop, asked, is_granted=True, staff_id=makers.make_staff().id)
    left = {}
    for days in (1, 2, 90, 91, 367):
        with on(days):
            purge(app)
            left[days] = [makers.count(one) for one in (Invitation, InvitationList, ExportRequest)]

    assert left == {1: [1, 1, 1], 2: [1, 0, 1], 90: [1, 0, 1], 91: [0, 0, 1], 367: [0, 0, 0]}


def test_replay_finds_the_invitation_by_which_the_erased_had_registered(
    app: Flask, stop: Any
) -> None:
    with on(0):
        person = makers.make_registration(stop, "سعاد بنعلي")
        invite(stop, "A", registration_id=person.id)
        rights.erase(person, why="asked", now=clock())
        invite(stop, "A")  # the copy is of before the registration
        invite(stop, "B")
        purge(app, "--replay")

    assert [one.code[0] for one in db.session.query(Invitation)] == ["B"]


@pytest.mark.usefixtures("stop")
def test_list_is_for_the_owner_alone_and_names_nobody(app: Flask) -> None:
    codes = [code for (code,) in db.session.query(Registration.code)]
    with on(91):
        purge(app)
    text = erasures.list_file().read_text()
    assert erasures.list_file().stat().st_mode & 0o777 == 0o600
    assert erasures.remembered() == {erasures.mark_of(code) for code in codes}
    assert [code for code in codes if code in text] == []


def test_line_that_was_cut_off_spoils_no_other(app: Flask) -> None:
    erasures.list_file().write_text('{"mark": "a", "day": "2027-01-01", "why": "asked"}\n{"mar')
    assert erasures.remembered() == {"a"}
    erasures.list_file().unlink()
