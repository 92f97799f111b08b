"""The language gate: which text of a stop, in which language, and whether it blocks."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caravan.settings import ROOT
from caravan.tour import agenda_file, parity
from caravan.tour.stop_plan import PartnerPlan, Room, Speaker, StopPlan, Venue
from tests.tour.stop_files import KNOWN, SHORT

PLAN = agenda_file.read(SHORT, source="", known=KNOWN)
EVENTS = sorted((ROOT / "events").glob("*.toml"))


def found(plan: StopPlan) -> list[tuple[str, str, str]]:
    return [(one.key, one.code, one.severity) for one in parity.find(plan)]


def titled(ar: str, fr: str = "Ouverture") -> StopPlan:
    return replace(PLAN, sessions=(replace(PLAN.sessions[0], title={"ar": ar, "fr": fr}),))


def test_gate_names_text_session_and_language() -> None:
    assert found(titled("من 9-10", "Salle القاعة")) == [
        ("session[1].title.ar", "range", "blocks"),
        ("session[1].title.fr", "arabic_letters", "blocks"),
    ]


def test_gate_looks_at_every_text_of_a_stop() -> None:
    wrong = {"ar": "نص, آخر", "fr": "Un texte"}
    plan = replace(
        titled(wrong["ar"]),
        host=wrong,
        title=wrong,
        reason=wrong,
        note=wrong,
        venue=Venue(wrong, wrong),
        rooms=(Room("hall", wrong),),
        speakers=(Speaker("director", wrong),),
        partners=(PartnerPlan("bank", "bank", wrong, note=wrong),),
    )
    assert [key for key, _, _ in found(plan)] == [
        "host.ar",
        "title.ar",
        "reason.ar",
        "note.ar",
        "venue.name.ar",
        "venue.address.ar",
        "room[1].name.ar",
        "speaker[1].name.ar",
        "partner[1].name.ar",
        "partner[1].note.ar",
        "session[1].title.ar",
    ]


@pytest.mark.parametrize(
    ("ar", "fr", "code"),
    [("Ouverture", "Ouverture", "same_text"), ("Opening", "Ouverture", "not_arabic")],
)
def test_gate_finds_another_language_left_in_the_arabic_field(ar: str, fr: str, code: str) -> None:
    assert found(titled(ar, fr)) == [("session[1].title.ar", code, "blocks")]


def test_gate_asks_to_look_where_a_name_is_the_same_everywhere() -> None:
    name = {"ar": "CIH Bank", "fr": "CIH Bank"}
    plan = replace(PLAN, partners=(PartnerPlan("bank", "bank", name),))
    assert found(plan) == [("partner[1].name.ar", "same_text", "look")]
    parity.refuse_mixed(plan)


def test_gate_asks_to_look_where_a_french_digit_touches_its_word() -> None:
    assert found(titled("الافتتاح", "Salle2")) == [("session[1].title.fr", "glued", "look")]


def test_gate_refuses_with_everything_that_blocks() -> None:
    with pytest.raises(parity.MixedTexts) as refused:
        parity.refuse_mixed(titled("٣ فقرات, هنا", "Salle2"))
    assert [one.code for one in refused.value.findings] == ["digits", "latin_mark"]
    assert refused.value.params == {"count": 2}


def test_finding_says_where_and_why() -> None:
    (finding,) = parity.find(titled("في مايو"))
    assert str(finding) == (
        "session[1].title.ar: مايو is not what Morocco calls this month: write ماي."
    )


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Every text by language in a file of events/."""
    if isinstance(node, dict) and isinstance(node.get("ar"), str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from texts(child)


@pytest.mark.parametrize("file", EVENTS, ids=lambda file: file.name)
def test_gate_is_open_for_every_text_of_the_folder(file: Path) -> None:
    every = list(texts(tomllib.loads(file.read_text(encoding="utf-8"))))
    assert every
    assert [str(one) for text in every for one in parity.find_in(("text",), text)] == []
