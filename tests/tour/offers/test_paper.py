"""What the sign of a stand says."""

from datetime import date

from flask import Flask

from caravan.press.words import Pair
from caravan.tour.offers.paper import sign_facts
from tests import makers


def test_sign_says_stand_partner_services_hours_and_address(app: Flask) -> None:
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"}, pictogram="health")
    stop = makers.make_stop(first_day=date(2025, 2, 7))
    services = [makers.make_service("housing"), makers.make_service("health")]
    stand = makers.make_partner(stop, key="bank", stand="A-04", services=["health", "housing"])
    facts = sign_facts(stop, stand, services)
    assert (facts.stand, facts.name) == ("A-04", Pair("بنك متعاقد", "Banque conventionnée"))
    assert facts.services == Pair("السكن، الصحة", "Logement, Santé")
    assert facts.hours[0] == Pair("الجمعة 7: من 08:30 إلى 18:00", "vendredi 7 : de 08:30 à 18:00")
    assert facts.url == "http://localhost/stops/oujda-2025/stands/bank"
    assert facts.printed_address == "localhost/stops/oujda-2025/stands/bank"
    assert facts.pictogram == "health"


def test_sign_shows_a_desk_where_no_picture_of_a_service_is_drawn(app: Flask) -> None:
    service = makers.make_service("housing", pictogram="unknown")
    stop = makers.make_stop()
    stand = makers.make_partner(stop, stand="A-04")
    assert sign_facts(stop, stand, [service]).pictogram == "desk"
