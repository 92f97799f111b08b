"""The report of a year: figures beside those of the year before, each with its source."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from caravan.followup.across import facts as words_of
from caravan.followup.across import queries, rules
from caravan.followup.across.year import TourYear, tour_year
from caravan.kernel.clock import today
from caravan.kernel.i18n import days, in_lang, in_language
from caravan.kernel.refusal import NotFound
from caravan.kernel.small_numbers import Shown
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.press.words import Lang, number
from caravan.press.yearly import Figure, Owner, ThemeLine, YearReport
from caravan.tour.figures import queries as figures
from caravan.tour.figures.queries import StandingFigure


def years(of_tour: Iterable[int]) -> list[int]:
    """The years that have a report: those with stops and those with figures, the latest first."""
    return sorted({*of_tour, *figures.figure_years()}, reverse=True)


def facts(year: int, lang: Lang) -> YearReport:
    """What the report of the year prints in `lang`; NotFound where nothing is known of it."""
    of_tour = queries.years(queries.held(today()))
    if year not in years(of_tour):
        raise NotFound
    with in_language(lang):
        shown = tour_year(year) if year in of_tour else None
        before = tour_year(year - 1) if year - 1 in of_tour else None
        told = _published(year, lang)
        own = _own(shown, before, lang, source=len(told[1]) + 1) if shown else []
        sources = [*told[1], *([_our_source(lang)] if shown else [])]
        return YearReport(
            lang=lang,
            year=year,
            title=_("Report of the year %(year)s", year=year),
            prepared=_("Drawn up on %(day)s", day=days(today(), today(), lang)),
            tour=tuple(own),
            published=tuple(told[0]),
            themes=tuple(_themes(shown, lang)) if shown else (),
            owners=tuple(_owners(shown)) if shown else (),
            sources=tuple(f"{at}. {text}" for at, text in enumerate(sources, start=1)),
        )


def _our_source(lang: Lang) -> str:
    day = today()
    return _("This program, counted on %(day)s", day=days(day, day, lang))


def _published(year: int, lang: Lang) -> tuple[list[Figure], list[str]]:
    """The figures told of the year or of the one before, and the sources they lead to."""
    found = figures.figures([year, year - 1])
    now = {one.code: one for one in found if one.year == year}
    before = {one.code: one for one in found if one.year == year - 1}
    pairs = [(now.get(code), before.get(code)) for code in (now | before)]
    sources = list(dict.fromkeys(one.source for pair in pairs for one in pair if one))
    return [_told(pair, lang, sources) for pair in pairs], sources


def _told(
    pair: tuple[StandingFigure | None, StandingFigure | None], lang: Lang, sources: list[str]
) -> Figure:
    """A published figure of the year, of the one before, or of both, each with its source."""
    now, before = pair
    named = [one for one in pair if one]
    return _figure(
        in_lang(named[0].name, lang),
        (now.value if now else None, before.value if before else None),
        lang,
        sources=dict.fromkeys(sources.index(one.source) + 1 for one in named),
        flag=flag(now.value, now.parts, lang) if now else "",
        hidden=_("not known yet"),
    )


def flag(value: int, parts: Sequence[Mapping[str, Any]], lang: Lang) -> str:
    """What does not add up, in one sentence; empty where it does."""
    values = [int(part["value"]) for part in parts]
    if not figures.gap(value, values):
        return ""
    told = _(", ").join(f"{number(p['value'], lang)} {in_lang(p['name'], lang)}" for p in parts)
    return _(
        "To be checked: the parts (%(parts)s) add up to %(sum)s, the text says %(value)s.",
        parts=told,
        sum=number(sum(values), lang),
        value=number(value, lang),
    )


def _own(shown: TourYear, before: TourYear | None, lang: Lang, source: int) -> list[Figure]:
    """What the program itself counted in the year."""
    now, former = _counts(shown), _counts(before) if before else {}
    hidden = _("not counted") if shown.came == 0 else _("not shown")
    return [
        _figure(name, (value, former.get(name)), lang, sources=[source], hidden=hidden)
        for name, value in now.items()
    ]


def _counts(shown: TourYear) -> dict[str, Shown]:
    states = Counter(one.state for one in shown.promises)
    return {
        _("Stops held"): len(shown.stops),
        # Where nobody was counted at the door, it is not known that nobody came.
        _("People who came (rounded to 5)"): shown.came or None,
        _("Questions and suggestions answered in writing"): sum(
            one.answers for one in shown.waited
        ),
        _("Promises made"): len(shown.promises),
        _("Promises kept"): states["kept"],
        _("Promises that are late"): states["late"],
    }


def _figure(
    name: str,
    pair: tuple[Shown, Shown],
    lang: Lang,
    *,
    sources: Iterable[int],
    flag: str = "",
    hidden: str = "",
) -> Figure:
    value, before = pair
    change = None if value is None or before is None else value - before
    return Figure(
        name=name,
        value=hidden if value is None else number(value, lang),
        before="" if before is None else number(before, lang),
        change=_moved(change, lang),
        sources=tuple(sources),
        flag=flag,
    )


def _moved(change: Shown, lang: Lang) -> str:
    """A change in words: signs stand wrongly among Arabic letters."""
    if not change:
        return "" if change is None else "="
    size = number(abs(change), lang)
    return _("%(number)s more", number=size) if change > 0 else _("%(number)s fewer", number=size)


def _themes(shown: TourYear, lang: Lang) -> list[ThemeLine]:
    words = words_of.names(shown)
    return [
        ThemeLine(
            name=words.theme(row.theme),
            rate=_rate(row.all),
            change=_moved(row.all.change, lang),
            stops=_("%(asked)s of %(held)s", asked=row.stops, held=len(shown.stops)),
            step=row.all.step,
        )
        for row in shown.places.rows
    ]


def _rate(one: rules.Rate) -> str:
    """The rate in words; none where nobody was counted at the door."""
    if one.is_hidden:
        return _("not shown")
    if one.is_trace:
        return _("under 1")
    return _("no rate") if one.value is None else str(one.value)


def _owners(shown: TourYear) -> Sequence[Owner]:
    return [
        Owner(
            name=f"{one.owner} ({_('partner')})" if one.is_partner else one.owner,
            text=ngettext("%(num)s promise", "%(num)s promises", one.made),
            kept=one.kept,
            open=one.open,
            late=one.late,
            given_up=one.given_up,
        )
        for one in shown.ledgers
    ]
