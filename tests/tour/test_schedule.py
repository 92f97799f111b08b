"""The schedule files: within the rules of both formats, whole, and the same from day to day."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from caravan.tour.exports import schedule
from caravan.tour.models import Stop
from tests import makers
from tests.conftest import Browser
from tests.tour import published
from tests.tour.schedule_rules import faults_of_json, faults_of_xml, parse_xml

FRIDAY, SATURDAY = date(2025, 2, 7), date(2025, 2, 8)


@pytest.fixture
def stop(app: Any) -> Stop:
    """Two days; two sessions in the hall, one beside it, a pause without a place."""
    stop = makers.make_stop(first_day=FRIDAY, release=3)
    speaker = {"ar": "مصلحة السكن", "fr": "Service du logement"}
    makers.make_session(stop, key="opening", services=["housing"], speaker=speaker)
    desk = {"ar": "القاعة 2", "fr": "Salle 2"}
    makers.make_session(stop, key="desk", kind="desk", place=desk, audience=["widow", "retired"])
    makers.make_session(stop, "11:00", "12:35", key="plenary")
    makers.make_session(stop, "12:30", "14:45", key="lunch", kind="pause", place={}, day=SATURDAY)
    return stop


def xml(client: Browser, query: str = "") -> Any:
    return parse_xml(client.get(f"/stops/oujda-2025/schedule.xml{query}").data)


def conference(client: Browser, query: str = "") -> Any:
    text = client.get(f"/stops/oujda-2025/schedule.json{query}").get_data(as_text=True)
    return json.loads(text)["schedule"]["conference"]


def talks(client: Browser, query: str = "") -> dict[str, Any]:
    """The events of `schedule.json` by the key of their session."""
    days = conference(client, query)["days"]
    events = [event for day in days for room in day["rooms"].values() for event in room]
    return {event["slug"].partition("-session-")[2]: event for event in events}


@pytest.mark.parametrize("query", ["", "?lang=fr", "?lang=en", "?lang=zgh"])
def test_files_keep_the_rules_of_their_formats(client: Browser, stop: Stop, query: str) -> None:
    whole = json.loads(client.get(f"/stops/oujda-2025/schedule.json{query}").data)

    assert faults_of_xml(xml(client, query)) == []
    assert faults_of_json(whole) == []


@pytest.mark.parametrize("key", ["a", "ab-c", "3", "oujda_2025-2", "x" * 60])
def test_files_keep_the_rules_when_keys_are_short_or_long(client: Browser, key: str) -> None:
    stop = makers.make_stop(key)
    makers.make_service("4")
    for one in ("a", "a-1", "x" * 60):
        makers.make_session(stop, key=one, services=["4"])

    assert faults_of_xml(parse_xml(client.get(f"/stops/{key}/schedule.xml").data)) == []
    assert faults_of_json(json.loads(client.get(f"/stops/{key}/schedule.json").data)) == []


def test_files_keep_the_rules_when_nothing_is_on_the_agenda(client: Browser) -> None:
    makers.make_stop()
    root = xml(client)

    assert faults_of_xml(root) == []
    assert [len(day) for day in root.findall("day")] == [0, 0]


def test_both_files_say_the_same(client: Browser, stop: Stop) -> None:
    told = [
        (event.get("guid"), int(event.get("id")), event.findtext("title"), event.findtext("date"))
        for event in xml(client).iter("event")
    ]

    assert told == [
        (one["guid"], one["id"], one["title"], one["date"]) for one in talks(client).values()
    ]


def test_conference_is_the_stop_at_its_release(client: Browser, stop: Stop) -> None:
    told = conference(client, "?lang=fr")

    assert xml(client).findtext("version") == "3"
    assert (told["title"], told["start"], told["end"]) == (
        "Étape d’Oujda",
        "2025-02-07",
        "2025-02-08",
    )
    assert (told["url"], told["time_zone_name"]) == (
        "http://localhost/fr/stops/oujda-2025",
        "Africa/Casablanca",
    )


def test_rooms_hold_their_sessions_and_one_holds_those_without_a_place(
    client: Browser, stop: Stop
) -> None:
    places = {"venue_name": {"ar": "دار الثقافة", "fr": "Maison de la culture"}}
    makers.make_session(makers.make_stop("fes", first_day=FRIDAY, **places), key="x", place={})
    days = [list(day["rooms"]) for day in conference(client)["days"]]
    fes = json.loads(client.get("/stops/fes/schedule.json").data)["schedule"]["conference"]

    assert days == [["القاعة 2", "القاعة الكبرى"], ["القاعة الكبرى"]]
    assert list(fes["days"][0]["rooms"]) == ["دار الثقافة"]


def test_rooms_of_the_same_name_are_one(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, "15:00", "16:00", place={"ar": "قاعة كبيرة", "fr": "Grande salle"})

    rooms = conference(client, "?lang=fr")["rooms"]

    assert [room["name"] for room in rooms] == ["Salle 2", "Grande salle"]
    assert len(talks(client, "?lang=fr")) == 5


def test_session_is_told_whole(client: Browser, stop: Stop) -> None:
    opening, desk = talks(client)["opening"], talks(client)["desk"]

    assert (opening["start"], opening["date"], opening["end"], opening["duration"]) == (
        "09:30",
        "2025-02-07T09:30:00+01:00",
        "2025-02-07T11:00:00+01:00",
        "01:30",
    )
    assert (opening["type"], opening["track"], opening["language"]) == ("plenary", "السكن", "ar")
    assert [one["name"] for one in opening["persons"]] == ["مصلحة السكن"]
    assert (desk["type"], desk["track"], desk["persons"]) == ("desk", None, [])
    assert desk["abstract"] == "لفائدة: الأرامل، المتقاعدين"
    assert opening["url"] == "http://localhost/ar/stops/oujda-2025#d2025-02-07"


def test_address_of_a_session_is_a_place_on_the_page(client: Browser, stop: Stop) -> None:
    page = client.get("/ar/stops/oujda-2025").get_data(as_text=True)

    assert 'id="d2025-02-07"' in page


def test_further_services_stand_in_the_description(client: Browser, stop: Stop) -> None:
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"}, position=2)
    makers.make_session(stop, "15:00", key="both", services=["health", "housing"])

    both = talks(client, "?lang=fr")["both"]

    assert (both["track"], both["description"]) == ("Santé", "Santé\nLogement")
    assert [one["slug"] for one in conference(client)["tracks"]] == [
        "service-housing",
        "service-health",
    ]


@pytest.mark.parametrize(
    ("query", "title", "language"),
    [("", "ورشة", "ar"), ("?lang=fr", "Atelier", "fr"), ("?lang=en", "Atelier", "fr")],
)
def test_language_is_that_of_the_text(
    client: Browser, stop: Stop, query: str, title: str, language: str
) -> None:
    makers.make_session(stop, "15:00", key="workshop", title={"ar": "ورشة", "fr": "Atelier"})

    workshop = talks(client, query)["workshop"]

    assert (workshop["title"], workshop["language"]) == (title, language)
    assert xml(client, query).findall("day/room/event/language")[-2].text == language


def test_ids_come_from_the_keys_alone(client: Browser, stop: Stop) -> None:
    before = {key: (one["guid"], one["id"]) for key, one in talks(client).items()}
    makers.make_session(stop, "08:30", "09:00", key="reception")
    guids = {key: one["guid"] for key, one in talks(client, "?lang=fr").items()}

    assert guids.pop("reception") not in guids.values()
    assert guids == {key: guid for key, (guid, _) in before.items()}
    assert before["opening"] == ("dc585a3e-1ed7-5cce-ba6b-f6573e0df837", 285616672)


def test_numbers_stay_apart_when_they_meet() -> None:
    first, second = UUID(int=5), UUID(int=5 + schedule._GREATEST_ID)

    assert schedule._numbers([second, first]) == {first: 6, second: 7}


def test_withdrawn_session_says_so_in_its_title(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, "15:00", key="workshop", title={"fr": "Atelier"}, is_withdrawn=True)

    assert talks(client, "?lang=fr")["workshop"]["title"] == "N’aura pas lieu\u00a0: Atelier"


@pytest.mark.parametrize(("status", "word"), [("cancelled", "Annulée"), ("moved", "Reportée")])
def test_stop_that_is_off_says_so_in_every_title(
    client: Browser, stop: Stop, status: str, word: str
) -> None:
    off = makers.make_stop("fes", status=status, title={"fr": "Étape de Fès"})
    makers.make_session(off)
    told = json.loads(client.get("/stops/fes/schedule.json?lang=fr").data)["schedule"]["conference"]

    assert told["title"] == f"{word}\u00a0: Étape de Fès"
    assert [one["title"] for one in told["days"][0]["rooms"]["Grande salle"]] == [
        "N’aura pas lieu\u00a0: Plénière"
    ]


@pytest.mark.parametrize("file", ["schedule.xml", "schedule.json"])
def test_internal_session_is_left_out(client: Browser, stop: Stop, file: str) -> None:
    makers.make_session(stop, key="briefing", title={"ar": "اجتماع داخلي"}, is_internal=True)

    answer = client.get(f"/stops/oujda-2025/{file}").get_data(as_text=True)

    assert ("briefing" in answer, "اجتماع داخلي" in answer) == (False, False)


def test_xml_leaves_out_what_xml_cannot_hold(client: Browser, stop: Stop) -> None:
    makers.make_session(stop, "15:00", "16:00", title={"ar": "أ & <ب> \x0b\ufffe\"ج'"})

    assert "أ & <ب> \"ج'" in [one.text for one in xml(client).iter("title")]


@pytest.mark.usefixtures("app")
def test_each_office_that_speaks_is_a_person_of_its_own(client: Browser) -> None:
    published.make_catalogue()
    published.publish(published.with_two_speakers())
    address = f"/stops/{published.KEY}/schedule"

    tree = parse_xml(client.get(f"{address}.xml?lang=fr").data)
    days = json.loads(client.get(f"{address}.json?lang=fr").data)["schedule"]["conference"]["days"]
    ((event,),) = days[0]["rooms"].values()

    assert tree.xpath("//person/text()") == ["Le préfet de police", "Le directeur"]
    assert [one["name"] for one in event["persons"]] == ["Le préfet de police", "Le directeur"]
    assert tree.xpath("//person/@guid") == [one["guid"] for one in event["persons"]]
    assert (faults_of_xml(tree), len(set(tree.xpath("//person/@guid")))) == ([], 2)


@pytest.mark.usefixtures("app")
def test_an_office_is_the_same_person_beside_another_and_alone(client: Browser) -> None:
    published.make_catalogue()
    address = f"/stops/{published.KEY}/schedule.xml"
    published.publish()
    alone = parse_xml(client.get(address).data).xpath("//person/@guid")

    published.publish(published.with_two_speakers())

    assert parse_xml(client.get(address).data).xpath("//person/@guid")[:1] == alone
