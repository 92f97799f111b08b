"""Groups of the board, what may go to a second reader."""

from datetime import date

import pytest

from caravan.followup.answering import rules
from caravan.followup.answering.printing import unprintable

FRIDAY, MONDAY = date(2026, 11, 13), date(2026, 11, 16)
INDEPENDENCE = date(2026, 11, 18)
CLOSED = {INDEPENDENCE}
TEXTS = {"ar": "لا، لأن الاتفاقية لا تشمله.", "fr": "Non, l’accord ne le prévoit pas."}


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (None, "unowned"),
        (date(2026, 11, 15), "late"),
        (MONDAY, "week"),
        (date(2026, 11, 23), "week"),
        (date(2026, 11, 24), "later"),
    ],
)
def test_group_follows_the_due_day(due: date | None, group: str) -> None:
    assert rules.group_of(due, MONDAY) == group


@pytest.mark.parametrize(
    ("body", "is_refusal", "refusal"),
    [
        ({"ar": "نعم", "fr": " "}, False, rules.ReplyIncomplete),
        ({"ar": "", "fr": ""}, True, rules.ReplyIncomplete),
        ({**TEXTS, "fr": "n" * 301}, True, rules.ReasonTooLong),
        ({**TEXTS, "fr": "Le service {body} répond."}, False, rules.PlaceLeftOpen),
        ({**TEXTS, "fr": "Non 🙂 merci 🙂"}, True, rules.NotPrintable),
    ],
)
def test_reply_that_is_not_whole_reaches_no_second_reader(
    body: dict[str, str], is_refusal: bool, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        rules.check_whole(rules.Words(body, is_refusal, 0), unprintable)


def test_reason_of_a_refusal_can_be_printed() -> None:
    rules.check_whole(rules.Words(TEXTS, is_refusal=True, version=0), unprintable)
    assert unprintable("Non 🙂 لا 🙂\n12 %") == "🙂"


def test_template_is_filled_and_keeps_what_it_does_not_know() -> None:
    filled = rules.fill("{stop}: {service} {when}", {"stop": "Oujda", "service": "Prêts"})
    assert filled == "Oujda: Prêts {when}"
