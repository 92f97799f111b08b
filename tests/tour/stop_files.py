"""Stop files for tests: a short right one, and a way to make any plan there can be."""

from datetime import date, timedelta

from hypothesis import strategies as st

from caravan.tour.catalogue import Catalogue, Level, Prefecture, Service
from caravan.tour.stop_plan import (
    AUDIENCES,
    PARTNER_KINDS,
    SESSION_KINDS,
    STATUSES,
    Day,
    PartnerPlan,
    SessionPlan,
    StopPlan,
    Venue,
)

NAME = {"ar": "اسم", "fr": "Nom"}
KNOWN = Catalogue(
    levels={"prefecture": Level("prefecture", NAME)},
    prefectures={"oujda": Prefecture("oujda", "prefecture", NAME, NAME, date(2026, 11, 21))},
    services={
        "housing": Service("housing", NAME, "house"),
        "health": Service("health", NAME, "health"),
    },
)

SHORT = """\
format = 1
key = "oujda-2027"
tour = "communication-days"
tour_name.ar = "الأيام التواصلية"
tour_name.fr = "Journées"
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
)


@st.composite
def _days(draw: st.DrawFn) -> tuple[Day, ...]:
    first = draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
    hours = st.tuples(_hours, _hours).filter(lambda pair: pair[0] < pair[1])
    return tuple(
        Day(first + timedelta(days=after), *draw(hours)) for after in range(draw(st.integers(1, 3)))
    )


@st.composite
def _sessions(draw: st.DrawFn, days: tuple[Day, ...]) -> tuple[SessionPlan, ...]:
    keys = draw(st.lists(codes, unique=True, max_size=4))
    return tuple(draw(_session(key, draw(st.sampled_from(days)))) for key in keys)


def _session(key: str, day: Day) -> st.SearchStrategy[SessionPlan]:
    return st.builds(
        SessionPlan,
        key=st.just(key),
        day=st.just(day.date),
        starts=st.just(day.opens),
        ends=st.just(day.closes),
        kind=st.sampled_from(SESSION_KINDS),
        title=text,
        place=maybe(text),
        speaker=maybe(text),
        audience=st.lists(st.sampled_from(AUDIENCES), unique=True).map(tuple),
        services=_services,
        internal=st.booleans(),
        withdrawn=st.booleans(),
    )


@st.composite
def plans(draw: st.DrawFn) -> StopPlan:
    """Any stop plan that a file without fault can hold."""
    days = draw(_days())
    return StopPlan(
        key=draw(codes),
        tour=draw(codes),
        tour_name=draw(text),
        edition=draw(st.just("") | words),
        stage=draw(st.none() | st.integers(1, 1000)),
        slogan=draw(maybe(text)),
        prefecture="oujda",
        host=draw(maybe(text)),
        title=draw(text),
        venue=draw(st.just(Venue()) | st.builds(Venue, name=text, address=maybe(prose))),
        days=days,
        seats=draw(st.none() | st.integers(1, 100_000)),
        services=draw(_services),
        partners=tuple(draw(st.lists(_partners, unique_by=lambda each: each.key, max_size=3))),
        sessions=draw(_sessions(days)),
        status=draw(st.sampled_from(STATUSES)),
        reason=draw(prose),
        rehearsal=draw(st.booleans()),
        note=draw(maybe(prose)),
        sources=tuple(draw(st.lists(words, max_size=3))),
    )
