"""The lists of commands and services: what they give, and what is wrong with them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caravan.tour.catalogue import FILES, Prefecture, read_catalogue
from caravan.tour.faults import BadCatalogue
from caravan.tour.season.year import Avoided, MovedDate

LEVEL = '[[level]]\ncode = "prefecture"\nnoun.ar = "ولاية أمن"\nnoun.fr = "préfecture"\n'
OUJDA = """
[[prefecture]]
code = "oujda"
level = "prefecture"
name.ar = "وجدة"
name.fr = "Oujda"
label.ar = "ولاية أمن وجدة"
label.fr = "Préfecture d’Oujda"
checked = 2026-11-21
"""
SERVICE = '[[service]]\ncode = "housing"\nname.ar = "السكن"\nname.fr = "Logement"\n'


AVOIDED = """
[[avoided]]
key = "open-days"
first = 2027-05-17
last = 2027-05-21
yearly = true
reason.ar = "الأبواب المفتوحة"
reason.fr = "Portes ouvertes"
"""
MOVED = '[[moved]]\nfeast = "eid_al_fitr"\nhijri_year = 1448\ndate = 2027-03-10\n'


PURPOSES = (Path(__file__).parents[2] / "events" / "purposes.toml").read_text(encoding="utf-8")


def files(prefectures: str = "", services: str = "", calendar: str = "") -> dict[str, str]:
    written = (prefectures, services, "", calendar, "", PURPOSES, "", "", "")
    return dict(zip(FILES, written, strict=True))


def faults_of(
    prefectures: str = "", services: str = "", calendar: str = ""
) -> tuple[str, list[tuple[int, str, str]]]:
    with pytest.raises(BadCatalogue) as refused:
        read_catalogue(files(prefectures, services, calendar))
    found = [(fault.line, fault.key, fault.code) for fault in refused.value.faults]
    return refused.value.source, found


def test_catalogue_gives_the_commands_by_code_when_read() -> None:
    assert read_catalogue(files(LEVEL + OUJDA)).prefectures == {
        "oujda": Prefecture(
            code="oujda",
            level="prefecture",
            name={"ar": "وجدة", "fr": "Oujda"},
            label={"ar": "ولاية أمن وجدة", "fr": "Préfecture d’Oujda"},
            checked=date(2026, 11, 21),
        )
    }


def test_catalogue_names_the_line_when_a_level_is_unknown() -> None:
    assert faults_of(OUJDA, "") == (
        "prefectures.toml",
        [(4, "prefecture[1].level", "unknown_level")],
    )


def test_catalogue_names_both_lines_when_a_command_is_given_twice() -> None:
    found = [(16, "prefecture[2].code", "duplicate_code")]
    assert faults_of(LEVEL + OUJDA + OUJDA, "") == ("prefectures.toml", found)


def test_catalogue_is_refused_when_a_parent_is_not_in_it() -> None:
    found = [(14, "prefecture[1].parent", "unknown_prefecture")]
    assert faults_of(LEVEL + OUJDA + 'parent = "fes"\n', "") == ("prefectures.toml", found)


def test_catalogue_is_refused_when_a_service_has_no_pictogram() -> None:
    assert faults_of("", SERVICE) == ("services.toml", [(1, "service[1].pictogram", "missing")])


@pytest.mark.parametrize("parent", ["oujda", "nador"])
def test_catalogue_is_refused_when_a_command_stands_below_itself(parent: str) -> None:
    nador = OUJDA.replace('"oujda"', '"nador"') + 'parent = "oujda"\n'
    _source, found = faults_of(LEVEL + OUJDA + f'parent = "{parent}"\n' + nador)
    assert found[0] == (14, "prefecture[1].parent", "below_itself")


def test_catalogue_is_refused_when_a_command_ends_before_it_begins() -> None:
    found = [(15, "prefecture[1].until", "last_before_first")]
    dates = "since = 2027-01-01\nuntil = 2026-01-01\n"
    assert faults_of(LEVEL + OUJDA + dates) == ("prefectures.toml", found)


def test_calendar_gives_what_is_avoided_and_what_was_moved() -> None:
    read = read_catalogue(files(calendar=AVOIDED + MOVED))
    reason = {"ar": "الأبواب المفتوحة", "fr": "Portes ouvertes"}
    assert read.avoided == {
        "open-days": Avoided("open-days", date(2027, 5, 17), date(2027, 5, 21), reason, yearly=True)
    }
    assert read.moved == {("eid_al_fitr", 1448): MovedDate("eid_al_fitr", 1448, date(2027, 3, 10))}


def test_calendar_is_refused_when_days_end_before_they_begin() -> None:
    backwards = AVOIDED.replace("2027-05-21", "2027-05-16")
    found = [(5, "avoided[1].last", "last_before_first")]
    assert faults_of(calendar=backwards) == ("calendar.toml", found)


@pytest.mark.parametrize(("of", "wrong"), [("2027-03-10", "2027-04-10"), ("1448", "1200")])
def test_calendar_is_refused_when_a_lunar_date_is_far_from_its_calculation(
    of: str, wrong: str
) -> None:
    found = [(4, "moved[1].date", "not_near")]
    assert faults_of(calendar=MOVED.replace(of, wrong)) == ("calendar.toml", found)


def test_calendar_is_refused_when_a_lunar_date_is_moved_twice() -> None:
    found = [(7, "moved[2].hijri_year", "duplicate_code")]
    assert faults_of(calendar=MOVED + MOVED) == ("calendar.toml", found)


def test_command_stands_from_its_first_to_its_last_day() -> None:
    sale = Prefecture("sale", "provincial", {}, {}, date(2026, 1, 1))
    raised = replace(sale, since=date(2027, 1, 1), until=date(2027, 12, 31))
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1)]
    assert [raised.stands_on(day) for day in days] == [False, True, True, False]
    assert all(sale.stands_on(day) for day in days)
