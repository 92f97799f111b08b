"""What is printed of a stop: what its codes lead to, what the poster and the programme say."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.press.programme import SHAPES, ProgrammeDay, Session, Shape
from caravan.press.words import Pair
from caravan.tour.models import Stop
from caravan.tour.paper import draw_poster, draw_programme, poster_facts, programme_facts
from tests import makers
from tests.press import papers

NAMES = {"ar": "الأيام التواصلية الجهوية", "fr": "Journées régionales de communication"}


def make_stop(**values: Any) -> Stop:
    makers.make_prefecture(city={"ar": "وجدة", "fr": "Oujda"})
    makers.make_tour(name=NAMES)
    return makers.make_stop(**{"first_day": date(2025, 2, 7), **values})


def test_code_and_address_lead_to_the_short_address(app: Flask) -> None:
    stop = make_stop()
    assert papers.codes(draw_poster(stop)) == ["http://localhost/s/oujda-2025"]
    assert poster_facts(stop).printed_address == "localhost/s/oujda-2025"


def test_poster_says_city_days_and_hours(app: Flask) -> None:
    facts = poster_facts(make_stop())
    assert facts.city == Pair("وجدة", "Oujda")
    assert facts.dates == Pair("7 و8 فبراير 2025", "7 et 8 février 2025")
    assert (facts.weekdays, facts.hours.ar) == ("الجمعة والسبت", "ابتداء من 08:30")


@pytest.mark.parametrize(("days", "words"), [(1, "الجمعة"), (3, "من الجمعة إلى الأحد")])
def test_weekdays_follow_the_length_of_the_stop(app: Flask, days: int, words: str) -> None:
    assert poster_facts(make_stop(days=days)).weekdays == words


def test_poster_names_the_prefecture_when_no_hall_is_known(app: Flask) -> None:
    facts = poster_facts(make_stop(venue_name={}))
    assert facts.venue == Pair("ولاية أمن وجدة", "Préfecture de police d’Oujda")


def test_programme_says_day_hours_title_place_and_speaker(app: Flask) -> None:
    stop = make_stop(days=1)
    makers.make_session(stop, speaker={"ar": "المدير", "fr": "Le directeur"})
    assert programme_facts(stop).days == (
        ProgrammeDay(
            Pair("الجمعة", "Vendredi"),
            Pair("7 فبراير 2025", "7 février 2025"),
            (
                Session(
                    "09:30",
                    "11:00",
                    Pair("جلسة عامة", "Plénière"),
                    Pair("القاعة الكبرى", "Grande salle"),
                    Pair("المدير", "Le directeur"),
                ),
            ),
        ),
    )


def test_programme_keeps_withdrawn_sessions_and_marks_pauses(app: Flask) -> None:
    stop = make_stop()
    makers.make_session(stop, "09:00", is_withdrawn=True)
    makers.make_session(stop, "12:30", "14:45", kind="pause", place={})
    makers.make_session(stop, "09:00", day=date(2025, 2, 8))
    friday, saturday = (day.sessions for day in programme_facts(stop).days)
    assert [(one.is_withdrawn, one.is_pause) for one in friday] == [(True, False), (False, True)]
    assert [one.starts for one in saturday] == ["09:00"]


def test_programme_says_nothing_of_internal_sessions(app: Flask) -> None:
    stop = make_stop()
    makers.make_session(stop, title={"ar": "اجتماع داخلي"}, is_internal=True)
    assert [day.sessions for day in programme_facts(stop).days] == [(), ()]


def test_programme_names_release_and_address(app: Flask) -> None:
    stop = make_stop(release=4, published_at=makers.at(date(2025, 2, 1), "14:05"))
    facts = programme_facts(stop)
    assert facts.release == 4
    assert facts.published == Pair("1 فبراير 2025 على الساعة 14:05", "1er février 2025 à 14:05")
    assert facts.printed_address == "localhost/s/oujda-2025"


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, Pair("")),
        ({"status": "cancelled"}, Pair("ملغاة", "Annulée")),
        ({"status": "moved"}, Pair("مؤجلة", "Reportée")),
        ({"is_rehearsal": True}, Pair("محطة تجريبية", "Répétition")),
        ({"is_rehearsal": True, "status": "cancelled"}, Pair("ملغاة", "Annulée")),
    ],
)
def test_programme_says_what_became_of_the_stop(
    app: Flask, values: dict[str, Any], state: Pair
) -> None:
    reason, note = {"ar": "سبب", "fr": "Motif"}, {"ar": "ملاحظة", "fr": "Note"}
    facts = programme_facts(make_stop(status_reason=reason, note=note, **values))
    assert facts.state == state
    assert (facts.reason, facts.note) == (Pair("سبب", "Motif"), Pair("ملاحظة", "Note"))


@pytest.mark.parametrize("shape", SHAPES)
def test_code_of_the_programme_leads_to_the_short_address(app: Flask, shape: Shape) -> None:
    stop = make_stop()
    makers.make_session(stop)
    assert papers.codes(draw_programme(stop, shape)) == ["http://localhost/s/oujda-2025"]


def test_one_release_gives_the_same_file_at_any_time(app: Flask) -> None:
    stop = make_stop()
    first = draw_programme(stop, "a5")
    with time_machine.travel(makers.at(date(2025, 2, 9), "10:00")):
        assert draw_programme(stop, "a5") == first


@pytest.mark.parametrize("rows", [1, 3])
def test_programme_asks_as_often_for_three_sessions_as_for_one(
    app: Flask, queries: Callable[[], Any], rows: int
) -> None:
    stop = make_stop()
    for _ in range(rows):
        makers.make_session(stop)
    with queries() as seen:
        programme_facts(stop)
    assert len(seen) == 1
