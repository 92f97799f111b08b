"""The sheets of the workbook: each has a name that fits, whole, in both languages."""

import re
from pathlib import Path

import pytest
from flask import Flask

from caravan.followup.closing import workbook
from caravan.kernel.i18n import in_language
from caravan.kernel.texts import gettext as _
from caravan.press.words import labels

ROOM = Path(workbook.__file__).parents[1]
# the titles of all tables of the report, and the names that the workbook gives by itself
TITLES = {
    title
    for file in (ROOM / "report").glob("*.py")
    for line in re.findall(r"FactTable\(\s*(?:title=)?(.*)", file.read_text())
    for title in re.findall(r'_\("([^"%]+)"\)', line)
}
SOURCE = Path(workbook.__file__).read_text()
OWN = set(re.findall(r'Leaf\(\s*_\("([^"]+)"\)', SOURCE))
LABELS = set(re.findall(r'Leaf\(\s*words\["(\w+)"\]', SOURCE))


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_every_sheet_has_a_name_that_fits(app: Flask, lang: str) -> None:
    with in_language(lang):
        titles = [_(one) for one in {*TITLES, *OWN}] + [labels(lang)[one] for one in LABELS]
        names = {title: workbook._name(workbook._brief(title), set()) for title in titles}

    assert (len(TITLES), len(OWN), len(LABELS)) == (10, 2, 6)
    assert {name for name in names.values() if len(name) > 31 or "…" in name} == set()


def test_name_of_a_session_ends_with_a_whole_word_and_stays_its_own() -> None:
    taken: set[str] = set()
    names = [
        workbook._name("Enquête : la santé et les centres de vacances", taken) for _one in "ab"
    ]

    assert names == ["Enquête la santé et les…", "Enquête la santé et les… 2"]
    assert workbook._name("x" * 40, taken) == "x" * 30 + "…"
    assert workbook._name("'Hajj' '", taken) == "Hajj"  # Excel takes none that begins or ends so
