"""Large letters, wall poster and tables of the summary: what they say, and that it can be read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from caravan.press.summary import draw
from caravan.press.summary.facts import Details, FactTable, Hidden, StopSummary
from caravan.press.summary.large import draw_large
from caravan.press.summary.poster import MOST, chosen, draw_poster
from tests.press import papers, samples

ARABIC, FRENCH, EMPTY = samples.arabic_summary(), samples.french_summary(), samples.empty_summary()
TABLE = FactTable(
    "Qui manque",
    ("Situation", "Attendus", "Venus"),
    (("En activité", 1240, 640), ("À la retraite", 400, Hidden("non montré"))),
    "Tel que saisi.",
)
WITH_TABLES = replace(FRENCH, people=Details("Entrées", (TABLE,)))


def lines(pdf: bytes) -> list[str]:
    return [line for page in range(papers.page_count(pdf)) for line in papers.lines(pdf, page)]


@pytest.mark.parametrize("summary", [ARABIC, FRENCH], ids=["ar", "fr"])
def test_poster_is_one_page_that_leads_a_camera_to_the_answers(summary: StopSummary) -> None:
    pdf = draw_poster(summary, made_at=samples.MADE_AT)
    assert (papers.page_count(pdf), papers.codes(pdf, 0)) == (1, [summary.answers_url])


def test_poster_prints_the_promise_with_its_day() -> None:
    question = replace(
        samples.question("Quand ouvre la salle ?", "Après les travaux.", 12),
        promise="Ouvrir la salle",
        office="Service du sport",
        due="28 février 2025",
    )
    service = replace(samples.HOUSING, questions=(question,))
    found = " ".join(
        lines(draw_poster(replace(FRENCH, services=(service,)), made_at=samples.MADE_AT))
    )
    for part in ("Quand ouvre la salle ?", "Après les travaux.", "Ouvrir la salle"):
        assert part in found
    assert "28 février 2025" in found


def test_poster_takes_promises_first_and_five_at_most() -> None:
    plain = [samples.question(f"Q{at}", "Oui.", at) for at in range(9)]
    promised = replace(plain[0], promise="Faire", due="1er mars")
    service = replace(samples.HOUSING, questions=(*plain[1:], promised))
    rows = chosen(replace(FRENCH, services=(service,)))
    assert [one.text for one in rows] == ["Q0", "Q8", "Q7", "Q6", "Q5"]
    assert len(rows) == MOST


def test_poster_without_an_answer_says_so() -> None:
    assert "لم يُنشر أي جواب بعد." in lines(draw_poster(EMPTY, made_at=samples.MADE_AT))


def test_long_rows_leave_the_foot_of_the_poster_free() -> None:
    long = [
        replace(samples.question("mot " * 60, "réponse " * 90), promise="x " * 90, due="1er")
    ] * 5
    service = replace(samples.HOUSING, questions=tuple(long))
    pdf = draw_poster(replace(FRENCH, services=(service,)), made_at=samples.MADE_AT)
    assert papers.is_blank(papers.picture(pdf), 16, 359, 265, 4)


def test_large_letters_tell_the_figures_and_tables_in_lines() -> None:
    found = " ".join(lines(draw_large(WITH_TABLES, made_at=samples.MADE_AT)))
    assert "En activité · Attendus : 1 240 ; Venus : 640" in found.replace("\u202f", " ").replace(
        "\u00a0", " "
    )
    assert "non montré" in found
    assert "Comment ce compte rendu a été établi" in found


def test_tables_stand_under_their_title_with_every_cell() -> None:
    pdf = draw(WITH_TABLES, made_at=samples.MADE_AT)
    page = next(at for at in range(papers.page_count(pdf)) if "Entrées" in papers.lines(pdf, at))
    text = " ".join(papers.lines(pdf, page)).replace("\u202f", " ")
    assert text.index("Qui manque") < text.index("En activité 1 240 640")
    assert "À la retraite 400 non montré" in text


@pytest.mark.parametrize("drawn", [draw, draw_large])
def test_digest_stands_on_the_last_page_and_its_start_on_each(drawn: Callable[..., bytes]) -> None:
    digest = "3fa9c1d2" * 7 + "0b7e55aa"
    signed = replace(ARABIC, digest=digest, signed="النسخة 2", mark="تمرين")
    pdf = drawn(signed, made_at=samples.MADE_AT)
    pages = [papers.lines(pdf, page) for page in range(papers.page_count(pdf))]
    assert [digest[:8] in " ".join(page) for page in pages] == [True] * len(pages)
    assert ["تمرين" in page for page in pages] == [True] * len(pages)
    assert digest in "".join(pages[-1])


@pytest.mark.parametrize("summary", [ARABIC, FRENCH], ids=["ar", "fr"])
def test_large_letters_name_the_address_of_the_answers(summary: StopSummary) -> None:
    found = lines(draw_large(summary, made_at=samples.MADE_AT))
    assert any(summary.answers_address in line for line in found)


def test_poster_of_a_stop_without_a_place_ends_with_its_days() -> None:
    found = lines(draw_poster(replace(FRENCH, venue=""), made_at=samples.MADE_AT))
    assert FRENCH.dates in found
