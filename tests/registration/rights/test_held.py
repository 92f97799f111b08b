"""What may be held at all, and that all of it has words, a purpose and an end."""

import re

import pytest
from flask import Flask
from sqlalchemy import Table, true

from caravan.kernel import holdings, purposes
from caravan.kernel.clock import now
from caravan.kernel.db import Base, db
from caravan.registration import actions, rules
from caravan.registration.models import Consent
from caravan.registration.rights import words
from caravan.registration.rules import Details
from caravan.rooms import RETENTION
from tests import makers, pages
from tests.conftest import Browser

FORBIDDEN = re.compile(
    r"(^|_)(cin|cnie|cnss|card_number|national|identity|grade|rank|matricule|birth|born|birthday|age|dob)(_|$)"
)
PERSONAL = re.compile(r"(^|_)(name|email|phone|recipient|representative|person|address_mark)($|_)")
NOT_OF_PEOPLE = {  # names of places, tours, partners, files, lists; the staff's own accounts
    *("command_levels", "prefectures", "services", "tours", "editions", "stops", "partners"),
    *("organisations", "loaded_files", "purposes", "staff", "answering_bodies", "plan_lines"),
    *("themes", "reply_templates", "released_counts", "yearly_figures"),
    "yearly_figure_entries",
    "body_contacts",  # addresses of offices; taken away by hand (docs/personal-data.md)
}
REGISTRATIONS = Base.metadata.tables["registrations"]


def columns() -> list[str]:
    return [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
    ]


def test_no_column_holds_card_number_grade_or_birth() -> None:
    assert [one for one in columns() if FORBIDDEN.search(one.split(".")[1])] == []
    assert [bool(FORBIDDEN.search(one)) for one in ("birth_date", "cnie", "badge")] == [
        True,
        True,
        False,
    ]


def test_no_form_asks_for_card_number_grade_or_birth(app: Flask, client: Browser) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    addresses = (
        f"/ar/stops/{stop.key}/register",
        f"/ar/tickets/{person.code}",
        f"/ar/tickets/{person.code}/data",
        f"/ar/stops/{stop.key}/questions",
        f"/ar/stops/{stop.key}/suggestions",
    )
    names = [
        name
        for address in addresses
        for form in pages.read(client.get(address)).forms
        for name in form.fields
    ]
    assert len(names) > 10
    assert [name for name in names if FORBIDDEN.search(name)] == []


def test_every_column_about_a_person_has_words() -> None:
    tables = holdings.hanging(REGISTRATIONS, true())
    unnamed = [
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if holdings.tells(column) and column.name not in words.COLUMNS
    ]
    assert ([table.name for table in tables if table.name not in words.TABLES], unnamed) == ([], [])


def ended_with(table: Table) -> set[str]:
    """The tables of which every row goes with one of `table`; not those that may stand alone."""
    return {
        one.name
        for one in holdings.hanging(table, true())
        if one is table or any(not link.parent.nullable for link in one.foreign_keys)
    }


def test_every_table_about_people_has_an_end() -> None:
    ended = {
        name
        for rule in RETENTION
        for name in ([rule.table.name] if rule.change else ended_with(rule.table))
    }
    about = {
        one.split(".")[0] for one in columns() if PERSONAL.search(one.split(".")[1])
    } - NOT_OF_PEOPLE
    about |= {table.name for table in holdings.hanging(REGISTRATIONS, true())}
    assert sorted(about - ended) == []


@pytest.mark.usefixtures("app")
def test_every_rule_of_retention_has_its_purpose_in_the_register() -> None:
    known = {one.code for one in purposes.register()}
    assert {rule.purpose for rule in RETENTION} <= known
    assert rules.NOTICE_PURPOSE in known


@pytest.mark.usefixtures("app")
def test_consent_names_a_purpose_of_the_register() -> None:
    details = Details("فاطمة", "serving", "0" * 32)
    actions.register(makers.make_stop(), details, now=now())
    consent = db.session.query(Consent).one()
    assert purposes.get_purpose(consent.purpose).number == ""
    assert consent.notice_version == rules.NOTICE_VERSION
