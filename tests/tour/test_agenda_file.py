"""The stop file: what it gives, every fault it can have, and back to text."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.tour import agenda_file
from caravan.tour.faults import MESSAGES, BadStopFile, Fault
from caravan.tour.stop_plan import Day, SessionPlan, StopPlan, Venue
from tests.tour.agreements.register_files import OF_AGREEMENTS
from tests.tour.stop_files import KNOWN, SHORT, plans


def faults_of(text: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(BadStopFile) as refused:
        agenda_file.read(text, source="oujda.toml", known=KNOWN)
    return [(fault.line, fault.key, fault.code) for fault in refused.value.faults]


def read(text: str | bytes) -> StopPlan:
    return agenda_file.read(text, source="oujda.toml", known=KNOWN)


def outcome(text: str) -> StopPlan | list[Fault]:
    try:
        return read(text)
    except BadStopFile as refused:
        return refused.faults


def changed(old: str, new: str) -> str:
    assert old in SHORT
    return SHORT.replace(old, new)


def test_stop_file_gives_the_plan_when_it_has_no_fault() -> None:
    assert read(SHORT) == StopPlan(
        key="oujda-2027",
        tour="communication-days",
        prefecture="oujda",
        title={"ar": "محطة وجدة", "fr": "Étape d’Oujda"},
        venue=Venue(),
        days=(Day(date(2027, 4, 9), time(8, 30), time(17, 30)),),
        sessions=(
            SessionPlan(
                key="opening",
                day=date(2027, 4, 9),
                starts=time(9, 30),
                ends=time(10, 15),
                kind="ceremony",
                title={"ar": "الافتتاح", "fr": "Ouverture"},
            ),
        ),
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "with a byte order mark"])
def test_stop_file_reads_the_same_when_written_on_another_system(mark: bytes) -> None:
    assert read(mark + SHORT.replace("\n", "\r\n").encode()) == read(SHORT)


@settings(deadline=None)
@given(plans())
def test_stop_file_reads_equal_when_written_from_a_plan(plan: StopPlan) -> None:
    assert read(agenda_file.write(plan)) == plan


SEAT = 'title.fr = "Étape d’Oujda"\n'
SESSION = "[[session]]\n"
VENUE = "[venue]\nname.ar = 'x'\nname.fr = 'x'\n"
DAY, STARTS, FR = "session[1].day", "session[1].starts", "session[1].title.fr"
KEPT = '[[kept]]\nrule = "holiday"\nby = "x"\nreason = "busy"\nsubject = "{}"\n'
PARTNER = '[[partner]]\nkey = "x"\nkind = "bank"\nname = { ar = "x", fr = "x" }\n'
DAYS = "".join(
    f"[[day]]\ndate = 2027-04-{n}\nopens = 08:00:00\ncloses = 09:00:00\n" for n in (10, 11, 12)
)
ONE_FAULT = {
    "unknown key": (SEAT, SEAT + "colour = 1\n", 7, "colour", "unknown_key"),
    "misspelt key": (SEAT, SEAT + "seat = 1\n", 7, "seat", "unknown_key_near"),
    "misspelt table": ("[[session]]", "[[sesion]]", 13, "sesion", "unknown_key_near"),
    "unknown prefecture": ('"oujda"', '"ujda"', 4, "prefecture", "unknown_prefecture"),
    "unknown service": (SEAT, SEAT + 'services = ["a"]\n', 7, "services", "unknown_service"),
    "no Arabic": ('title.ar = "الافتتاح"\n', "", 19, "session[1].title.ar", "missing_ar"),
    "empty French": ('"Ouverture"', '" "', 20, FR, "missing_fr"),
    "other language": (SEAT, SEAT + 'title.es = "Etapa"\n', 7, "title.es", "unknown_language"),
    "text without language": (SEAT, SEAT + 'host = "x"\n', 7, "host", "not_texts"),
    "key left out": ('kind = "ceremony"\n', "", 13, "session[1].kind", "missing"),
    "unknown kind": ('"ceremony"', '"party"', 18, "session[1].kind", "unknown_choice"),
    "number for text": ('"Ouverture"', "3", 20, FR, "not_string"),
    "text for number": (SEAT, SEAT + 'seats = "many"\n', 7, "seats", "not_whole"),
    "yes for number": (SEAT, SEAT + "seats = true\n", 7, "seats", "not_whole"),
    "too many seats": (SEAT, SEAT + "seats = 100001\n", 7, "seats", "not_whole"),
    "text for yes or no": (SEAT, SEAT + 'rehearsal = "no"\n', 7, "rehearsal", "not_yes_no"),
    "text for list": (SEAT, SEAT + 'services = "housing"\n', 7, "services", "not_list"),
    "number for date": ("day = 2027-04-09", "day = 9", 15, DAY, "not_date"),
    "moment for date": ("day = 2027-04-09", "day = 2027-04-09T09:00:00", 15, DAY, "not_date"),
    "text for time": ("09:30:00", '"09:30"', 16, STARTS, "not_time"),
    "seconds": ("09:30:00", "09:30:30", 16, STARTS, "not_time"),
    "time without seconds": ("09:30:00", "09:30", 16, STARTS, "short_time"),
    "no such date": ("day = 2027-04-09", "day = 2027-02-30", 15, DAY, "no_such_date"),
    "value for table": (SEAT, SEAT + "venue = 1\n", 7, "venue", "not_table"),
    "one table for many": (SEAT, SEAT + "partner = {}\n", 7, "partner", "not_tables"),
    "value among tables": (SEAT, SEAT + "partner = [1]\n", 7, "partner[1]", "not_tables"),
    "code with spaces": ('"oujda-2027"', '"Oujda 2027"', 2, "key", "bad_code"),
    "long title": ('"Ouverture"', f'"{"x" * 201}"', 20, FR, "too_long"),
    "two lines": ('"Ouverture"', r'"Ouver\nture"', 20, FR, "control_character"),
    "direction sign": ('"Ouverture"', '"\u202eOuverture"', 20, FR, "direction_sign"),
    "escaped sign": ('"Ouverture"', r'"\u202EOuverture"', 20, FR, "direction_sign"),
    "sign in a remark": (SESSION, SESSION + "# \u200f\n", 14, "session[1]", "direction_sign"),
    "key twice": (SEAT, SEAT + SEAT, 7, "title.fr", "duplicate_key"),
    "table twice": (SEAT, SEAT + VENUE + "[venue]\n", 10, "venue", "duplicate_key"),
    "table for list": ("[[session]]", "[[format]]\n[[session]]", 13, "format", "duplicate_key"),
    "open quote": ('"Ouverture"', '"Ouverture', 20, FR, "syntax"),
    "open list": (SEAT, SEAT + 'services = [\n"housing"\n', 7, "services", "syntax"),
    "open long text": ('"Ouverture"', '"""Ouverture', 20, FR, "syntax"),
    "open header": ("[[session]]", "[[session]", 13, "session", "syntax"),
    "nothing after =": ('kind = "ceremony"', "kind =", 18, "session[1].kind", "syntax"),
    "ends too early": ("10:15:00", "09:30:00", 17, "session[1].ends", "ends_before_starts"),
    "before the doors": ("09:30:00", "08:00:00", 16, STARTS, "outside_hours"),
    "after the doors": ("10:15:00", "17:45:00", 17, "session[1].ends", "outside_hours"),
    "another day": ("day = 2027-04-09", "day = 2027-04-10", 15, DAY, "no_such_day"),
    "doors close early": ("17:30:00", "08:30:00", 11, "day[1].closes", "closes_before_opens"),
    "no reason": (SEAT, SEAT + 'status = "moved"\n', 7, "status", "reason_missing"),
    "unknown tour": ('"communication-days"', '"picnics"', 3, "tour", "unknown_tour"),
    "unknown edition": (SEAT, SEAT + 'edition = "9"\n', 7, "edition", "unknown_edition"),
    "unknown room": (SESSION, SESSION + 'room = "attic"\n', 14, "session[1].room", "unknown_room"),
    "unknown speaker": (
        SESSION, SESSION + 'speakers = ["x"]\n',
        14, "session[1].speakers", "unknown_speaker",
    ),
    "unknown partner": (
        SESSION, SESSION + 'partners = ["x"]\n',
        14, "session[1].partners", "unknown_partner",
    ),
    "unknown organisation": (
        SESSION, PARTNER + 'organisation = "x"\n' + SESSION,
        17, "partner[1].organisation", "unknown_organisation",
    ),
    "in the prayer": ("10:15:00", "12:45:00", 16, STARTS, "inside_prayer"),
    "block backwards": (
        "closes = 17:30:00", "closes = 17:30:00\nprayer_ends = 12:00:00",
        12, "day[1].prayer_ends", "block_ends_before_starts",
    ),
    "keeps nothing": (
        SESSION, KEPT.format("nothing") + SESSION,
        17, "kept[1].subject", "unknown_subject",
    ),
    "keeps without reason": (
        SESSION, KEPT.format("opening").replace("busy", "") + SESSION,
        16, "kept[1].reason", "missing",
    ),
    "four days": (SESSION, DAYS + SESSION, 21, "day[4]", "too_many_days"),
    "later format": ("format = 1", "format = 2", 1, "format", "format"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "key", "code"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_fault_is_named_with_line_and_key_when_it_is_the_only_one(
    old: str, new: str, line: int, key: str, code: str
) -> None:
    assert (line, key, code) in faults_of(changed(old, new))


def test_faults_are_as_many_as_there_are_when_each_stands_alone() -> None:
    seen = {name: len(faults_of(changed(old, new))) for name, (old, new, *_) in ONE_FAULT.items()}
    assert seen == dict.fromkeys(ONE_FAULT, 1)


TEN_FAULTS = """\
format = 1
key = "Oujda"
tour = "communication-days"
prefecture = "atlantis"
title.ar = "محطة وجدة"
colour = "blue"
services = [
  "housing",
  "teleport",
]

[[day]]
date = 2027-04-09
opens = 08:30:00
closes = 17:30:00

[[session]] # the first is right
key = "opening"
day = 2027-04-09
starts = 09:30:00
ends = 10:15:00
kind = "ceremony"
title = { ar = "الافتتاح", fr = "Ouverture" }

[[session]]
key = "opening"
day = 2027-04-09
starts = 11:00:00
ends = 10:00:00
kind = "ceremony"
title.ar = "الثانية"
title.ar = "الثانية"
title.fr = "Deuxième

[[session]]
key = "late"
day = 2027-04-09
starts = 17:00:00
ends = 18:00:00
kind = "ceremony"
title.ar = "الثالثة"
title.fr = "Troisième"
"""


def test_faults_are_all_listed_when_a_file_has_ten() -> None:
    assert faults_of(TEN_FAULTS) == [
        (2, "key", "bad_code"),
        (4, "prefecture", "unknown_prefecture"),
        (5, "title.fr", "missing_fr"),
        (6, "colour", "unknown_key"),
        (7, "services", "unknown_service"),
        (26, "session[2].key", "duplicate_code"),
        (29, "session[2].ends", "ends_before_starts"),
        (32, "session[2].title.ar", "duplicate_key"),
        (33, "session[2].title.fr", "syntax"),
        (39, "session[3].ends", "outside_hours"),
    ]


def test_needed_keys_are_all_named_when_a_file_is_empty() -> None:
    needed = ["day", "format", "key", "prefecture", "title", "tour"]
    assert faults_of("") == [(1, key, "missing") for key in needed]


def test_encoding_is_named_with_its_lines_when_a_file_is_not_utf_8() -> None:
    text = SHORT.encode().replace("الافتتاح".encode(), "الافتتاح".encode("cp1256"))
    assert faults_of(text) == [(19, "session[1].title.ar", "encoding")]


def test_encoding_is_the_only_fault_when_a_file_is_utf_16() -> None:
    assert faults_of(SHORT.encode("utf-16")) == [(1, "", "encoding")]


@pytest.mark.parametrize("more", ["#" * 1_000_000, 'x = "' + "ب" * 1_000_000])
def test_size_is_the_only_fault_when_a_file_is_endless(more: str) -> None:
    assert faults_of(f"{SHORT}\n{more}") == [(1, "", "too_big")]


def test_days_are_refused_when_they_are_not_in_order() -> None:
    day = "\n[[day]]\ndate = 2027-04-08\nopens = 08:30:00\ncloses = 17:30:00\n"
    assert faults_of(SHORT + day) == [(23, "day[2].date", "days_out_of_order")]


def test_reader_refuses_and_does_not_fail_when_brackets_nest_without_end() -> None:
    assert (22, "session[1].audience", "syntax") in faults_of(SHORT + "\naudience = " + "[" * 9999)


@settings(deadline=None)
@given(st.integers(0, len(SHORT)), st.integers(0, 20), st.text("[]{}\"'=.#\n\\a1-:", max_size=6))
def test_reader_gives_a_plan_or_its_faults_when_a_file_is_damaged(
    at: int, length: int, put: str
) -> None:
    text = SHORT[:at] + put + SHORT[at + length :]
    lines = range(1, text.count("\n") + 2)
    found = outcome(text)
    if isinstance(found, StopPlan):
        assert outcome(agenda_file.write(found)) == found
    else:
        assert [fault for fault in found if fault.line not in lines] == []


def test_fault_sentence_has_every_place_filled_when_shown() -> None:
    with pytest.raises(BadStopFile) as refused:
        read(changed("10:15:00", "17:45:00"))
    assert [str(fault) for fault in refused.value.faults] == [
        "17: session[1].ends: The session is outside the hours of its day, 08:30 to 17:30."
    ]


def test_fault_messages_all_have_a_test_when_they_can_be_reached() -> None:
    tested = {code for *_, code in ONE_FAULT.values()}
    elsewhere = {
        "duplicate_code",
        "missing",
        "encoding",
        "days_out_of_order",
        "unknown_level",
        "too_big",
    }
    elsewhere |= {"below_itself", "last_before_first", "not_near"}  # tests/tour/test_catalogue.py
    elsewhere |= {"choices_number", "not_for_kind"}  # tests/tour/bank/test_bank_file.py
    elsewhere |= {"only_of_partner", "unknown_body", "unknown_theme"}  # tests/tour/duties
    elsewhere |= {"no_such_figure", "unknown_figure"}  # tests/tour/figures
    elsewhere.add("purpose_missing")  # tests/registration/rights/test_purposes.py
    assert set(MESSAGES) == tested | elsewhere | OF_AGREEMENTS


@pytest.mark.parametrize(
    ("name", "expected"),
    [("2025-02-07-oujda-2025.toml", True), ("example.toml", False), ("services.toml", False)],
)
def test_file_is_a_stop_when_a_date_begins_its_name(name: str, expected: bool) -> None:
    assert agenda_file.is_stop_file(name) is expected
