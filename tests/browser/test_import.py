"""A list of invitations from a spreadsheet to the door, and a list taken out by two people."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from caravan.kernel.db import db
from caravan.registration.imports.models import Invitation
from tests import makers
from tests.browser.conftest import Visitors

pytestmark = pytest.mark.browser

STOP = "/{lang}/staff/stops/oujda-2025"
HEAD = "الاسم الكامل;الصفة;الهاتف;عدد المرافقين\r\n"
GOOD = "عبد الرحيم المنصوري;متقاعد;٠٦١٢٣٤٥٦٧٨;٢\r\nÉlodie Aït;presse;;\r\n"
BAD = "عبد الرحيم المنصوري;متقاعد;٠٦١٢;٢\r\nÉlodie Aït;chef;;\r\n"
NAMES = ["عبد الرحيم المنصوري", "Élodie Aït"]
FOUND = ["عبدالرحيم", "المنصورى", "elodie"]


def send(page: Page, lang: str, rows: str, encoding: str) -> None:
    """Choose the file and let it be read."""
    page.goto(f"{STOP.format(lang=lang)}/invitations")
    content = f"{HEAD}{rows}".encode(encoding)
    file = {"name": "liste.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form[enctype] button").click()


def invited() -> int:
    """How many are invited by now: what the server has written is read anew."""
    db.session.rollback()
    return makers.count(Invitation)


def cells(page: Page, place: str) -> list[str]:
    return [text.strip() for text in page.locator(f"tbody tr {place}").all_inner_texts()]


@pytest.mark.parametrize(
    ("lang", "size", "encoding", "told"),
    [
        ("ar", "phone", "utf-16", "شخصان مدعوان."),
        ("fr", "desktop", "utf-8-sig", "2 personnes sont invitées."),
    ],
)
def test_list_is_mended_shown_taken_and_changes_nothing_again(
    visitor: Visitors, lang: str, size: str, encoding: str, told: str
) -> None:
    page = visitor(lang, size, role="organiser")

    send(page, lang, BAD, encoding)
    assert (cells(page, "th"), cells(page, "td:nth-child(2)")) == (["2", "3"], ["الهاتف", "الصفة"])
    assert invited() == 0

    send(page, lang, GOOD, encoding)
    assert (cells(page, "td:first-child"), cells(page, "th")) == (["2", "3"], NAMES)
    assert invited() == 0
    page.locator("main button.primary").click()
    expect(page.get_by_role("status")).to_have_text(told)
    assert invited() == 2

    for typed in FOUND:
        page.locator("#q").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("tbody tr th")).to_have_count(1)

    send(page, lang, GOOD, encoding)
    expect(page.locator("main button.primary")).to_have_count(0)
    expect(page.locator("tbody .st.off")).to_have_count(2)
    assert invited() == 2


def test_invited_person_registers_by_the_link_that_the_list_shows(visitor: Visitors) -> None:
    staff, guest = visitor("fr", "desktop", role="organiser"), visitor("fr", "phone")
    send(staff, "fr", GOOD, "utf-8")
    staff.locator("main button.primary").click()
    link = staff.locator("tbody tr", has_text=NAMES[0]).locator("a").get_attribute("href")

    guest.goto(link or "")
    expect(guest.locator("#full_name")).to_have_value(NAMES[0])
    guest.locator("input[name=consent]").check()
    guest.get_by_role("button", name="Confirmer l’inscription").click()
    guest.wait_for_url("**/tickets/*")

    staff.reload()
    expect(staff.locator("tbody tr", has_text=NAMES[0]).locator(".st.ok")).to_have_count(1)


def test_list_goes_out_when_a_second_person_grants_it(visitor: Visitors, tmp_path: Path) -> None:
    one, other = (visitor("fr", "desktop", role="organiser") for _person in range(2))
    send(one, "fr", GOOD, "utf-8")
    one.locator("main button.primary").click()
    address = f"{STOP.format(lang='fr')}/exports"

    one.goto(address)
    one.locator("input[value=invitations]").check()
    one.locator("input[value=csv]").check()
    one.locator("input[name=reason]").fill("Envoyer les invitations par la poste")
    one.locator("main form button.primary").click()
    expect(one.locator("tbody tr form")).to_have_count(0)  # nobody grants what they asked for

    other.goto(address)
    other.locator("tbody form[action$=grant] button").click()
    expect(other.locator("tbody tr form")).to_have_count(0)  # nor fetches what another asked for

    one.reload()
    with one.expect_download() as fetched:
        one.locator("tbody form[action$=file] button").click()
    fetched.value.save_as(tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert sorted(row[0] for row in rows[1:]) == sorted(NAMES)
