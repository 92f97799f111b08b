"""The report of a year on paper: figures with the year before, themes, promises, sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press.axis import Axis
from caravan.press.ornaments import disc, gold_line, lockup
from caravan.press.sheet import A4, INK, LINE, NAVY, REPORT_GRID, open_document
from caravan.press.styles import CELL, FINE, NOTE, STRONG, plex
from caravan.press.summary.flow import Block, Group, Leaf, Section, lay_out, stack
from caravan.press.summary.tables import Item, Track, table_head, table_row
from caravan.press.summary.text import FULL, heading, lines, space
from caravan.press.words import FOUNDATION, Lang, Pair

SERIES = Pair("الأيام التواصلية الجهوية", "Journées régionales de communication")
TOUR = Pair("الجولة بالأرقام", "La tournée en chiffres")
PUBLISHED = Pair("الأعمال الاجتماعية كما نُشرت", "L’action sociale telle que publiée")
THEMES = Pair("ما سُئل عنه", "Ce qui a été demandé")
OWNERS = Pair("الالتزامات حسب المكلف بها", "Engagements par responsable")
SOURCES = Pair("المصادر", "Sources")
WHAT, YEAR_BEFORE = Pair("البيان", "Donnée"), Pair("السنة السابقة", "Année précédente")
CHANGE, SOURCE = Pair("الفرق", "Écart"), Pair("المصدر", "Source")
THEME = Pair("الموضوع", "Thème")
RATE = Pair("لكل 100 حاضر", "Pour 100 présents")
STOPS = Pair("في كم محطة", "Étapes")
OWNER, MADE = Pair("المكلف", "Responsable"), Pair("المجموع", "Total")
KEPT, OPEN, LATE, GIVEN_UP = (
    Pair("أُنجز", "Tenus"),
    Pair("قائم", "À tenir"),
    Pair("متأخر", "En retard"),
    Pair("تعذّر", "Abandonnés"),
)
NOTHING = Pair("لا شيء يُذكر لهذه السنة.", "Rien à dire de cette année.")
NUMBER = plex(11, 700, NAVY)
FLAG = plex(9.5, 600, INK)


@dataclass(frozen=True)
class Figure:
    """One figure: ready texts, the numbers of its sources, and what is wrong with it, if anything.

    `sources`: that of the year, and that of the year before where it is another one.
    """

    name: str
    value: str
    before: str
    change: str
    sources: tuple[int, ...]
    flag: str = ""


@dataclass(frozen=True)
class ThemeLine:
    """A theme on the whole tour: rate per hundred attendees, change, at how many stops."""

    name: str
    rate: str
    change: str
    stops: str
    step: int = 0


@dataclass(frozen=True)
class Owner:
    """The promises of one owner."""

    name: str
    text: str
    kept: int
    open: int
    late: int
    given_up: int = 0

    @property
    def made(self) -> int:
        """All of them."""
        return self.kept + self.open + self.late + self.given_up


@dataclass(frozen=True)
class YearReport:
    """Everything that the report of a year prints, in one language; counts are protected."""

    lang: Lang
    year: int
    title: str
    prepared: str
    tour: tuple[Figure, ...]
    published: tuple[Figure, ...]
    themes: tuple[ThemeLine, ...]
    owners: tuple[Owner, ...]
    sources: tuple[str, ...]


def draw(report: YearReport, *, made_at: datetime, one_ink: bool = False) -> bytes:
    """The report as a PDF of A4 pages; a figure that does not add up stands between lines.

    `made_at` (with its zone) is the clock of the file: the same facts give the same bytes.
    """
    document = open_document(report.title, FOUNDATION.of(report.lang), report.lang, A4, made_at)
    rtl = report.lang == "ar"
    edge = (A4[0] - REPORT_GRID.start if rtl else REPORT_GRID.start) / mm
    axis = Axis(document.canvas, A4[1] / mm, edge, rtl, one_ink)
    leaves = lay_out([_Paper(report).section()])
    for page, leaf in enumerate(leaves, start=1):
        _page(axis, report, leaf, f"{page} / {len(leaves)}")
        document.show_page()
    return document.bytes()


def _page(axis: Axis, report: YearReport, leaf: Leaf, number: str) -> None:
    if leaf.is_continued:
        axis.text(report.title, 0, 32, plex(13, 600, NAVY), fit=FULL)
        gold_line(axis, 0, FULL, 37)
    for block, top in leaf.placed:
        block.draw(axis, top)
    axis.across(0, FULL, 281, LINE, 0.25)
    axis.text(number, 0, 286.5, plex(9.5, 600, NAVY), base="ltr")
    axis.text(FOUNDATION.of(report.lang), 16, 286.5, FINE, fit=98)
    axis.text(report.prepared, FULL, 286.5, FINE, anchor="end", fit=48)


@dataclass(frozen=True)
class _Paper:
    """One report as blocks of known height."""

    report: YearReport

    def section(self) -> Section:
        """The parts in order; what is empty is left out."""
        report = self.report
        groups = [Group((self._masthead(),), gap=4)]
        groups += self._figures(TOUR, report.tour)
        groups += self._figures(PUBLISHED, report.published)
        groups += self._themes() if report.themes else []
        groups += self._owners() if report.owners else []
        if len(groups) == 1:
            groups.append(Group((*lines(self._of(NOTHING), CELL, 0, FULL, 6),)))
        if report.sources:
            told = [line for text in report.sources for line in lines(text, NOTE, 0, FULL, 5)]
            groups.append(Group((stack([heading(self._of(SOURCES)), *told]),)))
        return Section(report.title, tuple(groups), is_cover=True)

    def _of(self, pair: Pair) -> str:
        return pair.of(self.report.lang)

    def _masthead(self) -> Block:
        def drawn(axis: Axis, top: float) -> None:
            lockup(axis, FULL, top, SERIES, 0.86)
            gold_line(axis, 0, FULL, top + 16)
            axis.fill_box(self.report.title, 0, top + 20, (FULL, 14), plex(26, 700, NAVY))
            axis.text(self.report.prepared, 0, top + 40, NOTE)

        return Block(44, drawn)

    def _table(self, title: Pair, tracks: Sequence[Track], rows: Sequence[Sequence[Item]]) -> Group:
        head = stack([heading(self._of(title)), table_head(tracks)])
        return Group(tuple(table_row(tracks, row) for row in rows), head, gap=8)

    def _figures(self, title: Pair, figures: Sequence[Figure]) -> list[Group]:
        """A table of figures; under one that does not add up stands what is wrong."""
        if not figures:
            return []
        tracks = self._tracks(
            (0, 66, WHAT),
            (70, 24, None),
            (96, 28, YEAR_BEFORE),
            (126, 28, CHANGE),
            (156, 12, SOURCE),
        )
        head = stack([heading(self._of(title)), table_head(tracks)])
        blocks = []
        for one in figures:
            texts = (one.name, one.value, one.before, one.change, _marks(one.sources))
            styles = (CELL, NUMBER, CELL, CELL, NOTE)
            row = table_row(tracks, [Item(*pair) for pair in zip(texts, styles, strict=True)])
            blocks.append(stack([row, *self._flag(one)]))
        return [Group(tuple(blocks), head, gap=8)]

    def _flag(self, one: Figure) -> list[Block]:
        """The warning under a figure, behind a triangle that black and white print as well."""
        if not one.flag:
            return []
        told = stack(lines(one.flag, FLAG, 10, FULL - 10, 5.4))

        def drawn(axis: Axis, top: float) -> None:
            disc(axis, "late", 6, top + 2.6)
            told.draw(axis, top)

        return [space(1), Block(told.height, drawn), space(2)]

    def _themes(self) -> list[Group]:
        tracks = self._tracks((0, 78, THEME), (82, 34, RATE), (118, 22, CHANGE), (142, 24, STOPS))
        rows = [
            (
                Item(one.name, STRONG),
                Item(one.rate, NUMBER),
                Item(one.change, CELL),
                Item(one.stops, CELL),
            )
            for one in self.report.themes
        ]
        return [self._table(THEMES, tracks, rows)]

    def _owners(self) -> list[Group]:
        tracks = self._tracks(
            (0, 62, OWNER),
            (66, 18, MADE),
            (86, 18, KEPT),
            (106, 18, OPEN),
            (126, 18, LATE),
            (146, 22, GIVEN_UP),
        )
        rows = [
            (
                Item(one.name, STRONG),
                *(Item(str(n), CELL) for n in (one.made, one.kept, one.open)),
                Item(str(one.late), NUMBER, "late" if one.late else None),
                Item(str(one.given_up), CELL),
            )
            for one in self.report.owners
        ]
        return [self._table(OWNERS, tracks, rows)]

    def _tracks(self, *columns: tuple[float, float, Pair | None]) -> list[Track]:
        """Columns by start, width and title; the one without is that of the year itself."""
        return [
            Track(along, width, self._of(title) if title else str(self.report.year))
            for along, width, title in columns
        ]


def _marks(sources: Sequence[int]) -> str:
    return " ".join(f"[{one}]" for one in sources)
