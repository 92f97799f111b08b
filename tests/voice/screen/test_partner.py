"""A partner's own queue: what is in it, who may open it, "we would answer"."""

from caravan.kernel import versions
from caravan.tour.models import Partner, Stop
from caravan.voice import actions as voice
from caravan.voice.screen import actions, queries
from tests import makers, pages
from tests.conftest import Browser


def address(stop: Stop, partner: Partner, path: str = "") -> str:
    versions.forget_all()
    token = queries.queue_token(actions.open_screen(stop), partner.key)
    return f"/fr/stops/{stop.key}/partner-questions/{partner.key}{path}?token={token}"


def test_queue_shows_the_own_questions(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_service("health")
    bank = makers.make_partner(stop)
    makers.make_question(stop, "Quel taux ?", me_too=3)
    makers.make_question(stop, "Quel médecin ?", service_code="health")
    page = pages.read(client.get(address(stop, bank)))

    assert page.all("blockquote") == ["Quel taux ?"]
    assert page.heading == "Questions pour Banque conventionnée"


def test_empty_queue_says_when_something_comes(client: Browser) -> None:
    stop = makers.make_stop()
    page = pages.read(client.get(address(stop, makers.make_partner(stop))))
    assert "Pas encore de question pour vous" in page.text


def test_partner_says_ready_and_takes_it_back(client: Browser) -> None:
    stop = makers.make_stop()
    bank, question = makers.make_partner(stop), makers.make_question(stop)
    said = []
    for _ in range(2):
        page = pages.read(client.get(address(stop, bank)))
        form = page.form("ready")
        client.post(form.action, data=form.fields)
        said.append(queries.readiness(stop.id))

    assert said == [{question.id: [bank.name]}, {}]


def test_question_that_is_answered_meanwhile_is_told(client: Browser) -> None:
    stop = makers.make_stop()
    bank, question = makers.make_partner(stop), makers.make_question(stop)
    form = pages.read(client.get(address(stop, bank))).form("ready")
    voice.mark_answered(question.id, makers.make_staff().id)
    answer = client.post(form.action, data=form.fields, follow_redirects=True)
    assert "Cette question n’est plus dans votre file" in pages.read(answer).text


def test_queue_of_another_partner_is_not_found(client: Browser) -> None:
    stop = makers.make_stop()
    bank, builder = makers.make_partner(stop), makers.make_partner(stop)
    for path in ("", "/state"):
        there = address(stop, bank, path)
        assert client.get(there).status_code == 200
        assert client.get(there.replace(bank.key, builder.key)).status_code == 404


def test_readiness_without_the_page_is_refused(client: Browser) -> None:
    stop = makers.make_stop()
    bank, question = makers.make_partner(stop), makers.make_question(stop)
    path = f"/{question.id}/readiness"
    assert client.post(address(stop, bank, path), data={"ready": "yes"}).status_code == 400


def test_queue_is_304_until_something_changes(client: Browser) -> None:
    stop = makers.make_stop()
    bank, question = makers.make_partner(stop), makers.make_question(stop)
    again = {"If-None-Match": client.get(address(stop, bank, "/state")).headers["ETag"]}
    assert client.get(address(stop, bank, "/state"), headers=again).status_code == 304

    actions.put_on_screen(stop, question.id, makers.make_staff().id)
    assert client.get(address(stop, bank, "/state"), headers=again).status_code == 200
