"""What counts as an answer, and what is shown of the counts."""

from dataclasses import dataclass, field

import pytest

from caravan.survey import rules


@dataclass(frozen=True)
class Question:
    """A question as far as the rules go."""

    name: str
    kind: str
    choices: list[dict[str, str]] = field(default_factory=list)


FACES, SCALE, LINE = Question("a.1", "faces"), Question("b.1", "scale"), Question("d.2", "line")
CHOICE = Question("c.1", "choice", [{"ar": "نعم"}, {"ar": "لا"}, {"ar": "ربما"}])


@pytest.mark.parametrize(
    ("question", "answers"), [(FACES, "54321"), (SCALE, "12345"), (CHOICE, "123"), (LINE, "")]
)
def test_question_has_its_answers_in_order(question: Question, answers: str) -> None:
    assert "".join(rules.answers_to(question)) == answers


def test_form_says_what_its_questions_have_and_nothing_else() -> None:
    typed = {"a.1": "5", "b.1": "6", "c.1": "3", "d.2": "سطر" + "س" * 300, "e.1": "1"}
    said = rules.read_said([FACES, SCALE, CHOICE, LINE], typed)

    assert said.marks == {"a.1": "5", "c.1": "3"}
    assert [len(line) for line in said.lines.values()] == [200]


@pytest.mark.parametrize("typed", [{}, {"a.1": ""}, {"a.1": "9"}, {"d.2": "  "}, {"a.1": None}])
def test_form_without_an_answer_is_refused(typed: dict[str, str | None]) -> None:
    with pytest.raises(rules.NothingSaid):
        rules.read_said([FACES, LINE], typed)


def test_tally_grows_and_the_former_one_stays() -> None:
    before = {"a.1": {"5": 2}}

    assert rules.added(before, {"a.1": "5", "c.1": "1"}) == {"a.1": {"5": 3}, "c.1": {"1": 1}}
    assert before == {"a.1": {"5": 2}}


def test_question_is_renewed_at_its_own_step_not_at_that_of_others() -> None:
    before = {"welcome.1": {"5": 10}}
    now = {"welcome.1": {"5": 10, "1": 1}, "found.1": {"1": 14, "2": 1}, "clear.1": {"3": 9}}

    assert rules.renewed(before, now) == {**before, "found.1": {"1": 14, "2": 1}}


@pytest.mark.parametrize(("answers", "step"), [(9, 0), (10, 10), (14, 10), (15, 15)])
def test_last_step_is_the_number_that_the_hall_is_told(answers: int, step: int) -> None:
    assert rules.last_step(answers) == step


def test_figures_are_renewed_at_every_fifth_answer_and_the_hall_sees_ten() -> None:
    shown = {"welcome.1": {"5": 5}, "found.1": {"1": 9, "2": 1}}

    assert [count for count in range(21) if rules.is_step(count)] == [5, 10, 15, 20]
    assert rules.for_hall(shown) == {"found.1": {"1": 9, "2": 1}}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"1": 9, "2": 7, "3": 6}, [9, 7, 6]),
        ({"1": 9, "2": 7, "3": 2}, [9, None, None]),
        ({"1": 2, "2": 2}, [None, None, None]),
        ({}, [0, 0, 0]),
    ],
)
def test_groups_under_five_are_hidden_with_what_would_tell_them(
    counts: dict[str, int], shown: list[int | None]
) -> None:
    result = rules.result(CHOICE, {"c.1": counts})
    assert [count for _, count in result.counts] == shown


@pytest.mark.parametrize(
    ("bag", "answers", "is_over", "is_read"),
    [(5, 5, False, True), (4, 40, False, False), (4, 40, True, True), (4, 4, True, False)],
)
def test_lines_are_read_five_at_a_time_and_the_rest_at_the_end(
    bag: int, answers: int, *, is_over: bool, is_read: bool
) -> None:
    assert rules.may_be_read(bag, answers, is_over=is_over) is is_read


@pytest.mark.parametrize("number", [0, 6])
def test_survey_asks_one_to_five_questions(number: int) -> None:
    with pytest.raises(rules.QuestionsMissing):
        rules.check_number(["x"] * number)
