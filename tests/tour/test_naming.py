"""Tours, editions, host commands and dates written on screen, and the files that say the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.kernel.refusal import NotFound
from caravan.settings import ROOT
from caravan.tour import actions, catalogue, catalogue_file, queries
from caravan.tour.actions.dates import LastBeforeFirst
from caravan.tour.actions.naming import (
    BeginningMissing,
    BelowItself,
    CodeIsTaken,
    EndsBeforeItBegins,
    NoSuchLevel,
)
from caravan.tour.catalogue import FILES, Catalogue, Edition, Level, Prefecture, Tour
from caravan.tour.forms.fields import bare_line
from caravan.tour.models import LoadedFile
from caravan.tour.plan_json import mark_of
from caravan.tour.season.moving import MovedMeanwhile
from caravan.tour.season.year import Avoided, MovedDate
from tests import makers
from tests.standing import begin_with, load_real_lists

EVENTS = ROOT / "events"
TEXTS = {"ar": "اسم", "fr": "Nom"}
DAYS = Tour("communication-days", TEXTS)


@pytest.fixture
def staff_id(app: Flask) -> int:
    begin_with(load_real_lists)
    return makers.make_staff(name="خلية التواصل").id


def command(name: str = "sale", **values: Any) -> Prefecture:
    return replace(queries.known_commands()[name], **values)


def audited() -> list[tuple[str, str]]:
    rows = db.session.query(AuditEntry).order_by(AuditEntry.id)
    return [(row.action, row.subject) for row in rows]


def test_tour_is_added_once_and_renamed(staff_id: int) -> None:
    new = Tour("winter", TEXTS)
    actions.write_tour(new, seen=None, staff_id=staff_id)
    with pytest.raises(CodeIsTaken):
        actions.write_tour(new, seen=None, staff_id=staff_id)
    named = Tour("winter", {"ar": "شتاء", "fr": "Hiver"})
    actions.write_tour(named, seen=mark_of(new), staff_id=staff_id)
    assert queries.get_tour("winter").name == named.name
    assert audited() == [("tour.write_tour", "winter")] * 2


def test_edition_is_added_and_its_slogan_changed(staff_id: int) -> None:
    new = Edition("communication-days", "4", TEXTS)
    actions.write_edition(new, seen=None, staff_id=staff_id)
    with pytest.raises(CodeIsTaken):
        actions.write_edition(new, seen=None, staff_id=staff_id)
    changed = replace(new, slogan={"ar": "شعار", "fr": "Slogan"})
    actions.write_edition(changed, seen=mark_of(new), staff_id=staff_id)
    assert queries.get_edition("communication-days", "4").slogan["fr"] == "Slogan"
    with pytest.raises(NotFound):
        actions.write_edition(replace(new, tour="nowhere"), seen=None, staff_id=staff_id)


def test_second_to_rename_is_told_that_the_first_was_faster(staff_id: int) -> None:
    seen = mark_of(command())
    actions.write_command(command(checked=date(2027, 1, 1)), seen=seen, staff_id=staff_id)
    with pytest.raises(MovedMeanwhile):
        actions.write_command(command(label=TEXTS), seen=seen, staff_id=staff_id)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"level": "galaxy"}, NoSuchLevel),
        ({"parent": "sale"}, BelowItself),
        ({"parent": "nowhere"}, NotFound),
        ({"since": date(2027, 1, 2), "until": date(2027, 1, 1)}, EndsBeforeItBegins),
    ],
)
def test_command_is_refused_when_it_cannot_be(
    staff_id: int, values: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.write_command(command(**values), seen=mark_of(command()), staff_id=staff_id)
    assert audited() == []


def test_command_is_refused_when_it_would_stand_below_its_own(staff_id: int) -> None:
    oujda = command("oujda", parent="nador")  # nador stands below oujda
    with pytest.raises(BelowItself):
        actions.write_command(oujda, seen=mark_of(command("oujda")), staff_id=staff_id)


def test_command_that_was_raised_ends_and_hands_on_what_stood_below_it(staff_id: int) -> None:
    raised = command("oujda", code="oujda-2", level="regional", since=date(2027, 1, 1))
    actions.succeed_command(raised, before="oujda", staff_id=staff_id)
    commands = queries.known_commands()
    assert commands["oujda"].until == date(2026, 12, 31)
    assert commands["nador"].parent == "oujda-2"
    assert audited() == [("tour.write_command", "oujda-2"), ("tour.end_command", "oujda")]


@pytest.mark.parametrize(
    ("since", "refusal"),
    [(None, BeginningMissing), (date(2019, 1, 1), EndsBeforeItBegins)],
)
def test_command_that_follows_begins_after_the_earlier_one(
    staff_id: int, since: date | None, refusal: type[Exception]
) -> None:
    old = command("oujda", since=date(2020, 1, 1))
    actions.write_command(old, seen=mark_of(command("oujda")), staff_id=staff_id)
    raised = replace(old, code="oujda-2", since=since)
    with pytest.raises(refusal):
        actions.succeed_command(raised, before="oujda", staff_id=staff_id)
    assert "oujda-2" not in queries.known_commands()


def test_tree_puts_each_command_below_the_one_above_it(staff_id: int) -> None:
    branches = queries.tree()
    codes = [branch.command.code for branch in branches]
    depths = {branch.command.code: branch.depth for branch in branches}
    assert codes[codes.index("oujda") + 1] == "nador"
    assert (depths["oujda"], depths["nador"], len(codes)) == (0, 1, 39)
    assert [one.code for one in queries.levels()][:2] == ["prefecture", "regional"]


def test_lunar_date_is_moved_with_who_and_when_and_calculated_again(staff_id: int) -> None:
    actions.move_feast("eid_al_fitr", 1448, date(2027, 3, 10), staff_id=staff_id)
    row, name = queries.moved_feasts()["eid_al_fitr", 1448]
    assert (row.date, name, row.changed_at is not None) == (
        date(2027, 3, 10),
        "خلية التواصل",
        True,
    )
    season = queries.season_between(date(2027, 3, 1), date(2027, 3, 31))
    assert [one.feast for one in season.holidays_on(date(2027, 3, 10))] == ["eid_al_fitr"]
    actions.calculate_feast("eid_al_fitr", 1448, staff_id=staff_id)
    actions.calculate_feast("eid_al_fitr", 1448, staff_id=staff_id)
    assert queries.moved_dates() == {}
    assert [action for action, _ in audited()] == ["tour.move_feast", "tour.calculate_feast"]


@pytest.mark.parametrize(
    ("feast", "year", "refusal"),
    [
        ("eid_al_fitr", 1447, actions.FarFromCalculated),
        ("carnival", 1448, NotFound),
        ("eid_al_fitr", 1200, NotFound),
    ],
)
def test_lunar_date_is_refused_far_from_its_calculation(
    staff_id: int, feast: str, year: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.move_feast(feast, year, date(2027, 3, 10), staff_id=staff_id)


def test_days_are_avoided_changed_and_planned_again(staff_id: int) -> None:
    span = Avoided("x", date(2027, 6, 1), date(2027, 6, 30), TEXTS)
    actions.avoid(span, staff_id=staff_id)
    actions.avoid(replace(span, yearly=True), staff_id=staff_id)
    assert [one for one in queries.avoided() if one.key == "x"] == [replace(span, yearly=True)]
    with pytest.raises(LastBeforeFirst):
        actions.avoid(replace(span, last=date(2027, 5, 1)), staff_id=staff_id)
    actions.stop_avoiding("x", staff_id=staff_id)
    actions.stop_avoiding("x", staff_id=staff_id)
    assert queries.find_avoided_date("x") is None
    assert [action for action, _ in audited()] == [
        "tour.avoid",
        "tour.avoid",
        "tour.stop_avoiding",
    ]


def test_days_that_nobody_named_have_a_key_of_their_own(staff_id: int) -> None:
    first = date(2027, 6, 1)
    keys = []
    for _ in range(2):
        keys.append(actions.new_span_key(first))
        actions.avoid(Avoided(keys[-1], first, first, TEXTS), staff_id=staff_id)
    assert keys == ["2027-06-01", "2027-06-01-2"]


# ---- the files say the same ----

WRITERS = {
    "prefectures.toml": catalogue_file.write_commands,
    "tours.toml": catalogue_file.write_tours,
    "calendar.toml": catalogue_file.write_calendar,
}
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def written(known: Catalogue) -> dict[str, bytes]:
    files = {name: (EVENTS / name).read_bytes() for name in FILES}
    return {**files, **{name: write(known).encode() for name, write in WRITERS.items()}}


def test_real_files_come_back_without_loss() -> None:
    known = catalogue.read_catalogue({name: (EVENTS / name).read_bytes() for name in FILES})
    assert catalogue.read_catalogue(written(known)) == known


@pytest.mark.parametrize(
    ("group", "name"),
    [("commands", "prefectures.toml"), ("tours", "tours.toml"), ("calendar", "calendar.toml")],
)
def test_what_was_edited_on_screen_is_exported_and_loaded_again_changes_nothing(
    staff_id: int, run: Run, tmp_path: Path, group: str, name: str
) -> None:
    edited = Edition("communication-days", "2", {"ar": "\\ «", "fr": 'Deux "mots"'})
    seen = queries.whole_catalogue().editions["communication-days", "2"]
    actions.write_edition(edited, seen=mark_of(seen), staff_id=staff_id)
    sale = command(until=date(2027, 1, 1), label={"ar": "سلا #1", "fr": "Salé\\", "en": "Salé"})
    actions.write_command(sale, seen=mark_of(command()), staff_id=staff_id)
    actions.move_feast("ramadan", 1448, date(2027, 2, 9), staff_id=staff_id)
    actions.avoid(Avoided("x", date(2027, 6, 1), date(2027, 6, 3), TEXTS), staff_id=staff_id)
    out = tmp_path / name
    assert run(group, "export", "-o", out).exit_code == 0
    before = queries.whole_catalogue()
    files = {one: (EVENTS / one).read_bytes() for one in FILES} | {name: out.read_bytes()}
    actions.load_catalogue(files)
    db.session.rollback()
    assert queries.whole_catalogue() == before
    assert makers.count(LoadedFile) == len(FILES)


def test_export_names_the_folder_that_is_missing(run: Run, tmp_path: Path) -> None:
    result = run("tours", "export", "-o", tmp_path / "none" / "tours.toml")
    assert result.exit_code == 1
    assert result.stderr.endswith("tours.toml: No such file or directory.\n")


def test_file_that_was_loaded_once_does_not_undo_what_was_edited_on_screen(staff_id: int) -> None:
    seen = queries.whole_catalogue().tours["communication-days"]
    actions.write_tour(DAYS, seen=mark_of(seen), staff_id=staff_id)
    actions.stop_avoiding("police-day", staff_id=staff_id)
    actions.load_catalogue({name: (EVENTS / name).read_bytes() for name in FILES})
    db.session.rollback()
    assert queries.get_tour("communication-days").name == TEXTS
    assert queries.find_avoided_date("police-day") is None


_typed = st.text(max_size=60).map(bare_line).filter(bool)
_texts = st.fixed_dictionaries({"ar": _typed, "fr": _typed}, optional={"en": _typed})
_codes = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
_days = st.dates(date(2000, 1, 1), date(2070, 1, 1))


@st.composite
def _commands(draw: st.DrawFn) -> dict[str, Prefecture]:
    codes = draw(st.lists(_codes, unique=True, max_size=3))
    above: list[str | None] = [None]
    commands = {}
    for code in codes:
        since, until = sorted([draw(_days), draw(_days)])
        commands[code] = Prefecture(
            code=code,
            level="prefecture",
            name=draw(_texts) | draw(st.just({}) | _typed.map(lambda name: {"zgh": name})),
            label=draw(_texts),
            checked=draw(_days),
            parent=draw(st.sampled_from(above)),
            zgh_checked=draw(st.booleans()),
            since=draw(st.sampled_from([None, since])),
            until=draw(st.sampled_from([None, until])),
        )
        above.append(code)
    return commands


@given(_commands(), _texts, _texts, st.lists(_codes, unique=True, max_size=3), _days)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_forms_let_pass_is_read_back_equal(
    commands: dict[str, Prefecture],
    name: dict[str, str],
    slogan: dict[str, str],
    editions: list[str],
    day: date,
) -> None:
    known = Catalogue(
        levels={"prefecture": Level("prefecture", name, slogan)},
        prefectures=commands,
        services={},
        tours={"tour": Tour("tour", name)},
        editions={("tour", code): Edition("tour", code, name, slogan) for code in editions},
        avoided={code: Avoided(code, day, day, name, yearly=True) for code in editions},
        moved={("ramadan", 1448): MovedDate("ramadan", 1448, date(2027, 2, 9))},
    )
    read = catalogue.read_catalogue(
        {
            **written(known),
            "services.toml": b"",
            "partners.toml": b"",
            "survey.toml": b"",
            "duties.toml": b"",
            "figures.toml": b"",
        }
    )
    assert replace(read, purposes=()) == known
