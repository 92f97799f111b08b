"""What the tour's pages, files and papers call things: places, themes, bodies by their names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caravan.followup.across import rules
from caravan.followup.across.year import TourYear
from caravan.kernel.i18n import in_lang
from caravan.kernel.small_numbers import Shown
from caravan.kernel.texts import gettext as _
from caravan.registration import queries as registration
from caravan.tour import queries as tour
from caravan.tour.duties import queries as duties

HEADS = ("theme", "place", "per_100", "is_hidden", "change", "stops_asked", "stops_held")
"""The columns of the exported table, in the file as in the JSON."""


@dataclass(frozen=True)
class Names:
    """Names in the language of the page, by code."""

    places: Mapping[str, str]
    themes: Mapping[str, str]
    bodies: Mapping[str, str]
    services: Mapping[str, str]

    def theme(self, code: str) -> str:
        """The theme's name, that of no theme where the file lost it."""
        return self.themes.get(code) or str(_("Another subject"))

    def body(self, code: str) -> str:
        """The body's name, or that nobody was given the question."""
        return self.bodies.get(code) or str(_("Given to nobody"))


def names(shown: TourYear) -> Names:
    """The names that the pages of this year need."""
    places = {stop.prefecture_code: in_lang(stop.name) for stop in shown.stops}
    return Names(
        places=places | {code: str(word) for code, word in registration.category_words().items()},
        themes={one.code: in_lang(one.name) for one in duties.themes()},
        bodies={one.code: in_lang(one.name) for one in duties.bodies()},
        services={one.code: in_lang(one.name) for one in tour.all_services()},
    )


def exported(shown: TourYear, words: Names) -> Iterator[tuple[str | int | None, ...]]:
    """The table of themes as rows of HEADS: rates as the page shows them, nothing beside them."""
    for row in shown.places.rows:
        cells = [*zip(shown.places.places, row.rates, strict=True), ("", row.all)]
        for place, rate in cells:
            yield (
                words.theme(row.theme),
                words.places.get(place, place) or str(_("The tour")),
                rate.value,
                int(rate.is_hidden),
                rate.change,
                row.stops,
                len(shown.stops),
            )


def bar(ledger: rules.Ledger) -> list[tuple[str, float, float]]:
    """Kind, start and width in percent of each part of an owner's bar."""
    parts, at = [], 0.0
    counts = (ledger.kept, ledger.open, ledger.late, ledger.given_up)
    for kind, count in zip(("ok", "run", "err", "off"), counts, strict=True):
        width = 100 * count / max(1, ledger.made)
        parts.append((kind, at, width))
        at += width
    return parts


def signed(change: Shown) -> str:
    """A change with its direction: ▲ more, ▼ fewer, = the same."""
    if change is None:
        return ""
    return "=" if change == 0 else f"{'▲' if change > 0 else '▼'} {abs(change)}"
