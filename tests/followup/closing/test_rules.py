"""Decisions of the closing: live numbers, sums, digests, when a stop is closed."""

import pytest

from caravan.followup.closing import rules
from caravan.kernel.refusal import Refusal


def test_text_takes_its_numbers_as_they_stand() -> None:
    text = "Came: {came}, of {registered}; {other} stays."
    assert rules.fill(text, {"came": "1.240", "registered": "1.300"}) == (
        "Came: 1.240, of 1.300; {other} stays."
    )


def test_text_that_names_no_number_of_ours_is_refused() -> None:
    rules.check_text("{came} {late}")
    with pytest.raises(rules.UnknownNumber) as refusal:
        rules.check_text("{came} {names}")
    assert refusal.value.params == {"name": "names"}


def test_hajj_figures_of_2019_do_not_add_up() -> None:
    """101 said; 14 widows, 19 retired, 67 near retirement: the parts give 100."""
    figures = {
        "expected": 101,
        "expected.widow": 14,
        "expected.retired": 19,
        "expected.serving": 67,
        "stand.bank": 40,
    }
    hajj, stands = rules.check_sums(figures)
    assert (hajj.parts, hajj.difference) == (100, -1)
    assert (stands.family, stands.total, stands.difference) == ("stand", None, None)


def test_digest_is_the_same_whatever_the_order_of_names() -> None:
    one, other = {"a": 1, "b": ["ج"]}, {"b": ["ج"], "a": 1}
    assert rules.digest_of(one) == rules.digest_of(other) != rules.digest_of({"a": 1})


def test_next_version_follows_the_last_signed_one() -> None:
    assert [rules.next_number(some) for some in ([], [0], [0, 2, 1])] == [1, 1, 3]


@pytest.mark.parametrize(
    ("left", "refusal"),
    [
        ({"is_over": False, "takes_questions": True}, rules.StopNotOver),
        ({"takes_questions": True, "open_items": 3}, rules.RoundStillOpen),
        ({"open_items": 3, "is_signed": False}, rules.ItemsOpen),
        ({"is_signed": False}, rules.NotSigned),
    ],
)
def test_stop_is_not_closed_while_something_is_left(
    left: dict[str, int], refusal: type[Refusal]
) -> None:
    ready = {"is_over": True, "takes_questions": False, "open_items": 0, "is_signed": True}
    rules.check_close(**ready)
    with pytest.raises(refusal):
        rules.check_close(**ready | left)
