"""The catalogues: every text in Arabic and French, nothing left over, placeholders kept."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "caravan" / "translations"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]")


def catalogue(lang: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES / lang / "LC_MESSAGES" / "messages.po"))


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The msgids that the program uses, gathered as `make words` does."""
    template = tmp_path_factory.mktemp("words") / "messages.pot"
    keywords = ["--keyword", "_l", "--keyword", "lazy_gettext"]
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    command += ["--mapping", "pyproject.toml", "--ignore-dirs", ".*", *keywords]
    subprocess.run([*command, "-o", template, "caravan", "templates"], cwd=ROOT, check=True)
    return {entry.msgid for entry in polib.pofile(str(template))}


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_every_text_is_translated(used: set[str], lang: str) -> None:
    entries = {entry.msgid: entry for entry in catalogue(lang)}

    assert sorted(used - set(entries)) == []
    assert [entry.msgid for entry in catalogue(lang) if not entry.translated()] == []


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_no_text_is_left_over(used: set[str], lang: str) -> None:
    assert sorted({entry.msgid for entry in catalogue(lang)} - used) == []


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_placeholders_are_kept(lang: str) -> None:
    wrong = []
    for entry in catalogue(lang):
        if entry.msgid_plural:
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural))
            wrong += [
                e for e in entry.msgstr_plural.values() if set(PLACEHOLDER.findall(e)) - wanted
            ]
        elif set(PLACEHOLDER.findall(entry.msgid)) != set(PLACEHOLDER.findall(entry.msgstr)):
            wrong.append(entry.msgid)

    assert wrong == []


def test_arabic_counts_with_six_forms_in_the_usual_order() -> None:
    header = catalogue("ar").metadata["Plural-Forms"]

    assert header.startswith("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3")
    assert [e.msgid for e in catalogue("ar") if e.msgid_plural and len(e.msgstr_plural) != 6] == []


@pytest.mark.parametrize("month", ["مايو", "يوليو ", "أغسطس", "سبتمبر", "نوفمبر", "ديسمبر"])
def test_arabic_never_names_months_as_elsewhere(month: str) -> None:
    assert [entry.msgid for entry in catalogue("ar") if month in entry.msgstr] == []


def test_arabic_keeps_the_order_of_numbers_in_groups() -> None:
    """Without an isolate, right to left shows "06 12 34" as "34 12 06"."""
    texts = [entry.msgstr for entry in catalogue("ar")]
    loose = [re.sub("\u2066[^\u2069]*\u2069", "", text) for text in texts]
    assert [text for text in loose if re.search(r"\d \d", text)] == []
