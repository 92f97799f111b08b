"""The parts of an agreement's sheet as blocks of known height: head, parties, sites, sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from unicodedata import bidirectional

from caravan.press.agreement.facts import AgreementFacts, Bound, DueLine, DueSite
from caravan.press.arabic import Style
from caravan.press.axis import Axis, length
from caravan.press.ornaments import code, disc, gold_line, lockup
from caravan.press.sheet import INK, MUTED, NAVY
from caravan.press.styles import CELL, FINE, HEADING, plex
from caravan.press.summary.flow import Block, Group, Section, on_fewest_pages, stack
from caravan.press.summary.text import FULL, LATIN, lines, rule, space
from caravan.press.words import Pair

SERIES = Pair("اتفاقيات الشراكة", "Conventions de partenariat")
PARTIES = Pair("الأطراف", "Parties")
AIMS = Pair("الأهداف", "Objectifs")
DELIVERIES = Pair("ما يُسلَّم في كل موقع", "À livrer sur chaque site")
NO_SITES = Pair("لا تسمي المصادر المواقع.", "Les sources ne nomment pas les sites.")
NOTHING = Pair("لم يُذكر ما يُسلَّم هنا.", "Rien n’est dit de ce site.")
ELSEWHERE = Pair("معلن دون تحديد المكان: ", "Annoncé sans lieu : ")
DUTIES = Pair("التمويل والإشراف", "Financement, suivi")
REMARKS = Pair("ملاحظات", "Remarques")
SOURCES = Pair("المصادر", "Sources")
TODAY = Pair("الوضع اليوم على الصفحة", "La situation du jour est sur la page")
PARTED = Pair("؛ ", " ; ")

SCALES = (1.0, 0.94, 0.88, 0.82)
"""Sizes of type that are tried until a face fits its page; nothing falls under LEAST."""
LEAST = 8.0
LEADING = 0.5
"""Line height in mm for each point of size, of Arabic; Latin letters need less."""
BASE = 0.72
"""Where the base line stands within a line, as a share of its height."""
CAP = 0.25
"""Height of a capital in mm for each point of size."""
QR_SIDE = 27.0
LABEL = 29.0
TEXT = 33.0
COLUMN = FULL - TEXT
SITES_IN_A_ROW = 2
PITCH = FULL / SITES_IN_A_ROW
SITE = PITCH - 6
INDENT = 6.0
DISC_HIGH = 4.5
"""The height in mm of the sign of a state, so that two never touch."""


def face(facts: AgreementFacts) -> Section:
    """All that the sheet says in one language, in the largest type that fits one page."""
    return on_fewest_pages([_Face(facts, scale).section() for scale in SCALES])


@dataclass(frozen=True)
class _Face:
    """One language of the sheet in one size of type."""

    facts: AgreementFacts
    scale: float

    def section(self) -> Section:
        """The parts in order; what is empty is left out."""
        facts = self.facts
        remark, source = self._style(9.5), self._style(9, 400, MUTED)
        groups = [Group((_masthead(facts),), gap=1.5)]
        groups += self._labelled(PARTIES, self._bound(facts.parties))
        groups += self._labelled(AIMS, self._texts(facts.aims, self._style(10, 500)))
        groups.append(self._sites())
        groups += self._labelled(DUTIES, self._bound(facts.duties))
        groups += self._labelled(REMARKS, self._texts(facts.remarks, remark))
        groups += self._labelled(SOURCES, self._texts(facts.sources, source, 0))
        return Section(facts.title, tuple(groups), is_cover=True)

    def _style(self, size: float, weight: int = 400, color: str = INK) -> Style:
        return plex(max(LEAST, size * self.scale), weight, color)

    def _of(self, pair: Pair) -> str:
        return pair.of(self.facts.lang)

    def _labelled(self, label: Pair, blocks: Sequence[Block]) -> list[Group]:
        """Blocks beside a label in the side column, under a hairline; none where there are none."""
        if not blocks:
            return []
        style = self._style(10.5, 700, NAVY)
        head = stack([space(2.4), *_lines(self._of(label), style, 0, LABEL)])
        return [Group((rule(below=2.6), *blocks), head, beside=True, gap=1.8)]

    def _texts(self, texts: Iterable[str], style: Style, below: float = 0.8) -> list[Block]:
        """Paragraphs in the text column."""
        return [stack([*_lines(text, style, TEXT, COLUMN), space(below)]) for text in texts]

    def _bound(self, rows: Iterable[Bound]) -> list[Block]:
        """Who, and under it what more is told."""
        name, note = self._style(10.5, 600), self._style(9.5, 400, MUTED)
        return [
            stack(
                [
                    *_lines(row.name, name, TEXT, COLUMN),
                    *(block for text in row.notes for block in _lines(text, note, TEXT, COLUMN)),
                    space(0.8),
                ]
            )
            for row in rows
        ]

    def _sites(self) -> Group:
        """The sites, two in a row, each with what is due there and where it stands."""
        sites, small = self.facts.sites, self._style(9.5)
        blocks = [self._side_by_side(row) for row in zip_longest(sites[::2], sites[1::2])]
        if not sites:
            blocks = list(_lines(self._of(NO_SITES), self._style(10), 0, FULL))
        if self.facts.elsewhere:
            told = self._of(ELSEWHERE) + self._of(PARTED).join(self.facts.elsewhere)
            blocks += [space(0.6), *_lines(told, small, 0, FULL)]
        title = stack(_lines(self._of(DELIVERIES), plex(13, 700, NAVY), 0, FULL))
        return Group(tuple(blocks), stack([rule(strong=True, below=1.2), title, space(0.8)]), gap=2)

    def _side_by_side(self, row: Sequence[DueSite | None]) -> Block:
        """Sites on one level, as high as the highest of them."""
        places = range(SITES_IN_A_ROW)
        columns = [self._site(one, PITCH * at) for at, one in zip(places, row, strict=True) if one]

        def draw(axis: Axis, top: float) -> None:
            for column in columns:
                column.draw(axis, top)

        return Block(max(column.height for column in columns) + 1.4, draw)

    def _site(self, site: DueSite, along: float) -> Block:
        """Name and kind, on one line where they fit, then what is due."""
        name, note = self._style(10.5, 600), self._style(9, 400, MUTED)
        long = length(site.name, name) + 2.4
        is_short = long + length(site.kind, note) <= SITE
        blocks = list(_lines(site.name, name, along, SITE))
        if is_short:
            blocks = [_beside(blocks[0], site.kind, note, along + long)]
        else:
            blocks += _lines(site.kind, note, along, SITE)
        blocks += [block for line in site.lines for block in self._due(line, along)]
        if not site.lines:
            blocks += _lines(self._of(NOTHING), note, along, SITE)
        return stack(blocks)

    def _due(self, line: DueLine, along: float) -> list[Block]:
        """The sign of the state, what is due and where it stands; under it what shows it."""
        style = self._style(9.5)
        text = stack(_lines(line.text, style, along + INDENT, SITE - INDENT))
        above = max(0.0, (DISC_HIGH - text.height) / 2)
        middle = above + BASE * _leading(line.text, style) - CAP / 2 * style.size

        def draw(axis: Axis, top: float) -> None:
            disc(axis, line.state, along + 2, top + middle)
            text.draw(axis, top + above)

        note = self._style(8.5, 400, MUTED)
        more = _lines(line.note, note, along + INDENT, SITE - INDENT) if line.note else ()
        return [Block(max(text.height, DISC_HIGH), draw), *more]


def _lines(text: str, style: Style, along: float, width: float) -> tuple[Block, ...]:
    return lines(text, style, along, width, _leading(text, style))


def _leading(text: str, style: Style) -> float:
    is_arabic = any(bidirectional(letter) == "AL" for letter in text)
    return style.size * LEADING * (1 if is_arabic else LATIN)


def _beside(block: Block, text: str, style: Style, along: float) -> Block:
    """A short text on the same line as `block`, after it."""

    def draw(axis: Axis, top: float) -> None:
        block.draw(axis, top)
        axis.text(text, along, top + BASE * block.height, style)

    return Block(block.height, draw)


def _masthead(facts: AgreementFacts) -> Block:
    """The Foundation, the title, the state, where and when; the code that leads to the page."""
    room = FULL - QR_SIDE - 8

    def draw(axis: Axis, top: float) -> None:
        lockup(axis, FULL, top, SERIES, 0.86)
        gold_line(axis, 0, FULL, top + 16)
        axis.fill_box(facts.title, 0, top + 20, (room, 17), plex(24, 700, NAVY))
        disc(axis, facts.state, 2, top + 43.2)
        axis.text(facts.state_text, INDENT, top + 45, HEADING)
        axis.text(facts.signed, 0, top + 51.6, CELL, fit=room)
        code(axis, facts.url, FULL - QR_SIDE, top + 20, QR_SIDE)
        axis.text(TODAY.of(facts.lang), FULL, top + 50.6, FINE, "end")
        axis.text(facts.printed_address, FULL, top + 54.6, FINE, "end", "ltr", fit=room / 2)

    return Block(57, draw)
