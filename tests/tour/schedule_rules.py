"""The rules of `schedule.xml` and `schedule.json`, as the conference community's schemas set them.

Written by us from the XML schema and the JSON schema at https://c3voc.de/schedule, as they stood in
November 2026, so that they hold without those files. Each check gives the list of what is wrong.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from lxml import etree

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
START = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
DURATION = re.compile(r"[0-9]{1,2}:[0-9]{2}")
ACRONYM = re.compile(r"[a-z0-9_-][a-z0-9_]{3,}")
SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]")
TRACK_SLUG = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")
ADDRESS = re.compile(r"https?://\S+")
COLOUR = re.compile(r"#[0-9a-f]{6}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+")
VERSION = re.compile(r"\d+")
ANY = re.compile(r"(?s).*")

CONFERENCE = {
    "acronym": ACRONYM,
    "title": ANY,
    "timeslot_duration": DURATION,
    "time_zone_name": ZONE,
    "url": ADDRESS,
}
EVENT = {
    "room": ANY,
    "title": ANY,
    "subtitle": ANY,
    "type": ANY,
    "date": INSTANT,
    "start": START,
    "duration": DURATION,
    "abstract": ANY,
    "slug": SLUG,
    "track": ANY,
    "language": re.compile("[a-z]{2,3}"),
    "description": ANY,
    "url": ADDRESS,
}
SCHEDULE_ORDER = ["generator", "url", "version", "conference"]
DAY = re.compile(r"\d{4}-\d\d-\d\d")

# The shape of a JSON value: a pattern for a string, `int` for a number from 1, a tuple for a
# choice, a list for a list of one kind, a dict for an object with these keys and no other, or with
# keys like its one pattern.
Shape = Any
JSON_EVENT: Shape = {
    **EVENT,
    "subtitle": (None, ANY),
    "track": (None, ANY),
    "guid": GUID,
    "id": int,
    "end": INSTANT,
    "persons": [
        {"guid": GUID, "name": ANY, "public_name": ANY}
    ],  # with an id it would be two kinds
    "links": [{"url": ADDRESS}],
}
JSON_DAY: Shape = {
    "index": int,
    "date": DAY,
    "day_start": INSTANT,
    "day_end": INSTANT,
    "rooms": {ANY: [JSON_EVENT]},
}
JSON_CONFERENCE: Shape = {
    **CONFERENCE,
    "start": DAY,
    "end": DAY,
    "daysCount": int,
    "colors": {"primary": COLOUR, "background": COLOUR},
    "tracks": [{"name": ANY, "slug": TRACK_SLUG}],
    "rooms": [{"name": ANY, "guid": GUID}],
    "days": [JSON_DAY],
}
JSON: Shape = {
    "$schema": ADDRESS,
    "generator": {"name": ANY},
    "schedule": {"version": VERSION, "base_url": ADDRESS, "conference": JSON_CONFERENCE},
}


def faults_of_xml(root: Any) -> list[str]:
    """What is wrong with the tree of a `schedule.xml`."""
    return [*_xml_order(root), *_xml_conference(root), *_xml_days(root), *_xml_events(root)]


def _xml_order(root: Any) -> Iterator[str]:
    names = [one.tag for one in root]
    if names != [*SCHEDULE_ORDER, *["day"] * (len(names) - 4)] or len(names) < 5:
        yield f"order: {names}"
    yield from _misfits({"url": ADDRESS, "version": VERSION}, _texts(root), "schedule")
    yield from _unless(not root.findtext("generator"), "generator")


def _xml_conference(root: Any) -> Iterator[str]:
    conference = root.find("conference")
    said = _texts(conference)
    yield from _misfits({**CONFERENCE, "base_url": ADDRESS}, said, "conference")
    if [date.fromisoformat(said[name]).isoformat() for name in ("start", "end")] != [
        root.findall("day")[place].get("date") for place in (0, -1)
    ]:
        yield f"start or end: {said}"
    if said["days"] != str(len(root.findall("day"))):
        yield f"days: {said['days']}"
    colours = {"primary": COLOUR, "background": COLOUR}
    yield from _misfits(colours, conference.find("color").attrib, "color")
    strangers = set(said) - {*CONFERENCE, "base_url", "start", "end", "days", "color", "track"}
    yield from _unless(not strangers, f"conference: {strangers}")
    for track in conference.findall("track"):
        yield from _misfits({"name": ANY, "slug": TRACK_SLUG}, track.attrib, "track")


def _xml_days(root: Any) -> Iterator[str]:
    days = root.findall("day")
    if [day.get("index") for day in days] != [str(place + 1) for place in range(len(days))]:
        yield "days are not counted from 1"
    for day in days:
        yield from _misfits({"start": INSTANT, "end": INSTANT}, day.attrib, "day")
        yield from _unless({room.tag for room in day} <= {"room"}, "a day holds rooms only")
        names = [room.get("name") for room in day]
        if len(names) != len(set(names)) or not all(names):
            yield f"rooms: {names}"
        for room in day:
            yield from _misfits({"guid": GUID}, room.attrib, "room")
            yield from _room_faults(room)


def _room_faults(room: Any) -> Iterator[str]:
    if [one.tag for one in room] != ["event"] * len(room):
        yield "a room holds events only"
    if {event.findtext("room") for event in room} - {room.get("name")}:
        yield f"an event of another room in {room.get('name')}"
    starts = [event.findtext("date") for event in room]
    if starts != sorted(starts):
        yield f"not by time in {room.get('name')}"


def _xml_events(root: Any) -> Iterator[str]:
    events = root.findall("day/room/event")
    for event in events:
        yield from _misfits({"guid": GUID, "id": VERSION}, event.attrib, "event")
        yield from _misfits(EVENT, _texts(event), "event")
        strangers = {one.tag for one in event} - {*EVENT, "persons"}
        if strangers or len(event) != len({one.tag for one in event}):
            yield f"elements: {[one.tag for one in event]}"
        persons = event.find("persons")
        inside = {one.tag for one in persons}
        yield from _unless(inside <= {"person"} and not (persons.text or "").strip(), "persons")
        for person in persons:
            yield from _misfits({"guid": GUID, "id": VERSION}, person.attrib, "person")
    yield from _repeated("guid", [event.get("guid") for event in events])
    yield from _repeated("id", [event.get("id") for event in events])
    yield from _repeated("slug", [event.findtext("slug") for event in events])


def faults_of_json(whole: Any) -> list[str]:
    """What is wrong with what a `schedule.json` says."""
    if shapeless := [*_unlike(JSON, whole, "")]:
        return shapeless
    conference = whole["schedule"]["conference"]
    days = conference["days"]
    rooms = [room for day in days for room in day["rooms"].items()]
    events = [event for _, held in rooms for event in held]
    return [
        *_unless(conference["daysCount"] == len(days), "daysCount"),
        *_unless([day["index"] for day in days] == list(range(1, len(days) + 1)), "index"),
        *(fault for name, held in rooms for fault in _json_room(name, held)),
        *_repeated("guid", [event["guid"] for event in events]),
        *_repeated("id", [event["id"] for event in events]),
    ]


def _json_room(name: str, events: list[Any]) -> Iterator[str]:
    yield from _unless({event["room"] for event in events} == {name}, f"room {name}")
    starts = [datetime.fromisoformat(event["date"]) for event in events]
    yield from _unless(starts == sorted(starts), f"not by time in {name}")


def _unlike(shape: Shape, value: Any, where: str) -> Iterator[str]:
    """Where `value` has another shape."""
    if isinstance(shape, tuple):
        tries = [list(_unlike(one, value, where)) for one in shape]
        yield from [] if [] in tries else tries[-1]
    elif isinstance(shape, dict) and isinstance(value, dict):
        wanted = dict.fromkeys(value, shape[ANY]) if ANY in shape else shape
        yield from _unless(set(wanted) == set(value), f"{where}: {sorted(value)}")
        for name in set(wanted) & set(value):
            yield from _unlike(wanted[name], value[name], f"{where}/{name}")
    elif isinstance(shape, list) and isinstance(value, list):
        for place, one in enumerate(value):
            yield from _unlike(shape[0], one, f"{where}/{place}")
    elif not _is_plain(shape, value):
        yield f"{where} = {value!r}"


def _is_plain(shape: Shape, value: Any) -> bool:
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    return value is None if shape is None else shape is int and type(value) is int and value > 0


def _texts(element: Any) -> dict[str, str]:
    return {one.tag: one.text or "" for one in element}


def _misfits(wanted: Mapping[str, re.Pattern[str]], said: Any, where: str) -> Iterator[str]:
    for name, pattern in wanted.items():
        if name not in said or not pattern.fullmatch(str(said[name])):
            yield f"{where}: {name} = {said.get(name)!r}"


def _unless(is_right: bool, fault: str) -> list[str]:
    return [] if is_right else [fault]


def _repeated(name: str, values: list[Any]) -> list[str]:
    return _unless(len(values) == len(set(values)), f"{name} twice: {values}")


def parse_xml(data: bytes) -> Any:
    """The tree of an answer; entities are not looked up."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))
