"""The schedule of a stop as `schedule.json`, as conference programs read it."""

import json
from typing import Any

from caravan.kernel.clock import ZONE
from caravan.tour.exports.schedule import Schedule, ScheduleDay, Talk

SCHEMA = "https://c3voc.de/schedule/schema.json"
TIMESLOT = "00:05"
COLOURS = {"primary": "#0f3a63", "background": "#f6f2ea"}


def write(schedule: Schedule) -> str:
    """The file's text: JSON, in UTF-8 once it is sent. Times carry their offset."""
    return json.dumps(
        {
            "$schema": SCHEMA,
            "generator": {"name": "Caravan"},
            "schedule": {
                "version": schedule.version,
                "base_url": schedule.base,
                "conference": _conference(schedule),
            },
        },
        ensure_ascii=False,
    )


def _conference(schedule: Schedule) -> dict[str, Any]:
    return {
        "acronym": schedule.acronym,
        "title": schedule.title,
        "start": schedule.days[0].opens.date().isoformat(),
        "end": schedule.days[-1].closes.date().isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": TIMESLOT,
        "time_zone_name": str(ZONE),
        "colors": COLOURS,
        "url": schedule.page,
        "tracks": [{"name": track.name, "slug": track.slug} for track in schedule.tracks],
        "rooms": [{"name": room.name, "guid": str(room.guid)} for room in schedule.rooms],
        "days": [_day(day) for day in schedule.days],
    }


def _day(day: ScheduleDay) -> dict[str, Any]:
    return {
        "index": day.index,
        "date": day.opens.date().isoformat(),
        "day_start": day.opens.isoformat(),
        "day_end": day.closes.isoformat(),
        "rooms": {room.name: [_talk(talk) for talk in talks] for room, talks in day.rooms},
    }


def _talk(talk: Talk) -> dict[str, Any]:
    return {
        "guid": str(talk.guid),
        "id": talk.id,
        "date": talk.starts.isoformat(),
        "start": f"{talk.starts:%H:%M}",
        "end": talk.ends.isoformat(),
        "duration": talk.duration,
        "room": talk.room.name,
        "slug": talk.slug,
        "url": talk.url,
        "title": talk.title,
        "subtitle": None,
        "track": talk.track.name if talk.track else None,
        "type": talk.kind,
        "language": talk.language,
        "abstract": talk.abstract,
        "description": talk.description,
        "persons": [
            {"guid": str(office.guid), "name": office.name, "public_name": office.name}
            for office in talk.offices
        ],
        "links": [],
    }
