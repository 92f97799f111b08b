"""From the poster to the printed summary: Oujda, on the morning of 7 February 2025."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from caravan.kernel.clock import today
from caravan.tour import queries as tour
from tests import makers
from tests.browser.conftest import Site, Visitors
from tests.press import papers

pytestmark = pytest.mark.browser

STOP = "/stops/oujda-2025"
NAME, RIGHT_NAME = "فاطمة الزهراء بنعل", "فاطمة الزهراء بنعلي"
QUESTION = "متى تُسلَّم مساكن وجدة؟"
ANSWER = {"ar": "تُسلَّم المساكن في شهر ماي.", "fr": "Livraison des logements au mois de mai."}
PROMISE = {"ar": "نشر لائحة المستفيدين", "fr": "Publier la liste des bénéficiaires"}
OFFICE = {"ar": "مصلحة السكن", "fr": "Service du logement"}


@dataclass(frozen=True)
class Ticket:
    """What an attendee takes from the ticket page."""

    address: str
    entry_code: str
    follow_code: str


def poster_code(app: Flask, folder: Path) -> str:
    """What a telephone reads on the printed poster."""
    poster = folder / "poster.pdf"
    drawn = app.test_cli_runner().invoke(args=["poster", "oujda-2025", "-o", str(poster)])
    assert drawn.exit_code == 0
    [address] = papers.codes(poster.read_bytes())
    return address


def register(page: Page, address: str) -> Ticket:
    """Come by the poster and register, with as little typing as possible."""
    page.goto(address)
    page.locator("main, .hero").get_by_role("link", name="تسجيل الحضور").first.click()
    page.fill("[name=full_name]", NAME)
    page.get_by_label("في التقاعد").check()
    page.fill("[name=phone]", "٠٦ ١٢ ٣٤ ٥٦ ٧٨")
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="تأكيد التسجيل").click()
    expect(page.locator("h1")).to_have_text("تذكرة محطة وجدة")
    texts = page.locator(".no, .codeword").all_inner_texts()
    return Ticket(page.url, *(re.sub(r"\W", "", text) for text in texts))


def correct_name(page: Page, ticket: Ticket) -> None:
    page.goto(ticket.address)
    page.locator("summary", has_text="تصحيح الاسم").click()
    page.fill("[name=full_name]", RIGHT_NAME)
    page.get_by_role("button", name="حفظ الاسم").click()
    expect(page.locator(".ticket dd").first).to_have_text(RIGHT_NAME)


def check_in(gate: Page, code: str) -> Locator:
    """Type the code at the gate; what the verdict says comes back."""
    gate.fill("#code", code)
    gate.keyboard.press("Enter")
    return gate.locator(".verdict .word")


def ask(page: Page, ticket: Ticket) -> None:
    page.goto(f"/ar{STOP}/questions")
    page.fill("[name=body]", QUESTION)
    page.get_by_label("السكن", exact=True).check()
    page.fill("[name=code]", ticket.follow_code)
    page.get_by_role("button", name="إرسال السؤال").click()
    expect(page.get_by_role("heading", name="وصل سؤالكم")).to_be_visible()


def is_public(page: Page) -> bool:
    page.goto(f"/ar{STOP}/questions")
    return page.get_by_text(QUESTION).count() > 0


def moderate(desk: Page) -> Page:
    """Approve the question and show it to the hall; the hall's screen comes back."""
    desk.goto(f"/fr/staff{STOP}/questions")
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Ouvrir l’écran de la salle").click()
    desk.get_by_role("button", name="Accepter").click()
    desk.get_by_role("button", name="Afficher").click()
    expect(desk.locator(".onair .body")).to_have_text(QUESTION)
    return opened.value


def answer(desk: Page) -> None:
    """Write the answer in both languages, with a promise for a month later, and hand it in."""
    desk.goto(f"/fr/staff{STOP}/answers")
    desk.get_by_role("link", name="Écrire la réponse").click()
    desk.locator("details.promise summary").click()
    for lang in ("ar", "fr"):
        desk.fill(f"[name=body_{lang}]", ANSWER[lang])
        desk.fill(f"[name=promise_{lang}]", PROMISE[lang])
        desk.fill(f"[name=owner_{lang}]", OFFICE[lang])
    desk.fill("[name=due]", str(today() + timedelta(days=30)))
    desk.get_by_role("button", name="La remettre à un second lecteur").click()
    expect(desk.locator(".toast")).to_have_text("Remise à un second lecteur.")


def read_again(desk: Page) -> None:
    """Somebody else finds the answer right and publishes it."""
    desk.goto(f"/fr/staff{STOP}/replies?stage=review")
    desk.get_by_role("link", name=QUESTION).click()
    desk.get_by_role("button", name="Conforme dans les deux langues").click()
    desk.get_by_role("button", name="Publier la réponse").click()
    expect(desk.locator(".toast")).to_have_text("1 réponse est publiée.")


def follow(page: Page, ticket: Ticket) -> Locator:
    page.goto("/ar/follow")
    page.fill("[name=code]", ticket.follow_code)
    page.locator("main form button").click()
    return page.locator("article.card")


def paper(page: Page, address: str, act: Any) -> bytes:
    """The PDF that `act` on that page gives."""
    page.goto(address)
    with page.expect_download() as given:
        act()
    return Path(given.value.path()).read_bytes()


def words(pdf: bytes) -> str:
    """Everything on the pages, without vowel marks and spaces, where readers differ."""
    lines = (line for page in range(papers.page_count(pdf)) for line in papers.lines(pdf, page))
    return bare("".join(lines))


def bare(text: str) -> str:
    return re.sub("[\u064b-\u0652\u200b\\s]", "", text)


def open_named(site: Site) -> None:
    with site.app.app_context():
        makers.make_round(tour.get_stop("oujda-2025"), "named")


@pytest.fixture
def hall(visitor: Visitors, site: Site, tmp_path: Path) -> tuple[Page, Ticket]:
    """An attendee's phone with the ticket, and with the name corrected; a round with names."""
    open_named(site)
    phone = visitor("ar")
    ticket = register(phone, poster_code(site.app, tmp_path))
    correct_name(phone, ticket)
    return phone, ticket


def test_day_from_poster_to_summary(visitor: Visitors, hall: tuple[Page, Ticket]) -> None:
    phone, ticket = hall
    gate = visitor("fr", role="gate")
    gate.goto("/gate/oujda-2025")
    expect(check_in(gate, ticket.entry_code)).to_have_text("Entrez")
    expect(gate.locator(".verdict")).to_have_count(0)
    expect(check_in(gate, ticket.entry_code)).to_have_text("Vérifiez")

    other = visitor("ar")
    ask(phone, ticket)
    assert is_public(other) is False
    screen = moderate(visitor("fr", "desktop", role="moderator"))
    expect(screen.locator(".h-q")).to_have_text(QUESTION)
    assert is_public(other) is True
    other.get_by_role("button", name="سؤالي أيضا").click()
    expect(other.locator(".me2")).to_have_attribute("aria-pressed", "true")

    answer(visitor("fr", "desktop", role="feedback"))
    read_again(visitor("fr", "desktop", role="feedback"))
    phone.goto(f"/ar{STOP}/answers")
    expect(phone.locator(".thread .said")).to_contain_text(ANSWER["ar"])
    expect(phone.locator(".thread .will")).to_contain_text(PROMISE["ar"])
    expect(follow(phone, ticket)).to_contain_text(PROMISE["ar"])
    print_all(visitor("ar", "desktop", role="organiser"), ticket)


def print_all(office: Page, ticket: Ticket) -> None:
    """The organiser prints the badges and the summary."""
    desk = f"/ar/staff{STOP}"
    badges = paper(
        office, f"{desk}/badges", lambda: office.get_by_role("button", name="PDF").click()
    )
    assert papers.codes(badges) == [f"C1/OUJDA-2025/{ticket.entry_code}"]
    assert bare(RIGHT_NAME) in words(badges)

    summary = paper(
        office, f"{desk}/summary", lambda: office.get_by_role("link", name="PDF بالعربية").click()
    )
    assert papers.page_count(summary) >= 4
    said = words(summary)
    assert [
        text for text in (QUESTION, ANSWER["ar"], PROMISE["ar"]) if bare(text) not in said
    ] == []


def test_attendee_needs_no_scripts(visitor: Visitors, site: Site) -> None:
    open_named(site)
    phone = visitor("ar", java_script_enabled=False)
    ticket = register(phone, f"{site.url}/s/oujda-2025")
    correct_name(phone, ticket)
    ask(phone, ticket)

    assert is_public(phone) is False
    expect(follow(phone, ticket)).to_contain_text(QUESTION)
