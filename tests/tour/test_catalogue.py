"""The lists of commands and services: what they give, and what is wrong with them."""

from datetime import date

import pytest

from caravan.tour.catalogue import FILES, Prefecture, read_catalogue
from caravan.tour.faults import BadCatalogue

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


def faults_of(prefectures: str, services: str) -> tuple[str, list[tuple[int, str, str]]]:
    with pytest.raises(BadCatalogue) as refused:
        read_catalogue(dict(zip(FILES, (prefectures, services, "", ""), strict=True)))
    found = [(fault.line, fault.key, fault.code) for fault in refused.value.faults]
    return refused.value.source, found


def test_catalogue_gives_the_commands_by_code_when_read() -> None:
    assert read_catalogue(
        dict(zip(FILES, (LEVEL + OUJDA, "", "", ""), strict=True))
    ).prefectures == {
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
