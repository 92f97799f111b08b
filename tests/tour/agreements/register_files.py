"""Registers of agreements for tests: a short right one, and a way to make any there can be."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from caravan.tour.agreements.plan import (
    DELIVERY_STATES,
    DUTIES,
    SITE_KINDS,
    STATES,
    AgreementPlan,
    Aim,
    Delivery,
    Duty,
    Facility,
    Party,
    Remark,
    Site,
    Source,
    Stage,
    Variant,
)
from caravan.tour.stop_plan import LANGUAGES
from tests.tour.stop_files import codes, maybe, prose, text, words

# What only this file can do wrong; tests/tour/test_agenda_file.py counts the messages.
OF_AGREEMENTS = {
    "day_missing",
    "empty_list",
    "not_at_site",
    "note_missing",
    "stages_out_of_order",
    "unknown_facility",
    "unknown_party",
    "unknown_site",
    "unknown_source",
}

SHORT = """\
format = 1

[[agreement]]
key = "south-2025"
title.ar = "اتفاقية الجنوب"
title.fr = "Convention du Sud"

[[agreement.source]]
key = "article"
title.ar = "مقال"
title.fr = "Article"
published = 2025-05-06

[[agreement.stage]]
state = "signed"
day = 2025-05-06
place.ar = "العيون"
place.fr = "Laâyoune"
told_by = ["article"]

[[agreement.party]]
key = "foundation"
name.ar = "المؤسسة"
name.fr = "La fondation"
told_by = ["article"]

[[agreement.site]]
key = "laayoune"
kind = "city"
name.ar = "العيون"
name.fr = "Laâyoune"
told_by = ["article"]

[[agreement.site]]
key = "guergarat"
kind = "border_post"
name.ar = "الكركرات"
name.fr = "Guergarat"
told_by = ["article"]

[[agreement.facility]]
key = "gym"
name.ar = "قاعة رياضية"
name.fr = "Salle de sport"
sites = ["laayoune", "guergarat"]
told_by = ["article"]

[[agreement.duty]]
key = "supervision"
kind = "supervises"
parties = ["foundation"]
told_by = ["article"]

[[agreement.delivery]]
site = "laayoune"
facility = "gym"
state = "delivered"
day = 2025-10-01
note.ar = "محضر"
note.fr = "Procès-verbal"
"""


def _some(rows: list[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """Any of these keys, each once."""
    if not rows:
        return st.just(())
    return st.lists(st.sampled_from(rows), unique=True, min_size=least).map(tuple)


@st.composite
def _stages(draw: st.DrawFn, told: st.SearchStrategy[Any]) -> tuple[Stage, ...]:
    states = sorted(draw(st.sets(st.sampled_from(STATES))), key=STATES.index)
    days = sorted(draw(st.lists(_days, min_size=len(states), max_size=len(states))))
    return tuple(
        Stage(state, day, draw(maybe(text)), draw(told))
        for state, day in zip(states, days, strict=True)
    )


_days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_keys = st.lists(codes, unique=True, min_size=1, max_size=3)


@st.composite
def _deliveries(
    draw: st.DrawFn, facilities: tuple[Facility, ...], told: st.SearchStrategy[Any]
) -> tuple[Delivery, ...]:
    pairs = [(site, one.key) for one in facilities for site in one.sites]
    chosen = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return tuple(
        Delivery(
            *pair, draw(st.sampled_from(DELIVERY_STATES)), draw(_days), draw(prose), draw(told)
        )
        for pair in sorted(chosen)
    )


def _variants(
    key: str, parties: list[str], told: st.SearchStrategy[Any]
) -> st.SearchStrategy[Variant]:
    return st.builds(
        Variant,
        st.just(key),
        st.sampled_from(parties),
        st.sampled_from(LANGUAGES),
        words,
        told_by=told,
    )


def _duties(key: str, parties: list[str], told: st.SearchStrategy[Any]) -> st.SearchStrategy[Duty]:
    return st.builds(
        Duty,
        st.just(key),
        st.sampled_from(DUTIES),
        _some(parties, 1),
        note=maybe(prose),
        told_by=told,
    )


@st.composite
def plans(draw: st.DrawFn) -> AgreementPlan:
    """Any agreement that a file without fault can hold."""
    sources, parties, sites = draw(_keys), draw(_keys), draw(_keys)
    told, named = _some(sources, 1), draw(_keys)
    facilities = tuple(
        Facility(key, draw(text), draw(_some(sites)), draw(told)) for key in draw(_keys)
    )
    return AgreementPlan(
        key=draw(codes),
        title=draw(text),
        draft=draw(st.booleans()),
        sources=tuple(
            Source(key, draw(text), draw(st.none() | _days), draw(st.just("") | words))
            for key in sources
        ),
        stages=draw(_stages(told)),
        parties=tuple(
            Party(key, draw(text), None, draw(maybe(prose)), draw(told)) for key in parties
        ),
        variants=tuple(draw(_variants(key, parties, told)) for key in named),
        aims=tuple(Aim(key, draw(prose), draw(told)) for key in named),
        sites=tuple(
            Site(key, draw(st.sampled_from(SITE_KINDS)), draw(text), draw(told)) for key in sites
        ),
        facilities=facilities,
        duties=tuple(draw(_duties(key, parties, told)) for key in named),
        remarks=tuple(Remark(key, draw(prose), draw(told)) for key in named),
        deliveries=draw(_deliveries(facilities, _some(sources))),
    )
