"""When a promise is late, and what may be answered, promised, called kept."""

from datetime import date

import pytest

from caravan.followup import rules

TODAY = date(2026, 11, 22)
TEXTS = {"ar": "نعم", "fr": "Oui"}


@pytest.mark.parametrize(
    ("due", "is_kept", "state"),
    [
        (date(2026, 11, 23), False, "open"),
        (date(2026, 11, 22), False, "open"),
        (date(2026, 11, 21), False, "late"),
        (date(2026, 11, 21), True, "kept"),
    ],
)
def test_promise_is_late_from_the_day_after(due: date, is_kept: bool, state: str) -> None:
    assert rules.promise_state(due, TODAY, is_kept=is_kept) == state


@pytest.mark.parametrize(
    ("state", "refusal"),
    [("rejected", rules.QuestionRejected), ("received", rules.QuestionNotShown)],
)
def test_question_is_not_answered_when_it_is_not_shown(state: str, refusal: type) -> None:
    with pytest.raises(refusal):
        rules.check_answerable(state)


@pytest.mark.parametrize("state", ["approved", "answered"])
def test_question_may_be_answered_when_it_is_shown(state: str) -> None:
    assert rules.check_answerable(state) is None


@pytest.mark.parametrize("body", [{"ar": "نعم"}, {"ar": "نعم", "fr": "  "}, {}])
def test_answer_is_refused_when_a_language_is_missing(body: dict[str, str]) -> None:
    with pytest.raises(rules.AnswerIncomplete):
        rules.check_answer(body)


def test_answer_is_refused_when_too_long() -> None:
    with pytest.raises(rules.TextTooLong):
        rules.check_answer({"ar": "ن" * 2001, "fr": "Oui"})


def test_promise_is_none_when_all_of_it_is_empty() -> None:
    assert rules.read_promise({"ar": "", "fr": ""}, {"ar": "", "fr": ""}, None, "a" * 32) is None


def test_promise_is_refused_without_day() -> None:
    with pytest.raises(rules.PromiseIncomplete):
        rules.read_promise(TEXTS, TEXTS, None, "a" * 32)


@pytest.mark.parametrize(("body", "owner"), [(TEXTS, {"ar": "مكتب"}), ({"fr": "Oui"}, TEXTS)])
def test_promise_is_refused_when_a_part_is_missing(
    body: dict[str, str], owner: dict[str, str]
) -> None:
    with pytest.raises(rules.PromiseIncomplete):
        rules.check_promise(rules.PromiseDetails(body, owner, TODAY), TODAY)


def test_promise_is_refused_when_due_before_the_stop() -> None:
    details = rules.PromiseDetails(TEXTS, TEXTS, date(2026, 11, 21))

    with pytest.raises(rules.DueBeforeStop):
        rules.check_promise(details, TODAY)


def test_evidence_is_refused_when_a_language_is_missing() -> None:
    with pytest.raises(rules.EvidenceIncomplete):
        rules.check_evidence({"ar": "نُشرت"})
