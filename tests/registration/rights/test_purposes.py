"""No form without its purpose; the privacy page and the notice say what the register says."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from sqlalchemy import delete, update

from caravan.kernel import purposes, versions
from caravan.kernel.db import transaction
from caravan.kernel.i18n import speaking
from caravan.kernel.purposes import Purpose
from caravan.registration import rules
from caravan.registration.messages.rules import ASKING_VERSION
from caravan.tour import purpose_file
from caravan.tour.faults import BadCatalogue
from caravan.voice.rules import NOTICE_VERSION
from tests import makers, pages
from tests.conftest import Browser

FILE = Path(__file__).parents[3] / "events" / "purposes.toml"
OF_STAFF = {  # purpose "staff"
    *("accounts.open_session", "accounts.sign_out", "accounts.accept"),
    "kiosk.end",  # the number that opens a lock is kept nowhere
    "voice.partner_readiness",  # which stand would answer, and nothing of who tapped
    "followup.follow",  # reads by a code, and keeps nothing
    "voice.screen_presence",  # that a hall screen is there
    "followup.write_own_reply",  # an office's answer; nothing of who wrote it
    "kiosk.call_help",  # which kiosk, and nothing of who called
}
NOTICES = {"2026-11-2": "d64e7374a5842994"}
ASKINGS = {"2026-11-asking-1": "030b2114fff277a8"}
TOLD_TO_SENDERS = {"2026-11-askers-1": "d1be9a2c639ca3b4"}


def change(**values: object) -> None:
    with transaction() as writing:
        writing.execute(update(Purpose).where(Purpose.code == "stop").values(**values))
        versions.bump(purposes.TOPIC)


def test_every_form_of_visitors_names_a_purpose_of_the_register(app: Flask) -> None:
    known = {one.code for one in purposes.register()}
    posts = {
        rule.endpoint: app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods
    }
    open_forms = {name for name, view in posts.items() if view.mark.kind in ("public", "holder")}
    linked = {name for name in open_forms if getattr(posts[name], "purpose", None) in known}
    assert sorted(open_forms - linked - OF_STAFF) == []
    assert len(linked) > 5


@pytest.mark.parametrize(
    "address", ["/ar/stops/oujda-2025/register", "/fr/stops/oujda-2025/register"]
)
def test_form_is_closed_while_its_purpose_is_missing(client: Browser, address: str) -> None:
    makers.make_stop()
    with transaction() as writing:
        writing.execute(delete(Purpose).where(Purpose.code == "stop"))
        versions.bump(purposes.TOPIC)
    assert (client.get(address).status_code, client.post(address).status_code) == (503, 503)
    assert client.get("/ar/privacy").status_code == 200


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_privacy_page_lists_the_register(client: Browser, lang: str) -> None:
    change(number="A-PO-27/2027", declared=date(2027, 1, 4), days=60)
    main = pages.read(client.get(f"/{lang}/privacy")).main
    for one in purposes.register():
        for text in (one.name, one.data, one.recipients, one.basis):
            assert " ".join(text[lang].split()) in main, one.code
    assert ("A-PO-27/2027" in main, "60" in main) == (True, True)


def test_notice_says_days_and_number_of_the_register(client: Browser) -> None:
    makers.make_stop()
    change(number="A-PO-27/2027", days=60)
    main = pages.read(client.get("/fr/stops/oujda-2025/register")).main
    assert ("Conservé 60 jours après l’étape." in main, "A-PO-27/2027" in main) == (True, True)


def test_wording_of_the_notice_belongs_to_its_version(app: Flask) -> None:
    """Another wording needs another NOTICE_VERSION: consents say which one was read."""
    source = "{% import '_parts/notice.html' as n with context %}{{ n.text(rules, 'DATE') }}"
    assert {rules.NOTICE_VERSION: digest_of(source, rules=rules)} == NOTICES


def test_wording_of_the_consent_to_be_asked_belongs_to_its_version(app: Flask) -> None:
    """Another wording needs another ASKING_VERSION, and says so beside the old consents."""
    source = "{% import 'followup/_way.html' as n with context %}{{ n.message(found, '', false) }}"
    assert {ASKING_VERSION: digest_of(source, found={"code": ""})} == ASKINGS


def test_what_senders_are_told_of_their_seal_belongs_to_its_version() -> None:
    """Other days or words need another version, and a rule for the texts sent under this one."""
    told = [
        (one.code, one.data, one.days, one.counted_from, one.note)
        for one in purpose_file.read(FILE.read_text(encoding="utf-8"))
        if one.code in ("voice", "askers")
    ]
    digest = hashlib.sha256(repr(told).encode()).hexdigest()[:16]
    assert {NOTICE_VERSION: digest} == TOLD_TO_SENDERS


def digest_of(source: str, **values: object) -> str:
    """16 hex digits of what the template says in Arabic and in French, without its markup."""
    said = []
    for lang in ("ar", "fr"):
        with speaking(lang):
            said.append(render_template_string(source, **values))
    text = " ".join(re.sub("<[^>]*>", " ", " ".join(said)).split())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_file_without_a_purpose_of_the_program_is_refused() -> None:
    text = FILE.read_text(encoding="utf-8")
    with pytest.raises(BadCatalogue) as refused:
        purpose_file.read(text.replace('code = "messages"', 'code = "letters"'))
    assert [fault.code for fault in refused.value.faults] == ["purpose_missing"]


def test_file_that_keeps_without_end_is_refused() -> None:
    text = FILE.read_text(encoding="utf-8").replace("days = 90", "days = 4000", 1)
    with pytest.raises(BadCatalogue) as refused:
        purpose_file.read(text)
    assert [(fault.key, fault.code) for fault in refused.value.faults] == [
        ("purpose[1].days", "not_whole")
    ]


@pytest.mark.parametrize(("mode", "name"), [("unnamed", False), ("named", True)])
def test_senders_are_told_until_when_name_and_seal_are_kept(
    client: Browser, mode: str, *, name: bool
) -> None:
    makers.make_round(makers.make_stop(), mode)
    told = pages.read(client.get("/fr/stops/oujda-2025/questions")).main

    assert ("nom est effacé 90 jours après l’étape" in told) is name
    assert "retrouve la réponse pendant 800 jours après l’étape" in told
