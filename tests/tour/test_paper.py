"""The poster of a stop: what its code says, what is printed beside it."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from caravan.press.words import Pair
from caravan.tour.models import Stop
from caravan.tour.paper import draw_poster, poster_facts
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
