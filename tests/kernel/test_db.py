"""Transactions: all or nothing, joined, durable, fair."""

import threading

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from caravan.accounts.models import Staff, StaffRole
from caravan.kernel.db import db, session, transaction
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
