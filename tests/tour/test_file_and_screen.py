"""The file way and the screen way are one: what was edited on screen is its file, word for word."""

import itertools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from caravan.kernel.refusal import Refusal
from caravan.tour import actions, agenda_file, drafting, queries
from caravan.tour.faults import BadStopFile
from caravan.tour.models import Release
from caravan.tour.parity import MixedTexts
from caravan.tour.plan_json import mark_of
from caravan.tour.stop_plan import (
    AUDIENCES,
    LANGUAGES,
    PARTNER_KINDS,
    SESSION_KINDS,
    STATUSES,
    Day,
    Kept,
    PartnerPlan,
    Room,
    SessionPlan,
    Speaker,
    StopPlan,
    Venue,
)
from tests import makers
from tests.tour.published import PLAN, make_catalogue, publish

Edit = Callable[[StopPlan], StopPlan]
_numbers = itertools.count(1)
_arabic = st.lists(
    st.sampled_from(
        ["الافتتاح", "القاعة 2،", "قروض السكن:", "«الصحة»", "7 و8 فبراير", "بنك (CIH Bank)"]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
_french = st.lists(
    st.sampled_from(["Ouverture", "« Santé »", 'dit "oui"', "l’été \\ 2027", "à 15h30 ;", "été"]),
    min_size=1,
    max_size=3,
).map(" ".join)
_text = st.fixed_dictionaries({"ar": _arabic, "fr": _french}, optional={"en": _french})
_prose = _text.map(lambda text: {**text, "fr": f"{text['fr']}\nAutre ligne"})
_key = st.sampled_from(["opening", "a", "b-2", "c_3"])
_quarters = st.integers(8 * 4, 18 * 4).map(lambda at: time(at // 4, at % 4 * 15))
_nothing_or = st.just("") | _key


def _some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


_hours = st.sampled_from([(time(8, 30), time(9)), (time(9), time(12, 30)), (time(15), time(17))])
_sessions = st.builds(
    lambda hours, **values: SessionPlan(starts=hours[0], ends=hours[1], **values),
    hours=_hours,
    key=_key,
    day=st.just(PLAN.first_day),
    kind=st.sampled_from(SESSION_KINDS),
    title=_text,
    room=_nothing_or,
    speakers=_some("a", "b-2"),
    partners=_some("a", "b-2"),
    audience=_some(*AUDIENCES),
    services=_some("housing"),
    languages=_some(*LANGUAGES),
    internal=st.booleans(),
)
_parts: dict[str, st.SearchStrategy[Any]] = {
    "rooms": st.builds(Room, _key, _text, st.none() | st.integers(1, 900)),
    "speakers": st.builds(Speaker, _key, _text),
    "partners": st.builds(
        PartnerPlan, _key, st.sampled_from(PARTNER_KINDS), _text, st.sampled_from(["", "A-04"])
    ),
    "sessions": _sessions,
    "days": st.just(Day(PLAN.first_day + timedelta(days=1), time(8), time(18, 30))),
}
_facts = st.fixed_dictionaries(
    {},
    optional={
        "title": _text,
        "host": _text,
        "note": _prose,
        "reason": _prose,
        "seats": st.none() | st.integers(1, 900),
        "safety_limit": st.none() | st.integers(1, 900),
        "status": st.sampled_from(STATUSES),
        "services": _some("housing"),
        "venue": st.builds(Venue, _text, st.just({}) | _prose),
        "edition": st.sampled_from(["", "2"]),
        "kept": st.just((Kept("holiday", "organiser", 'said "yes"'),)),
        "sources": st.just(("C:\\seed", "Été")),
    },
)


def _put(name: str, part: Any) -> Edit:
    """Add the part, or change the one of its key as an editor does who has just seen it."""

    def edit(plan: StopPlan) -> StopPlan:
        there = drafting.find_part(plan, name, getattr(part, drafting.LISTS[name]))
        if there is None:
            return drafting.add_part(plan, name, part)
        return drafting.change_part(plan, name, part, seen=mark_of(there))

    return edit


def _move(key: str, starts: time, room: str) -> Edit:
    def edit(plan: StopPlan) -> StopPlan:
        there = drafting.get_part(plan, "sessions", key)
        moved = replace(there, starts=starts, room=room)
        return drafting.change_part(plan, "sessions", moved, seen=mark_of(there))

    return edit


@st.composite
def _edits(draw: st.DrawFn) -> Edit:
    """One thing that an organiser does on screen."""
    kind = draw(st.sampled_from(["put", "put", "put", "remove", "move", "facts"]))
    if kind == "move":
        return _move(draw(_key), draw(_quarters), draw(_nothing_or))
    if kind == "facts":
        facts = draw(_facts)
        return lambda plan: replace(plan, **facts)
    name = draw(st.sampled_from(sorted(_parts)))
    part = draw(_parts[name])
    if kind == "put":
        return _put(name, part)
    key, released = getattr(part, drafting.LISTS[name]), draw(st.sampled_from([(), ("opening",)]))
    return lambda plan: drafting.remove_part(plan, name, key, released=released)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(_edits(), max_size=8))
def test_stop_edited_on_screen_is_unchanged_when_exported_and_published_again(
    app: Flask, tmp_path: Path, edits: list[Edit]
) -> None:
    make_catalogue()
    key, staff_id = f"stop-{next(_numbers)}", makers.make_staff().id
    publish(replace(PLAN, key=key))
    actions.open_draft(key, staff_id=staff_id)
    for edit in edits:
        with suppress(Refusal):
            actions.change_draft(key, edit, staff_id=staff_id)
    try:
        actions.publish_draft(key, number=queries.get_draft(key).number, staff_id=staff_id)
    except (BadStopFile, MixedTexts):
        event("has faults")
        return
    plan = queries.plan_of(queries.get_standing_release(key), key)
    before, file = makers.count(Release), tmp_path / "exported.toml"

    run = app.test_cli_runner().invoke
    assert run(args=["stops", "export", key, "-o", str(file)]).exit_code == 0
    again = publish_file(file)

    event(f"release {again.number}")
    assert file.read_text(encoding="utf-8") == agenda_file.write(plan)
    assert (again.is_new, makers.count(Release)) == (False, before)


def publish_file(file: Path) -> actions.Published:
    """Publish the file as `flask stops publish` does, with the catalogue of the database."""
    text = file.read_text(encoding="utf-8")
    plan = agenda_file.read(text, source=file.name, known=queries.known_codes())
    return actions.publish(plan, text=text)
