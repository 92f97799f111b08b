"""The pages for people say what the program does: settings, roles, commands, words, links."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import polib
import pytest
from flask import Flask

from caravan.accounts.rules import RIGHTS, ROLES
from caravan.press import words
from caravan.settings import Settings, read
from tests.architecture.source import ROOT, package_files, place, room_file

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
AUDITED = re.compile(r"(?:accounts|tour|registration|checkin|voice|survey|followup)\.[a-z_]+")


class Asked(dict[str, str]):
    """An environment that remembers which variables it was asked for."""

    def __init__(self, **values: str) -> None:
        super().__init__(**values)
        self.names: set[str] = set()

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        self.names.add(name)
        return super().get(name, default)


def rows(page: Path) -> list[list[str]]:
    """The cells of every line of the page's tables, without heads and rules."""
    lines = page.read_text().splitlines()
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if line.startswith("|")]
    stripped = [[cell.strip() for cell in row] for row in cells]
    return [
        row
        for row, after in zip(stripped, [*stripped[1:], [""]], strict=True)
        if _is_row(row, after)
    ]


def _is_row(row: list[str], after: list[str]) -> bool:
    return not any(cell.startswith("---") for cell in (row[0], after[0]))


def code(cell: str) -> set[str]:
    """What stands between backquotes in a cell."""
    return set(re.findall(r"`([^`]+)`", cell))


def commands(group: click.Group, before: str = "") -> Iterator[str]:
    """The whole names of the commands in `group`: "stops check"."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def documented(program: str) -> set[str]:
    """The commands of `program` that docs/commands.md explains in its tables."""
    name = re.compile(rf"`{program} ([a-z][a-z ]*[a-z])\b")
    firsts = [name.match(row[0]) for row in rows(DOCS / "commands.md")]
    return {first[1] for first in firsts if first}


def test_settings_page_names_every_field() -> None:
    explained = {row[0].strip("`") for row in rows(DOCS / "settings.md")}

    assert explained == {field.name for field in fields(Settings)}


def test_settings_page_names_every_variable_that_is_read(tmp_path: Path) -> None:
    environment = Asked(CARAVAN_DATA=str(tmp_path))
    read(environment)

    explained = set[str]().union(*(code(row[1]) for row in rows(DOCS / "settings.md")))
    assert explained == environment.names


def test_roles_page_gives_each_role_its_rights() -> None:
    table = [row for row in rows(DOCS / "roles.md") if len(row) == 6]

    written = {
        role: {row[0].strip("`") for row in table if row[column] == "yes"}
        for column, role in enumerate(ROLES, 1)
    }

    assert written == RIGHTS


def test_roles_page_names_every_action_that_is_audited() -> None:
    entries = [row for row in rows(DOCS / "roles.md") if len(row) == 2]
    actions = [path for path in package_files() if room_file(path)[1] == "actions"]

    audited = {
        name for path in actions for name in re.findall(r'"([a-z.]+\.[a-z_]+)"', path.read_text())
    }

    assert set[str]().union(*(code(row[0]) for row in entries)) == set(
        filter(AUDITED.fullmatch, audited)
    )


def test_commands_page_names_every_command_of_ours(app: Flask) -> None:
    ours = {name for name in commands(app.cli) if not name.startswith("db ")}  # Flask-Migrate's

    assert documented("flask") == ours


def test_commands_page_names_every_target_of_make() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert documented("make") == set(targets)


@pytest.mark.parametrize("command", ["make run", "make test", "make demo"])
def test_readme_shows_the_command_on_a_line_of_its_own(command: str) -> None:
    assert (ROOT / "README.md").read_text().splitlines().count(command) == 1


def test_readme_fits_one_screen() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) < 50


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_page_links_only_to_files_that_are_there(page: Path) -> None:
    targets = [link.partition("#")[0] for link in LINK.findall(page.read_text())]
    own = [target for target in targets if target and "://" not in target]

    assert [target for target in own if not (page.parent / target).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_page_names_only_files_of_the_program_that_are_there(page: Path) -> None:
    named = re.findall(
        r"`((?:caravan|tests|tools|templates|static|docs|events)/[\w./-]+)`", page.read_text()
    )

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_way_of_an_attendee_names_only_files_that_are_there() -> None:
    text = (DOCS / "the-way-of-an-attendee.md").read_text()
    named = re.findall(r"`([a-z_]+/[\w/]+\.py)`", text)

    assert [name for name in named if not (ROOT / "caravan" / name).is_file()] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        links = [
            (page.parent / link.partition("#")[0]).resolve()
            for link in LINK.findall(page.read_text())
        ]
        waiting += [
            link
            for link in links
            if link.suffix == ".md" and link not in reached and link.is_file()
        ]

    assert sorted(map(place, set(PAGES) - reached)) == []


@pytest.mark.parametrize(("column", "lang"), [(1, "ar"), (2, "fr")])
def test_glossary_uses_the_words_of_pages_and_paper(column: int, lang: words.Lang) -> None:
    said = spoken(lang)
    terms = [row[column] for row in rows(DOCS / "glossary.md")]

    assert [term for term in terms if term.casefold() not in said] == []


def spoken(lang: words.Lang) -> str:
    """Every text of a language: catalogue, printed pieces, the lists of events/, small letters."""
    catalogue = ROOT / "caravan" / "translations" / lang / "LC_MESSAGES" / "messages.po"
    texts = [text for entry in polib.pofile(str(catalogue)) for text in _translations(entry)]
    lists = tomllib.loads((ROOT / "events" / "prefectures.toml").read_text())
    return "\n".join([*texts, *words.labels(lang).values(), str(lists)]).casefold()


def _translations(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr, *entry.msgstr_plural.values()]
