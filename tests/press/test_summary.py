"""The printed summary: what it says and in which order, what it hides, where it goes on."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from caravan.press.summary import draw
from caravan.press.summary.facts import (
    Attendance,
    CategoryCount,
    DayCount,
    Hidden,
    ServiceQuestions,
    StopSummary,
)
from tests.press import papers, samples

EDGE = {"ar": (19.0, 23.0), "fr": (23.0, 19.0)}  # white left and right, in millimetres
ARABIC, EMPTY = samples.arabic_summary(), samples.empty_summary()
FRENCH = samples.french_summary()
SECRET = Hidden("محجوب")


def printed(summary: StopSummary, *, one_ink: bool = False) -> bytes:
    return draw(summary, made_at=samples.MADE_AT, one_ink=one_ink)


def text(pdf: bytes) -> str:
    return "\n".join("\n".join(papers.lines(pdf, page)) for page in range(papers.page_count(pdf)))


def bare(line: str) -> str:
    """A line without its vowel marks and spaces, where readers differ most."""
    return re.sub("[\u064b-\u0652\u200b ]", "", line)


def wanted(lines: list[str], some: list[str]) -> list[str]:
    """The lines asked for, in the order in which they are found."""
    found = [bare(line) for line in lines]
    return [line for line in found if line in map(bare, some)]


def colours(pdf: bytes, page: int) -> set[tuple[int, int, int]]:
    """The colours of a page that are no grey."""
    image = pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil().convert("RGB")
    found = image.getcolors(image.width * image.height)
    return {colour for _, colour in found if len(set(colour)) > 1}


def test_first_page_is_read_from_the_stop_to_the_promises() -> None:
    order = ["حصيلة المحطة", "1.240", "شخصا حضروا", "أول ما نلتزم به", "مصلحة السكن"]
    assert wanted(papers.lines(printed(ARABIC)), order) == [*map(bare, order)]


def test_parts_follow_each_other_each_on_its_page() -> None:
    pdf = printed(ARABIC)
    titles = [papers.lines(pdf, page)[1] for page in range(1, papers.page_count(pdf))]
    assert titles == [
        "الحضور",
        "الأسئلة وأجوبتها",
        "الأسئلة وأجوبتها )تتمة(",
        "الاقتراحات والالتزامات",
        "البرنامج كما جرى",
        "كيف أُعد هذا التقرير",
    ]


def test_french_summary_has_the_same_parts() -> None:
    pdf = printed(FRENCH)
    titles = [papers.lines(pdf, page)[1] for page in range(1, papers.page_count(pdf))]
    assert titles == [
        "La participation",
        "Les questions et leurs réponses",
        "Les questions et leurs réponses (suite)",
        "Suggestions et engagements",
        "Le programme tel qu’il s’est tenu",
        "Comment ce compte rendu a été établi",
    ]


def test_french_summary_takes_at_most_one_page_more_than_the_arabic() -> None:
    """Even when it has more categories to show."""
    nine = tuple(CategoryCount(f"Groupe {at}", 40 * at) for at in range(1, 10))
    crowded = replace(FRENCH, attendance=replace(FRENCH.attendance, categories=nine))
    most = papers.page_count(printed(ARABIC)) + 1
    assert [papers.page_count(printed(some)) <= most for some in (FRENCH, crowded)] == [True, True]


def test_first_page_promises_less_when_it_has_more_to_tell() -> None:
    pdf = printed(replace(FRENCH, overview=FRENCH.overview + " Merci à toutes et à tous." * 10))
    numbers = [line[0] for line in papers.lines(pdf) if re.match(r"[123] [A-Z]", line)]
    assert (numbers, papers.lines(pdf, 1)[1]) == (["1"], "La participation")


def test_every_page_says_its_number() -> None:
    pdf = printed(FRENCH)
    feet = [papers.lines(pdf, page)[-1].split(" F")[0] for page in range(papers.page_count(pdf))]
    assert feet == [f"{page} / {len(feet)}" for page in range(1, len(feet) + 1)]


def test_question_stands_over_its_answer_and_state() -> None:
    lines = papers.lines(printed(ARABIC), 2)
    order = ["هل يشمل التكفل بالنظارات أبناء المتقاعدين؟", "أُجيب في الحين سأل مثله: 31"]
    assert wanted(lines, order) == [*map(bare, order)]


def test_agenda_keeps_the_withdrawn_session_in_its_place() -> None:
    lines = papers.lines(printed(ARABIC), 5)
    order = [
        "09:30 الافتتاح وكلمة المؤسسة القاعة الكبرى",
        "10:15 جولة الأروقة الرواق أُلغيت",
        "11:00 جلسة عامة: الخدمات وأسئلتكم القاعة الكبرى",
    ]
    assert wanted(lines, order) == [*map(bare, order)]


def test_owed_says_what_to_whom_by_whom_and_how_late() -> None:
    found = text(printed(ARABIC)).replace("\n", " ")
    row = "تسليم مفاتيح قاعة الرياضة للعائلات محطة فاس مصلحة الشراكات 31 يناير 2025 تأخر 8 أيام"
    assert row in found


def test_what_was_done_stands_apart_from_what_is_owed_with_what_shows_it() -> None:
    found = text(printed(ARABIC))
    said = ["ما بقي علينا", "ما أُنجز", "طاولة للقروض مع", "عُقدت الطاولة"]
    places = [bare(found).rindex(bare(one)) for one in said]
    assert places == sorted(places)


def test_last_page_leads_a_camera_to_the_answers() -> None:
    pdf = printed(ARABIC)
    assert papers.codes(pdf, papers.page_count(pdf) - 1) == [ARABIC.answers_url]


def test_empty_stop_says_one_sentence_for_each_part() -> None:
    pdf = printed(EMPTY)
    sentences = [
        "لم يُسجَّل أي حضور في هذه المحطة.",
        "لم يُنشر أي سؤال في هذه المحطة.",
        "لم يُقدَّم أي اقتراح في هذه المحطة.",
        "لا يبقى علينا شيء من هذه المحطة اليوم.",
        "لم يُنشر برنامج لهذه المحطة.",
        "لم تُكتب ملاحظة عن طريقة إعداد هذا التقرير.",
    ]
    lines = [line for page in range(1, 6) for line in papers.lines(pdf, page)]
    assert (papers.page_count(pdf), wanted(lines, sentences)) == (6, [*map(bare, sentences)])


def test_hidden_counts_print_no_number_when_everything_is_hidden() -> None:
    days = (DayCount("السبت", SECRET, samples.hours(SECRET, SECRET)),)
    attendance = Attendance(days, (CategoryCount("مزاولون", SECRET), CategoryCount("ضيوف", SECRET)))
    lines = papers.lines(printed(replace(EMPTY, attendance=attendance)), 1)[2:-1]
    numbers = [number for line in lines for number in re.findall(r"\d+", line)]
    assert sorted(numbers) == ["00", "00", "08", "09", "2", "4"]  # the scale, and the hours


def test_hidden_answers_print_only_the_count_of_questions() -> None:
    services = (ServiceQuestions("السكن", 12, SECRET), ServiceQuestions("النقل", SECRET, SECRET))
    lines = papers.lines(printed(replace(EMPTY, services=services)), 2)
    order = ["السكن 12", "النقل محجوب", "الأسئلة: 12", "الأسئلة: محجوب"]
    assert wanted(lines, order) == [*map(bare, order)]


def test_hidden_bar_looks_the_same_when_the_others_are_many_or_few() -> None:
    """No trace of the count in the length of anything on its row."""

    def row(count: int) -> bytes:
        categories = (CategoryCount("أ", count), CategoryCount("ب", SECRET))
        attendance = Attendance(EMPTY.attendance.days, categories)
        page = papers.picture(printed(replace(EMPTY, attendance=attendance)), 1)
        top, foot = (round(level * papers.PER_MM) for level in (81, 95))
        return page.crop((0, top, page.width, foot)).tobytes()

    assert row(7) == row(900)


def test_five_hundred_questions_are_all_printed_in_their_order() -> None:
    many = tuple(samples.question(f"السؤال رقم {at}", "نعم. " * (at % 40)) for at in range(500))
    service = replace(samples.HEALTH, questions=many)
    found = re.findall(r"السؤال رقم\s+(\d+)", text(printed(replace(ARABIC, services=(service,)))))
    assert found == [str(at) for at in range(500)]


def test_long_question_and_answer_are_printed_whole_when_longer_than_a_page() -> None:
    words = [f"mot{at}" for at in range(900)]
    question = samples.question(" ".join(words[:300]), " ".join(words[300:]))
    service = replace(samples.HEALTH, questions=(question,))
    found = text(printed(replace(FRENCH, services=(service,))))
    assert re.findall(r"mot\d+", found) == words


def test_progress_counts_the_pages_drawn() -> None:
    told: list[tuple[int, int]] = []
    draw(EMPTY, made_at=samples.MADE_AT, progress=lambda done, all_: told.append((done, all_)))
    assert told == [(page, 6) for page in range(1, 7)]


def test_same_facts_give_the_same_bytes() -> None:
    assert printed(ARABIC) == printed(samples.arabic_summary())


@pytest.mark.parametrize("summary", [ARABIC, FRENCH], ids=["ar", "fr"])
def test_margins_bear_no_ink(summary: StopSummary) -> None:
    pdf = printed(replace(summary, title=summary.title * 9, mark="تجربة " * 40))
    left, right = EDGE[summary.lang]
    strips = [(0, 0, left, 297), (210 - right, 0, right, 297), (0, 0, 210, 9), (0, 290, 210, 7)]
    pages = [papers.picture(pdf, page) for page in range(papers.page_count(pdf))]
    assert [papers.is_blank(page, *strip) for page in pages for strip in strips] == [
        True for page in pages for strip in strips
    ]


def test_one_ink_edition_has_no_colour() -> None:
    pdf = printed(ARABIC, one_ink=True)
    assert [colours(pdf, page) for page in range(7)] == [set()] * 7
