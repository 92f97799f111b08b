"""Stop files for tests: a short right one, and a way to make any plan there can be."""

from datetime import date, timedelta

from hypothesis import strategies as st

from caravan.tour.catalogue import Catalogue, Edition, Level, Prefecture, Service, Tour
from caravan.tour.offers.plan import OrganisationPlan
from caravan.tour.stop_plan import (
    AUDIENCES,
    KEPT_RULES,
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

NAME = {"ar": "اسم", "fr": "Nom"}
KNOWN = Catalogue(
    levels={"prefecture": Level("prefecture", NAME)},
    prefectures={"oujda": Prefecture("oujda", "prefecture", NAME, NAME, date(2026, 11, 21))},
    tours={"communication-days": Tour("communication-days", NAME)},
    editions={("communication-days", "2"): Edition("communication-days", "2", NAME)},
    services={
        "housing": Service("housing", NAME, "house"),
        "health": Service("health", NAME, "health"),
    },
    organisations={"bank": OrganisationPlan("bank", "bank", NAME)},
)

SHORT = """\
format = 1
key = "oujda-2027"
tour = "communication-days"
prefecture = "oujda"
title.ar = "محطة وجدة"
title.fr = "Étape d’Oujda"

[[day]]
date = 2027-04-09
opens = 08:30:00
closes = 17:30:00

[[session]]
key = "opening"
day = 2027-04-09
starts = 09:30:00
ends = 10:15:00
kind = "ceremony"
title.ar = "الافتتاح"
title.fr = "Ouverture"
"""

_HIDDEN = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd"
words = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_HIDDEN),
    min_size=1,
    max_size=30,
).filter(str.strip)
prose_words = st.lists(words, min_size=1, max_size=3).map("\n".join)
codes = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
_services = st.lists(st.sampled_from(sorted(KNOWN.services)), unique=True).map(tuple)
_hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def texts(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"ar": words, "fr": words}, optional={"en": words, "zgh": words})


def maybe(texts: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[dict[str, str]]:
    return st.just({}) | texts


text, prose = texts(words), texts(prose_words)
_partners = st.builds(
    PartnerPlan,
    key=codes,
    kind=st.sampled_from(PARTNER_KINDS),
    name=text,
    stand=st.just("") | words.map(lambda stand: stand[:20]).filter(str.strip),
    services=_services,
    note=maybe(prose),
    organisation=st.sampled_from(["", "bank"]),
)


@st.composite
def _days(draw: st.DrawFn) -> tuple[Day, ...]:
    first = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    pair = st.tuples(_hours, _hours).filter(lambda pair: pair[0] < pair[1])
    block = st.just((None, None)) | pair
    return tuple(
        Day(first + timedelta(days=after), *draw(pair), *draw(block))
        for after in range(draw(st.integers(1, 3)))
    )


def _some(keys: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(keys), unique=True).map(tuple) if keys else st.just(())


def _session(key: str, day: Day, lists: dict[str, list[str]]) -> st.SearchStrategy[SessionPlan]:
    return st.builds(
        SessionPlan,
        key=st.just(key),
        day=st.just(day.date),
        starts=st.just(day.opens),
        ends=st.just(day.closes),
        kind=st.sampled_from(SESSION_KINDS),
        title=text,
        room=st.sampled_from(["", *lists["room"]]),
        speakers=_some(lists["speaker"]),
        partners=_some(lists["partner"]),
        languages=_some(list(LANGUAGES)),
        audience=st.lists(st.sampled_from(AUDIENCES), unique=True).map(tuple),
        services=_services,
        internal=st.booleans(),
        withdrawn=st.booleans(),
    )


@st.composite
def plans(draw: st.DrawFn) -> StopPlan:
    """Any stop plan that a file without fault can hold."""
    days = draw(_days())
    keyed = {"unique_by": lambda each: each.key, "max_size": 3}
    rooms = draw(st.lists(st.builds(Room, codes, text, st.none() | st.just(40)), **keyed))
    speakers = draw(st.lists(st.builds(Speaker, codes, text), **keyed))
    partners = draw(st.lists(_partners, **keyed))
    lists = {
        name: [each.key for each in every]
        for name, every in (("room", rooms), ("speaker", speakers), ("partner", partners))
    }
    sessions = [
        draw(_session(key, draw(st.sampled_from(days)), lists))
        for key in draw(st.lists(codes, unique=True, max_size=4))
    ]
    prayer = [Kept("friday_prayer", "x", "y", session.key) for session in sessions]
    others = st.builds(Kept, st.sampled_from(KEPT_RULES), words, words, st.just(""))
    return StopPlan(
        key=draw(codes),
        tour="communication-days",
        edition=draw(st.sampled_from(["", "2"])),
        stage=draw(st.none() | st.integers(1, 1000)),
        team=draw(st.just("") | codes),
        prefecture="oujda",
        host=draw(maybe(text)),
        title=draw(text),
        venue=draw(st.just(Venue()) | st.builds(Venue, name=text, address=maybe(prose))),
        days=days,
        seats=draw(st.none() | st.integers(1, 100_000)),
        safety_limit=draw(st.none() | st.integers(1, 100_000)),
        services=draw(_services),
        rooms=tuple(rooms),
        speakers=tuple(speakers),
        partners=tuple(partners),
        sessions=tuple(sessions),
        kept=(*prayer, *draw(st.lists(others, max_size=2))),
        status=draw(st.sampled_from(STATUSES)),
        reason=draw(prose),
        rehearsal=draw(st.booleans()),
        note=draw(maybe(prose)),
        sources=tuple(draw(st.lists(words, max_size=3))),
    )
