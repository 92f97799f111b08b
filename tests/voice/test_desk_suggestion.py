"""The page of one suggestion on its desk, and what everybody sees of it."""

from collections.abc import Callable
from typing import Any

from caravan.kernel.db import db
from caravan.voice import queries as said
from caravan.voice.models import Suggestion
from caravan.voice.moderation import actions
from caravan.voice.moderation.queries import suggestions
from caravan.voice.rules import WAITING
from tests import makers, pages
from tests.conftest import Browser

IDEAS = "/ar/staff/stops/oujda-2025/suggestions"
PUBLIC = "/ar/stops/oujda-2025/suggestions"
AsStaff = Callable[..., Browser]


def press(browser: Browser, made: Suggestion, noun: str, **fields: Any) -> Any:
    page = pages.read(browser.get(f"{IDEAS}/{made.id}"))
    form = next(one for one in page.forms if one.action == f"{IDEAS}/{made.id}/{noun}")
    return browser.post(form.action, data={**form.fields, **fields})


def test_title_and_prefecture_are_shown_to_everybody(client: Browser, as_staff: AsStaff) -> None:
    made = makers.make_suggestion(makers.make_stop(), state="studied")
    makers.make_prefecture("nador", name={"ar": "أمن الناضور", "fr": "Nador"})
    press(as_staff("moderator"), made, "details", title="النقل المدرسي", prefecture="nador")

    text = pages.read(client.get(PUBLIC)).main
    assert "النقل المدرسي" in text
    assert "أمن الناضور" in text


def test_title_that_is_too_long_is_refused_and_stays(as_staff: AsStaff) -> None:
    made = makers.make_suggestion(makers.make_stop())
    answer = press(as_staff("moderator"), made, "details", title="ا" * 121)

    assert answer.status_code == 422
    assert pages.read(answer).form("title").fields["title"] == "ا" * 121


def test_form_takes_a_title(client: Browser) -> None:
    stop = makers.make_stop()
    answer = client.fill(PUBLIC, {"body": "حافلة", "service": "housing", "title": "النقل"})
    made = said.suggestions(stop.id, (WAITING,))

    assert (answer.status_code, suggestions.beside(made).title(made[0])) == (200, "النقل")


def test_suggestions_are_grouped_by_the_page(as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    lead, other = makers.make_suggestion(stop), makers.make_suggestion(stop, "Un bus")
    browser = as_staff("moderator")
    mark = suggestions.beside([other]).mark(other)
    press(browser, lead, "group", members=[f"{other.id}.{mark}"])
    assert db.session.get(Suggestion, other.id, populate_existing=True).state == "grouped"

    press(browser, other, "separation")
    assert db.session.get(Suggestion, other.id, populate_existing=True).state == "received"


def test_support_is_a_button_that_counts_once(client: Browser) -> None:
    made = makers.make_suggestion(makers.make_stop(), state="accepted")
    counts = [
        client.post(f"{PUBLIC}/{made.id}/support", headers={"Accept": "application/json"}).json
        for _ in range(2)
    ]
    assert [one["count"] for one in counts] == [1, 1]


def test_maker_of_a_grouped_suggestion_is_told_what_becomes_of_its_lead(client: Browser) -> None:
    stop = makers.make_stop()
    person = makers.make_registration(stop)
    mark = said.follow_mark(stop.id, person.follow_code)
    lead = makers.make_suggestion(stop, "حافلة للجميع", state="accepted")
    other = makers.make_suggestion(stop, "حافلة لي", follow_mark=mark)
    actions.group_suggestions(lead.id, {other.id: None}, makers.make_staff().id)

    page = pages.read(client.get(f"/ar/follow?code={person.follow_code}"))
    for text in ("حافلة لي", "حافلة للجميع", "جُمع مع اقتراح"):
        assert text in page.main


def test_suggestion_of_another_stop_is_not_found(as_staff: AsStaff) -> None:
    makers.make_stop()
    foreign = makers.make_suggestion(makers.make_stop("fes-2025"))
    browser = as_staff("moderator", "oujda-2025")
    assert browser.get(f"{IDEAS}/{foreign.id}").status_code == 404


def test_page_asks_the_database_as_often_for_3_candidates_as_for_1(
    as_staff: AsStaff, queries: Callable[[], Any]
) -> None:
    stop = makers.make_stop()
    made = makers.make_suggestion(stop)
    browser = as_staff("moderator")
    counts = []
    for more in (1, 2):
        for number in range(more):
            makers.make_suggestion(stop, f"اقتراح {more} {number}")
        browser.get(f"{IDEAS}/{made.id}")
        with queries() as seen:
            browser.get(f"{IDEAS}/{made.id}")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20
