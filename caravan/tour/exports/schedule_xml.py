"""The schedule of a stop as `schedule.xml`, in the order of the frab schema."""

from xml.etree import ElementTree as ET

from caravan.kernel.clock import ZONE
from caravan.kernel.xml_file import add, write_file
from caravan.tour.exports.schedule import Schedule, ScheduleDay, Talk
from caravan.tour.exports.schedule_json import COLOURS, TIMESLOT


def write(schedule: Schedule, address: str) -> bytes:
    """The file's bytes, in UTF-8; `address` is its own. Times carry their offset."""
    root = ET.Element("schedule")
    add(root, "generator", name="Caravan", system=schedule.base)
    add(root, "url", address)
    add(root, "version", schedule.version)
    _add_conference(root, schedule)
    for day in schedule.days:
        _add_day(root, day)
    return write_file(root)


def _add_conference(root: ET.Element, schedule: Schedule) -> None:
    conference = add(root, "conference")
    add(conference, "acronym", schedule.acronym)
    add(conference, "title", schedule.title)
    add(conference, "start", schedule.days[0].opens.date().isoformat())
    add(conference, "end", schedule.days[-1].closes.date().isoformat())
    add(conference, "days", str(len(schedule.days)))
    add(conference, "timeslot_duration", TIMESLOT)
    add(conference, "base_url", schedule.base)
    add(conference, "url", schedule.page)
    add(conference, "time_zone_name", str(ZONE))
    add(conference, "color", **COLOURS)
    for track in schedule.tracks:
        add(conference, "track", name=track.name, slug=track.slug)


def _add_day(root: ET.Element, day: ScheduleDay) -> None:
    line = add(
        root,
        "day",
        index=str(day.index),
        date=day.opens.date().isoformat(),
        start=day.opens.isoformat(),
        end=day.closes.isoformat(),
    )
    for room, talks in day.rooms:
        there = add(line, "room", name=room.name, guid=str(room.guid))
        for talk in talks:
            _add_talk(there, talk)


def _add_talk(room: ET.Element, talk: Talk) -> None:
    event = add(room, "event", guid=str(talk.guid), id=str(talk.id))
    add(event, "room", talk.room.name)
    add(event, "title", talk.title)
    add(event, "subtitle")
    add(event, "type", talk.kind)
    add(event, "date", talk.starts.isoformat())
    add(event, "start", f"{talk.starts:%H:%M}")
    add(event, "duration", talk.duration)
    add(event, "abstract", talk.abstract)
    add(event, "slug", talk.slug)
    add(event, "track", talk.track.name if talk.track else "")
    persons = add(event, "persons")
    for office in talk.offices:
        add(persons, "person", office.name, id=str(office.id), guid=str(office.guid))
    add(event, "language", talk.language)
    add(event, "description", talk.description)
    add(event, "url", talk.url)
