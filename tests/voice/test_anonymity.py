"""What docs/anonymity.md promises: nothing kept beside a text says who wrote it, or when."""

import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Date, DateTime, Integer, Table, Time, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeEngine

from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import Base, db
from caravan.voice import actions, rules
from caravan.voice.models import MeToo, Question, Round, Suggestion
from caravan.voice.rounds import actions as actions_of_rounds
from tests import makers, pages
from tests.conftest import Browser

SPOKEN = [model.__table__ for model in (Question, Suggestion, MeToo, Round)]
AUTHORS = {"question_authors", "suggestion_authors"}
# Written by staff about what moderators let through (docs/anonymity.md, "What follow-up adds").
BY_STAFF = {"desk_acts", "desk_act_changes", "desk_notes"}
BESIDE = [
    table
    for name, table in Base.metadata.tables.items()
    if name.startswith(("question_", "suggestion_", "desk_")) and name not in AUTHORS | BY_STAFF
]
ADDRESS = "/ar/stops/oujda-2025/questions"
CANARY = "كناري-7391"
CANARIES = ["canaryphone00000", "canary-agent", "https://canary.example/page"]
DUTIES = {"answering_bodies", "plan_lines", "themes", "agreements"}
INSTANTS_OF_STAFF = {
    "answers.answered_at",
    "assignments.assigned_at",
    "desk_acts.acted_at",
    "desk_acts.undone_at",
    "items_apart.said_at",
    "item_codings.coded_at",
    "item_themes.settled_at",
    "plain_answers.looked_at",
    "promises.promised_at",
    "promises_kept.kept_at",
    "replies.changed_at",
    "reply_steps.taken_at",
}
NAMES_NOBODY = {"stops", "services", "questions", "rounds"}


@pytest.mark.parametrize("table", SPOKEN, ids=lambda table: table.name)
def test_spoken_table_has_no_clock_and_no_counter(table: Table) -> None:
    numbers = {column.name for column in table.columns if isinstance(column.type, Integer)}

    assert columns_of(table, DateTime, Time) == set()
    assert columns_of(table, Date) <= {"day"}
    assert numbers <= {"stop_id", "me_too"}


@pytest.mark.parametrize("table", SPOKEN, ids=lambda table: table.name)
def test_spoken_table_points_to_no_person(table: Table) -> None:
    assert {key.column.table.name for key in table.foreign_keys} <= NAMES_NOBODY
    words = ("user", "staff", "person", "registration", "address", "agent", "ip", "cookie", "phone")
    assert [column.name for column in table.columns if column.name.split("_")[0] in words] == []


@pytest.mark.parametrize("table", BESIDE, ids=lambda table: table.name)
def test_table_beside_a_text_has_no_clock_and_no_person(table: Table) -> None:
    pointed = {key.column.table.name for key in table.foreign_keys}

    assert columns_of(table, DateTime, Date, Time) == set()
    assert pointed <= NAMES_NOBODY | {"suggestions", "prefectures"}
    assert table.dialect_options["sqlite"]["with_rowid"] is False


def columns_of(table: Table, *kinds: type[TypeEngine[Any]]) -> set[str]:
    """The columns of the table of these kinds, an instant too, which wraps one of them."""
    wrapped = {one.name: getattr(one.type, "impl_instance", one.type) for one in table.columns}
    return {name for name, kind in wrapped.items() if isinstance(kind, kinds)}


def test_follow_up_keeps_the_instants_of_staff_and_points_to_no_asker() -> None:
    """All that hangs on an item, however far; each instant is an act of the staff or the clock."""
    hanging = pointing_to({"feedback_items"}) | BY_STAFF
    tables = {name: Base.metadata.tables[name] for name in hanging | {"feedback_items"}}
    pointed = {key.column.table.name for one in tables.values() for key in one.foreign_keys}

    assert {
        f"{name}.{column}"
        for name, table in tables.items()
        for column in columns_of(table, DateTime, Time)
    } == INSTANTS_OF_STAFF
    assert pointed - hanging <= NAMES_NOBODY | {"suggestions", "feedback_items", *DUTIES, "staff"}
    for name in ("feedback_items", "desk_notes", "desk_act_changes"):
        assert tables[name].dialect_options["sqlite"]["with_rowid"] is False
        assert columns_of(tables[name], Date) <= {"day"}


def pointing_to(names: set[str]) -> set[str]:
    """The tables that refer to these, and those that refer to them in turn."""
    found = {
        table.name
        for table in Base.metadata.sorted_tables
        if names & {key.column.table.name for key in table.foreign_keys}
    } - names
    return found | pointing_to(names | found) if found else found


def test_no_table_of_people_points_to_a_spoken_text() -> None:
    spoken = {"questions", "suggestions", "me_toos", "desk_notes"}
    pointing = {
        table.name
        for table in Base.metadata.sorted_tables
        if spoken & {key.column.table.name for key in table.foreign_keys}
    }
    beside = {f"question_{name}" for name in ("edits", "labels", "stars", "groups")}
    beside |= {f"suggestion_{name}" for name in ("details", "supports", "groups")}
    beside |= {"me_toos", "screens", "desk_appointments", "screen_turns", "partner_readiness"}
    assert pointing == beside | {"feedback_items", *AUTHORS}


@pytest.mark.parametrize("name", ["me_toos", "suggestion_supports", "survey_seals"])
def test_act_that_counts_once_is_a_thing_and_a_mark(name: str) -> None:
    """So whatever entitles to an act, a phone, a ticket or a slip, leaves the same and no more."""
    table = Base.metadata.tables[name]
    thing, mark = table.primary_key.columns

    assert [one.name for one in table.columns] == [thing.name, mark.name]
    assert (bool(thing.foreign_keys), mark.foreign_keys, mark.name) == (True, set(), "mark")


@pytest.mark.parametrize("table", SPOKEN, ids=lambda table: table.name)
def test_sqlite_does_not_number_the_rows(table: Table) -> None:
    assert table.dialect_options["sqlite"]["with_rowid"] is False


def test_text_is_in_no_log_when_asked_or_refused(
    client: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    makers.make_stop()
    for fields in ({"service": "housing"}, {"service": "housing", "code": "1"}, {}):
        client.post(ADDRESS, data={"body": CANARY, **fields})

    assert makers.count(Question) == 1
    assert CANARY not in caplog.text


def test_text_is_not_in_the_fault_of_the_database(app: Any) -> None:
    stop = makers.make_stop()
    with pytest.raises(IntegrityError) as fault:
        actions.ask(stop, rules.Words(CANARY, "no-such-service"), now=clock.now())
    assert CANARY not in str(fault.value)


def test_text_and_reason_are_in_no_audit_row(client: Browser) -> None:
    question = makers.make_question(makers.make_stop(), body=CANARY, state="received")
    made, staff = makers.make_suggestion(makers.make_stop("fes-2025")), makers.make_staff().id
    actions.reject(question.id, "abuse", staff)
    actions.propose_refusal(made.id, f"سبب {CANARY}", staff, mark=None)

    rows = db.session.scalars(select(AuditEntry)).all()
    assert CANARY not in str([(row.action, row.subject, row.details) for row in rows])


def test_nothing_of_the_request_is_in_the_database(client: Browser) -> None:
    makers.make_stop()
    headers = {"User-Agent": "canary-agent", "X-Forwarded-For": "203.0.113.77"}
    client.post(ADDRESS, data={"body": "متى؟", "service": "housing"}, headers=headers)

    row = db.session.execute(select(Question.__table__)).one()
    assert "canary-agent" not in str(row)
    assert "203.0.113.77" not in str(row)


def test_canaries_are_in_no_file_row_or_log(
    client: Browser, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: Any
) -> None:
    """Thirty visits with everything unique; only the text may be found, in its own column."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    person = makers.make_registration(makers.make_stop())
    for number in range(30):
        client.set_cookie("caravan_phone", f"{CANARIES[0]}{number:016d}")
        client.post(
            ADDRESS,
            data={
                "body": f"{CANARY} {number}",
                "service": "housing",
                "code": person.follow_code if number % 2 else "",
            },
            headers={"User-Agent": f"{CANARIES[1]} {number}", "Referer": CANARIES[2]},
            environ_base={"REMOTE_ADDR": f"203.0.113.{number}"},
        )
    assert actions_of_rounds.take_order_away() is True

    left = [*CANARIES, "203.0.113."]
    assert makers.count(Question) == 30
    assert [word for word in [*left, CANARY] if word in caplog.text] == []
    assert [word for word in left if word in everything_held()] == []
    assert in_files(client.application.config["SETTINGS"].data, [*left, CANARY]) <= {CANARY}
    assert in_files(tmp_path, [*left, CANARY]) == set()


def everything_held() -> str:
    """Every row of every table, as text."""
    tables = Base.metadata.sorted_tables
    return str([[tuple(row) for row in db.session.execute(select(one))] for one in tables])


def in_files(folder: Path, words: list[str]) -> set[str]:
    """Which of `words` stand in any file of the folder, the database's own included."""
    whole = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return {word for word in words if word.encode() in whole}


def test_text_stands_in_its_column_and_nowhere_else(client: Browser) -> None:
    makers.make_stop()
    client.post(ADDRESS, data={"body": CANARY, "service": "housing"})

    holding = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for value in db.session.scalars(select(column))
        if CANARY in str(value)
    ]
    assert holding == ["questions.body"]


def test_phone_is_not_in_the_database(client: Browser) -> None:
    question = makers.make_question(makers.make_stop())
    client.post(f"{ADDRESS}/{question.id}/me-too")

    cookie = client.get_cookie("caravan_phone")
    assert db.session.scalar(select(MeToo.mark)) != cookie.value
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_asking_leaves_no_session(client: Browser) -> None:
    makers.make_stop()
    answer = client.post(ADDRESS, data={"body": "متى؟", "service": "housing"})

    assert answer.status_code == 200
    assert client.get_cookie("caravan") is None
    assert client.get_cookie("caravan_phone") is None


def test_public_page_sets_no_cookie(client: Browser) -> None:
    makers.make_stop()
    answer = client.get(ADDRESS)

    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in pages.read(answer).text
