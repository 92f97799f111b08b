"""`survey.toml`: every fault with its line; another wording is another version."""

from pathlib import Path

import pytest
from flask import Flask

from caravan.kernel.db import transaction
from caravan.tour.bank import bank_file, queries
from caravan.tour.bank.bank_file import BANK_FILE
from caravan.tour.bank.taking import take_over
from caravan.tour.faults import BadCatalogue

EVENTS = Path(__file__).parents[3] / "events"
FACES = """[[question]]
code = "welcome"
kind = "faces"
text.ar = "كيف؟"
text.fr = "Comment ?"
about = ["stop"]
"""
SCALE = FACES.replace('"faces"', '"scale"')
CHOICE = FACES.replace('"faces"', '"choice"')


def faults_of(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BadCatalogue) as refused:
        bank_file.read(text)
    return [(fault.line, fault.key, fault.code) for fault in refused.value.faults]


def take(text: str) -> list[str]:
    """The names of the questions that can be chosen once the file is taken over."""
    with transaction() as writing:
        take_over(writing, bank_file.read(text))
    return [one.name for one in queries.current_questions()]


def test_bank_of_the_folder_proposes_few_questions_of_every_kind() -> None:
    read = bank_file.read((EVENTS / BANK_FILE).read_bytes())

    assert {one.kind for one in read} == {"faces", "scale", "choice", "line"}
    assert [sum(about in one.about for one in read) for about in ("stop", "session")] == [3, 2]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (CHOICE, [(1, "question[1].choices", "choices_number")]),
        (SCALE, [(1, "question[1].high", "missing"), (1, "question[1].low", "missing")]),
        (f"{FACES}low.ar = 'ا'\nlow.fr = 'a'\n", [(7, "question[1].low", "not_for_kind")]),
        (FACES.replace('"faces"', '"stars"'), [(3, "question[1].kind", "unknown_choice")]),
        (FACES.replace('text.fr = "Comment ?"\n', ""), [(4, "question[1].text.fr", "missing_fr")]),
        (FACES + FACES, [(8, "question[2].code", "duplicate_code")]),
    ],
)
def test_fault_is_told_with_line_and_key(text: str, faults: list[tuple[int, str, str]]) -> None:
    assert faults_of(text) == faults


def test_same_words_are_the_same_version_and_others_the_next(app: Flask) -> None:
    first = take(FACES)
    again = take(FACES.replace('about = ["stop"]', ""))
    worded = take(FACES.replace("Comment ?", "Et alors ?"))

    assert (first, again, worded) == (["welcome.1"], ["welcome.1"], ["welcome.2"])
    assert [one.text["fr"] for one in queries.questions_named(["welcome.1", "welcome.2"])] == [
        "Comment ?",
        "Et alors ?",
    ]


def test_question_that_the_file_leaves_out_can_be_chosen_no_more(app: Flask) -> None:
    take(FACES)

    assert take("") == []
    assert [one.name for one in queries.questions_named(["welcome.1"])] == ["welcome.1"]
    assert take(FACES) == ["welcome.1"]
