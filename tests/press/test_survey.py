"""The survey on paper: read in order on both sides, a code at the foot, nothing cut."""

from dataclasses import replace

import pytest

from caravan.press.survey import PaperQuestion, SurveyFacts, draw
from caravan.press.words import Pair
from tests.press import papers, samples

FACES = PaperQuestion(
    "faces",
    Pair("كيف كان الاستقبال والتنظيم؟", "L’accueil et l’organisation ?"),
    (
        ("5", Pair("جيد جدا", "Très bien")),
        ("4", Pair("جيد", "Bien")),
        ("3", Pair("متوسط", "Moyen")),
        ("2", Pair("ضعيف", "Insuffisant")),
        ("1", Pair("ضعيف جدا", "Très insuffisant")),
    ),
)
SCALE = PaperQuestion(
    "scale",
    Pair("هل كان الشرح واضحا؟", "Les explications étaient-elles claires ?"),
    tuple((str(one), Pair(str(one))) for one in range(1, 6)),
    Pair("غير واضح", "Pas du tout"),
    Pair("واضح تماما", "Tout à fait"),
)
CHOICE = PaperQuestion(
    "choice",
    Pair("هل وجدتم جوابا؟", "Avez-vous trouvé une réponse ?"),
    (
        ("1", Pair("نعم", "Oui")),
        ("2", Pair("جزئيا", "En partie")),
        ("3", Pair("ليس بعد", "Pas encore")),
        ("4", Pair("لم يكن لدي سؤال", "Je n’avais pas de question")),
    ),
)
LINE = PaperQuestion(
    "line", Pair("شيء واحد نحسنه", "Une chose à améliorer avant la prochaine étape")
)
FACTS = SurveyFacts(
    series=samples.SERIES,
    about=Pair("محطة وجدة", "Étape d’Oujda"),
    dates=Pair("7 و8 فبراير 2025", "7 et 8 février 2025"),
    questions=(FACES, SCALE, CHOICE, LINE),
)
FULL_CHOICE = replace(
    CHOICE,
    text=Pair("هل كان هذا السؤال الطويل " * 5, "Cette question assez longue l’était-elle " * 3),
    answers=tuple(
        (str(one), Pair("جواب طويل " * 4, "Une réponse plutôt longue " * 2)) for one in range(1, 7)
    ),
)
FULL = replace(FACTS, questions=(FULL_CHOICE,) * 5)
CODE = "7KQ4-M2XP-9TRW"
ALL = pytest.mark.parametrize("facts", [FACTS, FULL], ids=["usual", "full"])


def printed(facts: SurveyFacts = FACTS, *codes: str) -> bytes:
    return draw(facts, codes or (CODE,), made_at=samples.MADE_AT)


def test_paper_has_arabic_in_front_and_french_on_its_back() -> None:
    front, back = papers.lines(printed(), 0), papers.lines(printed(), 1)
    order = ["استطلاع رأيكم", "1 كيف كان الاستقبال والتنظيم؟", "4 شيء واحد نحسنه", CODE]
    french = ["Votre avis", "1 L’accueil et l’organisation ?", "Code de cette feuille", CODE]

    assert [line for line in front if line in order] == order
    assert [line for line in back if line in french] == french


def test_each_code_has_a_paper_of_two_pages() -> None:
    paper = printed(FACTS, "AAAA-BBBB-CCCC", CODE)
    pages = [papers.lines(paper, page) for page in range(papers.page_count(paper))]

    assert [CODE in page for page in pages] == [False, False, True, True]


@ALL
@pytest.mark.parametrize("page", [0, 1])
def test_rim_bears_no_ink_and_the_foot_stands_clear(facts: SurveyFacts, page: int) -> None:
    picture = papers.picture(printed(facts), page)
    strips = [(0, 0, 16, 297), (194, 0, 16, 297), (0, 286, 210, 11), (18, 266.6, 174, 1.2)]

    assert [papers.is_blank(picture, *strip) for strip in strips] == [True] * 4


def test_same_facts_give_the_same_bytes() -> None:
    assert printed() == printed(replace(FACTS))
