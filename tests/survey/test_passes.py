"""Passes and drawn codes: only we can make one, and each is good for its own stop or survey."""

import pytest
from flask import Flask

from caravan.survey import passes

TICKET = "0123456789ABCDEFGHJKMNPQRS"


def test_pass_gives_the_same_person_each_time_and_at_its_stop_alone(app: Flask) -> None:
    given = passes.pass_of("oujda-2025", TICKET)

    assert passes.find_person("oujda-2025", given) == given[:32]
    assert passes.find_person("oujda-2025", f" {given.upper()} ") == given[:32]
    assert passes.find_person("fes-2025", given) is None
    assert passes.pass_of("oujda-2025", TICKET[::-1]) != given


@pytest.mark.parametrize("place", [0, 31, 32, 63])
def test_changed_pass_is_none(app: Flask, place: int) -> None:
    given = passes.pass_of("oujda-2025", TICKET)
    changed = given[:place] + ("0" if given[place] != "0" else "1") + given[place + 1 :]

    assert passes.find_person("oujda-2025", changed) is None


def test_marks_of_one_person_in_two_surveys_cannot_be_matched(app: Flask) -> None:
    marks = [passes.mark_of(survey, "person") for survey in ("a" * 32, "b" * 32, "a" * 32)]
    assert (marks[0] == marks[2], marks[0] == marks[1]) == (True, False)


def test_drawn_code_is_read_in_any_spelling_and_only_for_its_survey(app: Flask) -> None:
    code = passes.new_paper_code("a" * 32)

    spellings = [code, f"{code[:4]}-{code[4:8]}-{code[8:]}", f" {code.lower()} "]
    assert {passes.find_paper("a" * 32, one) for one in spellings} == {code[:8]}
    assert passes.find_paper("b" * 32, code) is None


@pytest.mark.parametrize("typed", ["", "1234", "-" * 12, "٣" * 12, "x" * 40])
def test_what_is_no_code_is_none(app: Flask, typed: str) -> None:
    assert passes.find_paper("a" * 32, typed) is None
