"""Transactions: all or nothing, joined, durable, fair."""

import threading
from contextlib import ExitStack

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from caravan.accounts.models import Staff, StaffRole
from caravan.kernel import audit, clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import (
    db,
    engine_options,
    read_anew,
    row_transaction,
    rows,
    session,
    transaction,
)
from tests import makers


def test_transaction_leaves_nothing_when_it_fails(app: Flask) -> None:
    def fail() -> None:
        with transaction():
            makers.make_staff()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert makers.count(Staff) == 0


def test_inner_transaction_joins_the_outer(app: Flask) -> None:
    def fail() -> None:
        with transaction() as outer:
            with transaction() as inner:
                makers.make_staff()
            assert inner is outer
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert makers.count(Staff) == 0


def test_reading_inside_a_transaction_sees_what_it_wrote(app: Flask) -> None:
    with transaction():
        staff = makers.make_staff()
        assert session().get(Staff, staff.id) is staff


def test_rows_and_entities_of_one_transaction_are_written_together(app: Flask) -> None:
    def write(*, fails: bool) -> None:
        with row_transaction():
            audit.record("accounts.add", staff_id=None)
            makers.make_staff()
            audit.record("accounts.close", staff_id=None)
            if fails:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(fails=True)
    none = (makers.count(Staff), makers.count(AuditEntry))
    write(fails=False)

    assert (none, makers.count(Staff), makers.count(AuditEntry)) == ((0, 0), 1, 2)


def test_entities_added_inside_rows_are_written_when_the_block_ends(app: Flask) -> None:
    with row_transaction(), transaction() as writing:
        writing.add(Staff(email="a@example.org", name="A", created_at=clock.now()))

    assert makers.count(Staff) == 1


def test_rows_read_inside_a_transaction_see_what_was_written(app: Flask) -> None:
    counted = text("SELECT count(*) FROM audit_entries")
    with row_transaction():
        audit.record("accounts.add", staff_id=None)
        inside = rows(counted, {}).scalar()

    assert (inside, rows(counted, {}).scalar()) == (1, 1)


def test_entity_that_cannot_be_written_ends_the_transaction(app: Flask) -> None:
    def write() -> None:
        with transaction() as writing:
            audit.record("accounts.add", staff_id=None)
            writing.add(StaffRole(staff_id=999, role="gate", stop_key=None))

    with pytest.raises(IntegrityError):
        write()
    assert makers.count(AuditEntry) == 0
    assert makers.save(AuditEntry(at=clock.now(), action="a.b", subject="", details={})).id > 0


def test_tables_made_in_a_transaction_that_fails_are_not_there(app: Flask) -> None:
    def make() -> None:
        with db.engine.begin() as connection:
            connection.execute(text("CREATE TABLE half_made (id INTEGER)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make()

    assert inspect(db.engine).has_table("half_made") is False


def test_reading_after_a_transaction_sees_what_it_wrote(app: Flask) -> None:
    staff = makers.make_staff(name="before")
    assert db.session.get(Staff, staff.id).name == "before"

    with transaction() as writing:
        writing.get_one(Staff, staff.id).name = "after"

    assert db.session.get(Staff, staff.id).name == "after"


def test_writers_from_many_threads_all_get_their_turn(app: Flask) -> None:
    def write() -> None:
        with app.app_context():
            for _ in range(5):
                makers.make_staff()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert makers.count(Staff) == 40


def test_acknowledged_means_on_disk(app: Flask) -> None:
    if db.engine.dialect.name == "postgresql":
        assert session().scalar(text("SHOW synchronous_commit")) == "on"
    else:
        assert session().scalar(text("PRAGMA journal_mode")) == "wal"
        assert session().scalar(text("PRAGMA synchronous")) == 2


def test_foreign_keys_are_kept(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        makers.save(StaffRole(staff_id=999, role="gate", stop_key=None))


def test_requests_that_read_anew_find_enough_connections(program: Flask) -> None:
    """Each holds what it has read with and wants more: with too few, all would wait for all."""
    url, threads = program.config["SQLALCHEMY_DATABASE_URI"], 12
    engine = create_engine(url, **engine_options(url, threads), pool_timeout=0.1)

    with ExitStack() as held:
        for _each in range(threads * 4):
            held.enter_context(engine.connect())
    engine.dispose()


def test_read_anew_ends_also_when_the_session_cannot_be_given_back(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread answers further requests: none of them may stay in what was read anew."""
    with transaction() as outer, monkeypatch.context() as broken:
        broken.setattr(db.session, "remove", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError), read_anew():
            pass
        assert session() is outer
