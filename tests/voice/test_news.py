"""What phones ask for all day: small, the same for everybody, and nothing unapproved in it."""

from caravan.kernel import versions
from caravan.voice import actions
from tests import makers
from tests.conftest import Browser

NEWS = "/fr/stops/oujda-2025/questions/news"


def test_news_are_the_questions_of_the_list_in_their_order(client: Browser) -> None:
    stop = makers.make_stop()
    many = makers.make_question(stop, me_too=9)
    answered = makers.make_question(stop, me_too=5, state="answered")
    on_air = makers.make_question(stop, me_too=1)
    makers.make_question(stop, state="received", me_too=20)
    makers.make_question(stop, state="rejected", me_too=20)
    actions.put_on_screen(stop, on_air.id, makers.make_staff().id)

    assert client.get(NEWS).json == [
        [many.id[:8], 9, "personnes", ""],
        [answered.id[:8], 5, "personnes", "a"],
        [on_air.id[:8], 1, "personne", "o"],
    ]


def test_news_of_fifty_questions_weigh_less_than_two_kilobytes(client: Browser) -> None:
    stop = makers.make_stop()
    for votes in range(50):
        makers.make_question(stop, me_too=100 + votes)
    news = client.get(NEWS.replace("/fr/", "/ar/"))

    assert len(news.json) == 50
    assert len(news.data) < 2_048


def test_news_are_304_until_something_changes(client: Browser) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    again = {"If-None-Match": client.get(NEWS).headers["ETag"]}
    assert client.get(NEWS, headers=again).status_code == 304

    actions.add_me_too(stop, question.id, "a" * 32)
    versions.forget_all()
    assert client.get(NEWS, headers=again).status_code == 200


def test_news_follow_the_chosen_service(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_service("health")
    makers.make_question(stop)
    health = makers.make_question(stop, service_code="health")

    rows = client.get(f"{NEWS}?service=health").json
    assert [row[0] for row in rows] == [health.id[:8]]
