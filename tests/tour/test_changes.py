"""What attendees are told when a stop is published again, and what may not be dropped."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from flask import Flask

from caravan.tour import agenda_file
from caravan.tour.changes import MESSAGES, Lang, difference
from caravan.tour.stop_plan import Day, Kept, PartnerPlan, Room, Speaker, StopPlan, Venue
from caravan.tour.telling import sentences
from tests.tour.stop_files import KNOWN, SHORT

HALL = {"ar": "القاعة 1", "fr": "salle 1"}
ROOM = {"ar": "القاعة 2", "fr": "salle 2"}
DIRECTOR = Speaker("director", {"ar": "المدير", "fr": "Le directeur"})
WALI = Speaker("wali", {"ar": "الوالي", "fr": "Le préfet"})
BANK = PartnerPlan("bank", "bank", {"ar": "بنك", "fr": "Une banque"}, stand="A-01")
BARE = replace(
    agenda_file.read(SHORT, source="", known=KNOWN),
    rooms=(Room("hall", HALL), Room("room", ROOM)),
    speakers=(DIRECTOR, WALI),
)
PLAN = replace(BARE, sessions=(replace(BARE.sessions[0], room="hall"),), partners=(BANK,))
BARE_WITH_PARTNER = replace(BARE, partners=(BANK,))


def with_session(plan: StopPlan = PLAN, **changes: Any) -> StopPlan:
    return replace(plan, sessions=(replace(plan.sessions[0], **changes),))


def told(old: StopPlan, new: StopPlan) -> list[str]:
    changes = difference(old, new, "fr", KNOWN)
    codes = [{name: ",".join(found) for name, found in one.codes.items()} for one in changes]
    return [
        change.message % {**change.params, **code}
        for change, code in zip(changes, codes, strict=True)
    ]


def named(row: Any, ar: str, fr: str) -> Any:
    return replace(row, name={"ar": ar, "fr": fr})


SPOKEN = with_session(speakers=("director",))
SECOND = replace(PLAN.sessions[0], key="second", title={"ar": "ثانية", "fr": "Deuxième"})
CHANGES = {
    "nothing": (PLAN, PLAN, []),
    "hour and room": (
        PLAN,
        with_session(starts=time(15), ends=time(16), room="room"),
        ["Ouverture now begins at 15:00 in salle 2, not at 09:30 in salle 1."],
    ),
    "hour": (
        PLAN,
        with_session(starts=time(15), ends=time(16)),
        ["Ouverture now begins at 15:00 instead of 09:30."],
    ),
    "end": (PLAN, with_session(ends=time(11)), ["Ouverture now ends at 11:00 instead of 10:15."]),
    "room": (PLAN, with_session(room="room"), ["Ouverture is now in salle 2 instead of salle 1."]),
    "room known": (BARE, with_session(BARE, room="room"), ["Ouverture takes place in salle 2."]),
    "day": (
        PLAN,
        with_session(day=date(2027, 4, 10)),
        ["Ouverture moves to samedi 10 avril at 09:30."],
    ),
    "title": (
        PLAN,
        with_session(title={"ar": "كلمة", "fr": "Accueil"}),
        ["Ouverture is now called Accueil."],
    ),
    "speaker": (
        PLAN,
        with_session(speakers=("director",)),
        ["Ouverture: Le directeur speaks."],
    ),
    "another speaker": (
        SPOKEN,
        with_session(speakers=("wali",)),
        ["Ouverture: Le préfet speaks instead of Le directeur."],
    ),
    "one speaker more": (
        SPOKEN,
        with_session(speakers=("director", "wali")),
        ["Ouverture: Le préfet speaks."],
    ),
    "no speaker any more": (SPOKEN, PLAN, ["Ouverture: Le directeur no longer speaks."]),
    "speaker renamed": (
        SPOKEN,
        replace(SPOKEN, speakers=(named(DIRECTOR, "المديرة", "La directrice"), WALI)),
        ["Le directeur is now called: La directrice."],
    ),
    "room renamed": (
        PLAN,
        replace(PLAN, rooms=(named(PLAN.rooms[0], "القاعة 9", "salle 9"), PLAN.rooms[1])),
        ["salle 1 is now called: salle 9."],
    ),
    "unused room and silent speaker renamed": (
        PLAN,
        replace(
            PLAN,
            rooms=(PLAN.rooms[0], named(PLAN.rooms[1], "القاعة 9", "salle 9")),
            speakers=(named(DIRECTOR, "المديرة", "La directrice"), WALI),
        ),
        [],
    ),
    "room gone": (PLAN, BARE_WITH_PARTNER, ["The room of Ouverture will be announced later."]),
    "partner joins a session": (
        PLAN,
        with_session(partners=("bank",)),
        ["Ouverture: Une banque takes part."],
    ),
    "partner leaves a session": (
        with_session(partners=("bank",)),
        PLAN,
        ["Ouverture: Une banque no longer takes part."],
    ),
    "partner leaves the stop": (
        with_session(partners=("bank",)),
        replace(PLAN, partners=()),
        ["Une banque will not be there."],
    ),
    "audience": (
        PLAN,
        with_session(audience=("retired", "widow")),
        ["Ouverture is now for: retired,widow."],
    ),
    "for everybody": (
        with_session(audience=("retired",)),
        PLAN,
        ["Ouverture is now for everybody."],
    ),
    "subject": (PLAN, with_session(services=("housing",)), ["Ouverture is now about: Nom."]),
    "no subject": (
        with_session(services=("housing",)),
        PLAN,
        ["Ouverture is no longer about one service in particular."],
    ),
    "languages": (
        PLAN,
        with_session(languages=("ar", "zgh")),
        ["Ouverture is now held in: ar,zgh."],
    ),
    "Arabic said aloud": (PLAN, with_session(languages=("ar",)), []),
    "withdrawn": (PLAN, with_session(withdrawn=True), ["Ouverture will not take place."]),
    "restored": (
        with_session(withdrawn=True),
        PLAN,
        ["Ouverture takes place after all, vendredi 9 avril at 09:30."],
    ),
    "added": (
        PLAN,
        replace(PLAN, sessions=(*PLAN.sessions, SECOND)),
        ["New: Deuxième, vendredi 9 avril at 09:30, salle 1."],
    ),
    "added without a room": (
        replace(BARE, sessions=()),
        BARE,
        ["New: Ouverture, vendredi 9 avril at 09:30."],
    ),
    "dropped": (PLAN, replace(PLAN, sessions=()), ["Ouverture is no longer on the agenda."]),
    "made internal": (PLAN, with_session(internal=True), ["Ouverture is no longer on the agenda."]),
    "cancelled": (
        PLAN,
        replace(PLAN, status="cancelled", reason={"ar": "عاصفة", "fr": "Tempête."}),
        ["The stop is cancelled: Tempête."],
    ),
    "closed": (PLAN, replace(PLAN, status="closed"), ["Registration is closed."]),
    "announced": (
        PLAN,
        replace(PLAN, status="announced"),
        ["Registration opens later."],
    ),
    "opened": (replace(PLAN, status="announced"), PLAN, ["Registration is open."]),
    "moved": (
        PLAN,
        replace(PLAN, status="moved", reason={"ar": "أشغال", "fr": "Travaux."}),
        ["The stop is moved: Travaux."],
    ),
    "announced again": (
        replace(PLAN, status="cancelled"),
        PLAN,
        ["The stop takes place after all, vendredi 9 avril 2027."],
    ),
    "days": (
        PLAN,
        replace(PLAN, days=(Day(date(2027, 4, 16), time(9), time(17)),)),
        ["The stop now takes place on vendredi 16 avril 2027 instead of vendredi 9 avril 2027."],
    ),
    "venue known": (PLAN, replace(PLAN, venue=Venue(HALL)), ["The stop takes place at salle 1."]),
    "venue": (
        replace(PLAN, venue=Venue(HALL)),
        replace(PLAN, venue=Venue(ROOM)),
        ["The stop now takes place at salle 2 instead of salle 1."],
    ),
    "venue gone": (
        replace(PLAN, venue=Venue(HALL)),
        PLAN,
        ["The place of the stop will be announced later."],
    ),
    "address": (
        replace(PLAN, venue=Venue(HALL)),
        replace(PLAN, venue=Venue(HALL, {"ar": "شارع", "fr": "Avenue"})),
        ["The address of the stop is now: Avenue."],
    ),
    "hours": (
        PLAN,
        replace(PLAN, days=(replace(PLAN.days[0], opens=time(9)),)),
        ["On vendredi 9 avril the doors open at 09:00 and close at 17:30."],
    ),
    "title of the stop": (
        PLAN,
        replace(PLAN, title={"ar": "محطة", "fr": "Une étape"}),
        ["The stop is now called Une étape."],
    ),
    "command": (
        replace(PLAN, prefecture="fes"),
        PLAN,
        ["The stop is now held at Nom instead of fes."],
    ),
    "host known": (PLAN, replace(PLAN, host=WALI.name), ["The host is Le préfet."]),
    "host": (
        replace(PLAN, host=DIRECTOR.name),
        replace(PLAN, host=WALI.name),
        ["The host is now Le préfet instead of Le directeur."],
    ),
    "host gone": (
        replace(PLAN, host=WALI.name),
        PLAN,
        ["The host will be announced later."],
    ),
    "services": (
        replace(PLAN, services=("health",)),
        replace(PLAN, services=("housing",)),
        ["Also presented at this stop: Nom.", "No longer presented at this stop: Nom."],
    ),
    "partner renamed": (
        PLAN,
        replace(PLAN, partners=(named(BANK, "مصرف", "La banque"),)),
        ["Une banque is now called: La banque."],
    ),
    "stand gone": (
        PLAN,
        replace(PLAN, partners=(replace(BANK, stand=""),)),
        ["The stand of Une banque will be announced later."],
    ),
    "offers": (
        PLAN,
        replace(PLAN, partners=(replace(BANK, services=("housing",)),)),
        ["Une banque now informs about: Nom."],
    ),
    "seats, team and rules set aside": (
        PLAN,
        replace(PLAN, seats=300, team="first", kept=(Kept("holiday", "x", "y"),)),
        [],
    ),
    "partner added": (replace(PLAN, partners=()), PLAN, ["New partner: Une banque."]),
    "stand": (
        PLAN,
        replace(PLAN, partners=(replace(BANK, stand="B-02"),)),
        ["Une banque is now at stand B-02."],
    ),
}


@pytest.mark.parametrize(("old", "new", "sentences"), CHANGES.values(), ids=CHANGES)
def test_difference_tells_one_sentence_a_change_when_published_again(
    old: StopPlan, new: StopPlan, sentences: list[str]
) -> None:
    assert told(old, new) == sentences


def test_difference_is_empty_when_the_stop_is_new() -> None:
    assert difference(None, PLAN, "ar") == []


def test_difference_names_the_moroccan_day_when_in_arabic() -> None:
    moved = with_session(day=date(2027, 8, 13))
    assert difference(PLAN, moved, "ar")[0].params["day"] == "الجمعة 13 غشت"


def test_difference_keeps_silent_when_an_internal_session_moves() -> None:
    internal = with_session(internal=True)
    assert told(internal, with_session(internal, starts=time(8, 45))) == []


INTERNAL = with_session(internal=True)
SECRETS = {
    "hour": {"starts": time(8, 45)},
    "title": {"title": {"ar": "سر", "fr": "Secret"}},
    "speaker": {"speakers": ("wali",)},
    "partner": {"partners": ("bank",)},
    "audience": {"audience": ("press",)},
    "withdrawn": {"withdrawn": True},
}


@pytest.mark.parametrize("changes", SECRETS.values(), ids=SECRETS)
@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_difference_keeps_silent_when_it_is_internal(lang: Lang, changes: dict[str, Any]) -> None:
    assert difference(INTERNAL, with_session(INTERNAL, **changes), lang) == []


EVERYBODY = {("speaker", "director"), ("speaker", "wali"), ("partner", "bank")}
CONCERNED = {
    "hour": (SPOKEN, with_session(SPOKEN, starts=time(9)), {("speaker", "director")}),
    "speakers": (
        SPOKEN,
        with_session(speakers=("wali",)),
        {("speaker", "director"), ("speaker", "wali")},
    ),
    "nobody's session": (PLAN, with_session(starts=time(9)), set()),
    "stand": (PLAN, replace(PLAN, partners=(replace(BANK, stand="B-2"),)), {("partner", "bank")}),
    "days": (PLAN, replace(PLAN, days=(Day(date(2027, 4, 16), time(9), time(17)),)), EVERYBODY),
    "cancelled": (PLAN, replace(PLAN, status="cancelled", reason=HALL), EVERYBODY),
    "registration": (PLAN, replace(PLAN, status="closed"), set()),
    "host": (PLAN, replace(PLAN, host=HALL), set()),
}


@pytest.mark.parametrize(("old", "new", "concerned"), CONCERNED.values(), ids=CONCERNED)
def test_change_names_the_offices_that_come_for_it(
    old: StopPlan, new: StopPlan, concerned: set[tuple[str, str]]
) -> None:
    (change,) = difference(old, new, "fr")
    assert change.concerns == concerned


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_every_sentence_is_said_in_its_own_language(app: Flask, lang: Lang) -> None:
    changes = [one for old, new, _ in CHANGES.values() for one in difference(old, new, lang, KNOWN)]
    said = dict(zip([one.kind for one in changes], sentences(changes, lang), strict=True))
    english = {kind: message.split("%(")[0] for kind, message in MESSAGES.items()}
    assert set(said) == set(MESSAGES)
    assert [
        one for kind, one in said.items() if english[kind] and one.startswith(english[kind])
    ] == []


def test_codes_are_put_into_words(app: Flask) -> None:
    for_widows = with_session(audience=("widow", "orphan"), languages=("ar", "zgh"))
    assert sentences(difference(PLAN, for_widows, "ar"), "ar") == [
        "فقرة «الافتتاح» موجهة الآن إلى: الأرامل، الأيتام.",
        "لغة فقرة «الافتتاح» الآن: العربية، الأمازيغية.",
    ]
