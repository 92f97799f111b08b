"""The stub of 80 mm: one ink, a code the gate reads, a checked number, no name below the fold."""

from dataclasses import replace

import pypdfium2
import pytest

from caravan.press.stub import FOLD, LENGTH, MARGIN, WIDTH, draw
from caravan.press.ticket import TicketFacts
from tests.press import papers, samples
from tests.press.test_ticket import FACTS, LONG

BELOW = (0, FOLD + 0.5, WIDTH, LENGTH - FOLD - 0.5)


def printed(facts: TicketFacts, **changes: object) -> bytes:
    return draw(replace(facts, **changes), made_at=samples.MADE_AT)


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short", "long"])
def test_code_leads_to_the_gate_and_nothing_is_cut(facts: TicketFacts, lang: str) -> None:
    pdf = printed(facts, lang=lang)
    picture = papers.picture(pdf)

    assert papers.codes(pdf) == [facts.qr_payload]
    assert papers.page_count(pdf) == 1
    for rim in ((0, 0, MARGIN - 0.5, LENGTH), (WIDTH - MARGIN + 0.5, 0, MARGIN - 0.5, LENGTH)):
        assert papers.is_blank(picture, *rim)
    assert papers.is_blank(picture, 0, LENGTH - 3, WIDTH, 3)


def test_stub_says_name_stop_and_both_numbers_in_order() -> None:
    order = [FACTS.name, "7KQ4-M2XP", "482 109 3754"]

    assert [line for line in papers.lines(printed(FACTS)) if line in order] == order


def test_below_the_fold_stands_no_name() -> None:
    below = [
        papers.part(papers.picture(printed(FACTS, name=name, latin_name="X")), *BELOW)
        for name in (FACTS.name, "سناء")
    ]

    assert below[0].tobytes() == below[1].tobytes()


def test_stub_is_black_alone() -> None:
    picture = pypdfium2.PdfDocument(printed(FACTS))[0].render(scale=2).to_pil().convert("HSV")
    assert picture.getchannel("S").getextrema() == (0, 0)
