"""The way of a question, found by its follow-up code."""

from collections.abc import Callable

import pytest

from caravan.kernel import clock
from caravan.registration.models import Registration
from caravan.voice import actions as speaking
from caravan.voice import queries as voice
from caravan.voice.rules import REJECTIONS, Words
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/fr/follow"
Staff = Callable[..., Browser]


def mark(person: Registration) -> str:
    return voice.follow_mark(person.stop_id, person.follow_code)


def test_form_asks_for_the_code_and_nothing_else(client: Browser) -> None:
    page = pages.read(client.get(PAGE))

    assert page.form("code").method == "POST"  # a code stands in no address, so in no log
    assert set(page.form("code").fields) == {"code"}


def test_code_leads_to_question_answer_and_promise(client: Browser) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    question = makers.make_question(stop, state="answered", follow_mark=mark(person))
    makers.make_answer(question)
    makers.make_promise(stop, item_id=question.id)

    page = pages.read(client.get(f"{PAGE}?code={person.follow_code}"))

    assert page.status == 200
    for text in ("متى تُسلَّم مساكن وجدة؟", "Livraison au mois de mai.", "Publier la liste"):
        assert text in page.main


@pytest.mark.parametrize(
    ("state", "reason", "word"),
    [
        ("received", None, "Un modérateur la lit"),
        ("rejected", "Situation personnelle.", "Situation personnelle."),
        ("approved", None, "Attend une réponse"),
        ("answered", None, "Réponse donnée en salle"),
    ],
)
def test_code_tells_where_a_question_stands(
    client: Browser, state: str, reason: str | None, word: str
) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    makers.make_question(stop, state=state, reason=reason, follow_mark=mark(person))

    assert word in pages.read(client.get(f"{PAGE}?code={person.follow_code}")).main


def test_each_reason_is_told_in_the_language_of_the_page(client: Browser) -> None:
    """Also one that a moderator wrote before there were fixed ones, as it was written."""
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    for reason in (*REJECTIONS, "Un motif d’avant."):
        makers.make_question(stop, state="rejected", reason=reason, follow_mark=mark(person))

    told = [
        pages.read(client.get(f"/{lang}/follow?code={person.follow_code}")).main
        for lang in ("ar", "fr")
    ]

    for words in (
        ("فيه سب أو تهديد.", "Il insulte"),
        ("يسمي شخصا", "Il nomme une personne"),
        ("لا يتعلق بالمؤسسة", "Il ne concerne ni"),
        ("سبق طرحه", "Il a déjà été posé"),
        ("لا يُفهم", "ne se comprend pas"),
        ("فيه إشهار.", "une publicité"),
        ("Un motif d’avant.", "Un motif d’avant."),
    ):
        assert [word in page for word, page in zip(words, told, strict=True)] == [True, True]


def test_code_tells_what_became_of_a_suggestion(client: Browser) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    makers.make_suggestion(stop, state="declined", reason="Trop loin.", follow_mark=mark(person))

    page = pages.read(client.get(f"{PAGE}?code={person.follow_code}"))

    assert "Non retenue" in page.main
    assert "Trop loin." in page.main


def test_code_never_shows_whose_it_is_nor_what_others_said(client: Browser) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop, "فاطمة الزهراء بنعلي", phone="+212612345678")
    other = makers.make_registration(stop)
    makers.make_question(stop, "سؤال آخر", follow_mark=mark(other))

    text = client.get(f"{PAGE}?code={person.follow_code}").get_data(as_text=True)

    for hidden in ("فاطمة", "بنعلي", "61234", "سؤال آخر", person.code, person.entry_code):
        assert hidden not in text


def test_code_with_nothing_said_is_told_kindly(client: Browser) -> None:
    person = makers.make_registration(makers.make_stop())

    page = pages.read(client.get(f"{PAGE}?code={person.follow_code}"))

    assert page.status == 200
    assert "Le code est juste." in page.main


def test_code_is_read_with_gaps_and_arabic_digits(client: Browser) -> None:
    person = makers.make_registration(makers.make_stop())
    typed = person.follow_code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    page = pages.read(client.get(f"{PAGE}?code={typed[:3]} {typed[3:6]}-{typed[6:]}"))

    assert "Le code est juste." in page.main


@pytest.mark.parametrize("typed", ["", "123", "4821093755", "<script>alert(1)</script>"])
def test_wrong_code_is_told_beside_its_field(client: Browser, typed: str) -> None:
    makers.make_registration(makers.make_stop())

    page = pages.read(client.get(PAGE, query_string={"code": typed}))

    assert page.status == 422
    assert len(page.alerts) == 1
    assert page.all("p.why") != []
    assert page.form("code").fields["code"] == typed
    assert page.tree.xpath("//script[not(@src)]") == []


@pytest.mark.parametrize("typed", ["4821093753", "0000 0000 0003"])
def test_right_code_of_nobody_may_be_too_old(client: Browser, typed: str) -> None:
    page = pages.read(client.post(PAGE, data={"code": typed}))

    assert "800 jours après l’étape" in page.all("p.why")[0]
    assert page.form("code").fields["code"] == typed


def test_language_changes_and_the_code_stays(client: Browser) -> None:
    person = makers.make_registration(makers.make_stop())
    found = {"code": person.follow_code, "other_language": "ar"}

    right = pages.read(client.post("/ar/follow", data=found))
    wrong = pages.read(client.post("/ar/follow", data={**found, "code": "123"}))

    assert ("الرمز صحيح" in right.main, right.status) == (True, 200)
    assert wrong.form("code").fields["code"] == "123"


def test_home_sends_the_code_in_no_address(client: Browser) -> None:
    makers.make_stop()

    form = pages.read(client.get("/fr/")).form("code")

    assert (form.method, form.action) == ("POST", PAGE)


def test_no_wears_its_sign(client: Browser) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    question = makers.make_question(stop, state="answered", follow_mark=mark(person))
    makers.make_answer(question, is_refusal=True)

    page = pages.read(client.post(PAGE, data={"code": person.follow_code}))

    assert "Réponse : impossible" in page.main


def test_code_pages_are_kept_nowhere(client: Browser) -> None:
    person = makers.make_registration(makers.make_stop())

    answer = client.get(f"{PAGE}?code={person.follow_code}")

    assert answer.headers["Cache-Control"] == "no-store"


def test_locked_kiosk_tells_the_state_by_the_code_of_a_text(as_staff: Staff) -> None:
    stop = makers.make_stop()
    makers.make_round(stop)
    words = Words("متى يفتح المركز؟", "housing")
    kept = speaking.ask(stop, words, now=clock.now())
    kiosk = as_staff("gate", stop.key)
    kiosk.fill(f"/fr/staff/stops/{stop.key}/kiosk", {"pin": "4711", "kiosk": "1"})
    address = f"/fr/stops/{stop.key}/kiosk/follow"

    right = kiosk.fill(address, {"code": kept.code})
    wrong = kiosk.fill(address, {"code": "4821093755"})

    assert ("متى يفتح المركز؟" in pages.read(right).main, right.status_code) == (True, 200)
    assert right.headers["Cache-Control"] == "no-store"
    assert (wrong.status_code, len(pages.read(wrong).all("p.why"))) == (422, 1)
