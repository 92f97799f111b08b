"""The folder `events/`: each file is right, names nobody, and its format is documented."""

import re
from pathlib import Path

import pytest

from caravan.tour import agenda_file
from caravan.tour.agreements import fields, register_file
from caravan.tour.bank.bank_file import QUESTIONS
from caravan.tour.catalogue import (
    AVOIDED,
    EDITIONS,
    FILES,
    LEVELS,
    MOVED,
    PREFECTURES,
    SERVICES,
    TOURS,
    Catalogue,
    read_catalogue,
)
from caravan.tour.duties.duty_file import BODIES, LINES, ROUTES, THEMES
from caravan.tour.figures.figure_file import FIGURES, PARTS
from caravan.tour.offers import partner_file
from caravan.tour.offers.partner_file import OFFERS, PARTNERS
from caravan.tour.purpose_file import PURPOSES
from caravan.tour.stop_fields import field_names
from caravan.tour.stop_plan import StopPlan

ROOT = Path(__file__).parents[2]
EVENTS = ROOT / "events"
AGREEMENTS = "agreements.toml"
OTHERS = (*FILES, AGREEMENTS)
STOPS = sorted(path.name for path in EVENTS.glob("*.toml") if path.name not in OTHERS)


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return read_catalogue({name: (EVENTS / name).read_bytes() for name in FILES})


def read(name: str, known: Catalogue) -> StopPlan:
    return agenda_file.read((EVENTS / name).read_bytes(), source=name, known=known)


def test_folder_holds_nothing_but_toml_when_listed() -> None:
    assert [path.name for path in EVENTS.iterdir() if path.suffix != ".toml"] == []


@pytest.mark.parametrize("name", STOPS)
def test_stop_file_reads_and_comes_back_equal_when_written(name: str, known: Catalogue) -> None:
    plan = read(name, known)
    written = agenda_file.write(plan)
    assert agenda_file.read(written, source=name, known=known) == plan


@pytest.mark.parametrize("name", [name for name in STOPS if name != "example.toml"])
def test_stop_file_is_named_by_its_day_and_key_when_it_is_to_be_published(
    name: str, known: Catalogue
) -> None:
    plan = read(name, known)
    assert name == f"{plan.first_day}-{plan.key}.toml"
    assert agenda_file.is_stop_file(name)


@pytest.mark.parametrize("name", STOPS)
def test_friday_noon_holds_only_a_pause_when_the_stop_has_a_friday(
    name: str, known: Catalogue
) -> None:
    assert [
        session.key
        for session in read(name, known).sessions
        if session.day.isoweekday() == 5 and session.kind != "pause"
        if f"{session.starts:%H:%M}" < "14:45" and f"{session.ends:%H:%M}" > "12:30"
    ] == []


def test_example_is_a_rehearsal_when_someone_publishes_it(known: Catalogue) -> None:
    assert read("example.toml", known).rehearsal


def test_catalogue_has_the_tours_with_their_slogans_when_read(known: Catalogue) -> None:
    assert [len(known.tours), len(known.editions)] == [2, 4]
    assert known.editions["communication-days", "2"].slogan["ar"].startswith("المقاربة التواصلية")


def test_catalogue_has_the_commands_and_services_of_the_tour_when_read(known: Catalogue) -> None:
    assert [len(known.levels), len(known.prefectures), len(known.services)] == [10, 39, 11]
    assert known.prefectures["nador"].parent == "oujda"
    assert known.prefectures["oujda"].label["ar"] == "ولاية أمن وجدة"


def test_partners_are_kinds_and_nothing_is_offered_when_the_press_names_none(
    known: Catalogue,
) -> None:
    kinds = {one.code: one.kind for one in known.organisations.values()}
    assert kinds == {code: code for code in kinds}
    assert known.offers == {}


def test_offer_shown_in_the_remarks_reads_when_it_is_no_remark(known: Catalogue) -> None:
    text = (EVENTS / "partners.toml").read_text(encoding="utf-8")
    shown = text[text.index("# [[offer]]") :].replace("# ", "")
    keys = [line for line in shown.splitlines() if re.match(r"\[|[a-z.]+ = ", line)]
    before = text[: text.index("# [[offer]]")]
    _, offers = partner_file.read(before + "\n".join(keys), known.services)
    assert [(one.code, len(one.papers)) for one in offers] == [("bank-home-loan", 2)]


@pytest.mark.parametrize("name", STOPS)
def test_stop_says_which_partner_of_the_catalogue_stands_there(name: str, known: Catalogue) -> None:
    partners = read(name, known).partners
    assert [one.organisation for one in partners] == [one.kind for one in partners]


@pytest.mark.parametrize("name", [*STOPS, *OTHERS])
def test_file_uses_moroccan_months_when_it_speaks_arabic(name: str) -> None:
    text = (EVENTS / name).read_text(encoding="utf-8")
    assert re.findall("مايو|يوليو|أغسطس|سبتمبر|نوفمبر|ديسمبر", text) == []


def test_agreements_read_and_come_back_equal_when_written() -> None:
    plans = register_file.read((EVENTS / AGREEMENTS).read_bytes(), source=AGREEMENTS)
    assert register_file.read(register_file.write(plans), source=AGREEMENTS) == plans


def test_agreements_are_those_of_the_articles_when_read() -> None:
    south, north, east = register_file.read((EVENTS / AGREEMENTS).read_bytes(), source=AGREEMENTS)
    told = [
        [(stage.state, str(stage.day), stage.place.get("fr")) for stage in plan.stages]
        for plan in (south, north, east)
    ]
    assert told == [
        [("signed", "2025-05-06", "Laâyoune")],
        [("signed", "2025-04-08", "Tanger")],
        [("expected", "None", None), ("signed", "2025-09-30", "Oujda")],
    ]
    assert [site.key for site in south.sites if site.kind == "border_post"] == ["guergarat"]
    assert len(south.sites) == 7


def test_agreements_page_lists_every_key_when_compared_with_the_reader() -> None:
    page = (ROOT / "docs" / "agreements-format.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_.]+)` \|", page, re.MULTILINE) == fields.field_names()


def test_format_page_lists_every_key_when_compared_with_the_reader() -> None:
    page = (ROOT / "docs" / "events-format.md").read_text(encoding="utf-8")
    tables = {
        "level": LEVELS,
        "prefecture": PREFECTURES,
        "service": SERVICES,
        "tour": TOURS,
        "edition": EDITIONS,
        "avoided": AVOIDED,
        "moved": MOVED,
        "partner": PARTNERS,
        "offer": OFFERS,
        "purpose": PURPOSES,
        "question": QUESTIONS,
        "theme": THEMES,
        "body": BODIES,
        "route": ROUTES,
        "line": LINES,
        "figure": FIGURES,
        "part": PARTS,
    }
    catalogue = [f"{table}.{field.key}" for table, fields in tables.items() for field in fields]
    rows = page[page.index("## The stop") :]
    assert re.findall(r"^\| `([a-z_.]+)` \|", rows, re.MULTILINE) == field_names() + catalogue
