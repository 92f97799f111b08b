"""The speaker's tablet: what stands on it, and who may open it."""

import time_machine

from caravan.kernel import versions
from caravan.tour.models import Stop
from caravan.voice.screen import actions, queries
from tests import makers, pages
from tests.conftest import Browser


def address(stop: Stop, path: str = "") -> str:
    versions.forget_all()
    token = queries.tablet_token(actions.open_screen(stop))
    return f"/fr/stops/{stop.key}/speaker{path}?token={token}"


def test_tablet_shows_question_session_and_note(client: Browser) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    with time_machine.travel(makers.at(stop.first_day, "10:00")):
        makers.make_session(stop, "09:30", "10:30")
        actions.put_on_screen(stop, makers.make_question(stop, "Quand ?").id, who)
        makers.make_question(stop, "Combien ?")
        actions.tell_speaker(stop, "Deux minutes", who)
        page = pages.read(client.get(address(stop)))

    assert page.all("p.st-q") == ["Quand ?"]
    assert page.all("//ol/li/p[1]") == ["Combien ?"]
    assert page.all("p.st-note") == ["Deux minutes"]
    assert page.all("//header//strong") + page.all("//header/time") == ["jusqu’à 10:30", "10:00"]


def test_tablet_says_that_nothing_is_there(client: Browser) -> None:
    page = pages.read(client.get(address(makers.make_stop())))
    assert page.all("p.st-meta") == [
        "Aucune question n’est à l’écran.",
        "Aucune question acceptée n’attend.",
    ]


def test_tablet_is_304_until_something_changes(client: Browser) -> None:
    stop = makers.make_stop()
    again = {"If-None-Match": client.get(address(stop, "/state")).headers["ETag"]}
    assert client.get(address(stop, "/state"), headers=again).status_code == 304

    actions.tell_speaker(stop, "Deux minutes", makers.make_staff().id)
    assert client.get(address(stop, "/state"), headers=again).status_code == 200


def test_tablet_is_not_found_with_the_token_of_the_screen(client: Browser) -> None:
    stop = makers.make_stop()
    token = actions.open_screen(stop).token
    assert client.get(f"/fr/stops/{stop.key}/speaker?token={token}").status_code == 404
