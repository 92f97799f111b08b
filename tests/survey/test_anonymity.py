"""What docs/anonymity.md says of the survey: an answer is counted, and not kept as anybody's."""

import logging

import pytest
from flask import Flask
from sqlalchemy import Date, DateTime, Table, Time, func, select, text

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import Base, db
from caravan.survey import actions, rules
from caravan.survey.models import Survey, SurveyBag, SurveySeal
from tests import makers
from tests.conftest import Browser
from tests.survey import surveys

TABLES = [model.__table__ for model in (Survey, SurveySeal, SurveyBag)]
CANARY = "كناري-7391"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_survey_table_knows_no_time_no_person_and_no_order(table: Table) -> None:
    clocks = [one.name for one in table.columns if isinstance(one.type, DateTime | Time | Date)]

    assert clocks == []
    assert {key.column.table.name for key in table.foreign_keys} <= {"stops", "surveys"}
    assert table.dialect_options["sqlite"]["with_rowid"] is False


def test_seals_and_lines_are_joined_by_the_survey_alone() -> None:
    seals, bags = SurveySeal.__table__, SurveyBag.__table__

    assert set(seals.columns.keys()) & set(bags.columns.keys()) == {"survey_id"}
    pointing = {
        table.name
        for table in Base.metadata.sorted_tables
        if {"survey_seals", "survey_bags"} & {key.column.table.name for key in table.foreign_keys}
    }
    assert pointing == set()


def test_lines_lie_in_bags_of_five_in_alphabetical_order(app: Flask) -> None:
    survey = surveys.make_survey(makers.make_stop())
    for line in ("و", "ب", "د", "ا", "ج", "ه", "ز"):
        surveys.answer(survey, 1, line=line)

    bags = db.session.execute(select(SurveyBag.is_full, SurveyBag.lines)).all()
    assert sorted(map(tuple, bags), key=str) == [
        (False, ["ز", "ه"]),
        (True, ["ا", "ب", "ج", "د", "و"]),
    ]


def test_last_transaction_of_every_open_bag_is_that_of_the_last_person(app: Flask) -> None:
    """On PostgreSQL, where each row shows it: who has written no line cannot be told from it."""
    if db.engine.dialect.name != "postgresql":
        assert db.engine.dialect.name == "sqlite"  # rows there carry no such number
        return
    survey = surveys.make_survey(makers.make_stop())
    surveys.answer(survey, 1, line="سطر")
    surveys.answer(survey, 1, welcome="5")

    of_bag = db.session.scalar(text("SELECT xmin::text FROM survey_bags"))
    of_seals = db.session.scalars(text("SELECT xmin::text FROM survey_seals")).all()
    assert of_seals.count(of_bag) == 1
    assert db.session.scalar(select(func.count()).select_from(SurveySeal)) == 2
    silent = db.session.scalar(
        text("SELECT xmin::text FROM survey_seals ORDER BY xmin::text::bigint DESC LIMIT 1")
    )
    assert of_bag == silent


def test_answer_is_in_no_log_and_no_audit_row(
    client: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stop = makers.make_stop()
    surveys.make_survey(stop)
    holder = makers.make_registration(stop)
    given = surveys.pass_of(holder)
    for fields in ({"pass": given}, {"code": "1"}, {}):
        client.post(surveys.ADDRESS, data={"q-improve.1": CANARY, **fields})

    rows = db.session.scalars(select(AuditEntry)).all()
    assert db.session.scalar(select(SurveyBag.lines)) == [CANARY]
    assert CANARY not in caplog.text + str([(row.action, row.details) for row in rows])
    assert given not in caplog.text


def test_page_sets_no_cookie_and_answering_none_but_the_language(client: Browser) -> None:
    stop = makers.make_stop()
    surveys.make_survey(stop)
    given = surveys.pass_of(makers.make_registration(stop))
    page = client.get(surveys.ADDRESS)
    answer = client.post(surveys.ADDRESS, data={"q-welcome.1": "5", "pass": given})

    assert "Set-Cookie" not in page.headers
    assert answer.status_code == 303
    assert [one.partition("=")[0] for one in answer.headers.getlist("Set-Cookie")] == ["lang"]


def test_pass_and_seal_hold_nothing_of_the_ticket(app: Flask) -> None:
    stop = makers.make_stop()
    survey = surveys.make_survey(stop)
    holder = makers.make_registration(stop)
    given = surveys.pass_of(holder)
    actions.count(survey, given[:32], rules.Said({surveys.WELCOME: "5"}), rules.PHONE)

    mark = db.session.scalar(select(SurveySeal.mark))
    assert holder.code.lower() not in given
    assert mark not in given
