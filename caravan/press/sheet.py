"""The sheet system that every printed piece shares: sizes, grid, colours, marks for cutting.

The page is white, art stays 5 mm inside a sheet and 3 mm inside a cut, and everything hangs on the
reading start: the right margin in Arabic, the left one in French.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from caravan.press.shapes import segment, stroke

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas

Size = tuple[float, float]

# Page sizes in points.
A3: Size = (297 * mm, 420 * mm)
A4: Size = (210 * mm, 297 * mm)
A5: Size = (148 * mm, 210 * mm)
A6: Size = (105 * mm, 148 * mm)

# Colours; no meaning rests on hue alone. Gold is for lines and the sign, never for text.
NAVY, INK, MUTED, WHITE = "#0a2c4d", "#10233a", "#3f4f61", "#ffffff"
GOLD, LINE, MIST = "#c9a227", "#b9c4d0", "#eef2f6"
RED, GREEN, PLUM, OCHRE = "#a8142b", "#1b6b57", "#5a2a63", "#8a5a12"


@dataclass(frozen=True)
class Grid:
    """Margins of a page in points: reading side first, then the other, heights from the top."""

    start: float
    end: float
    head: float
    title: float
    body: float
    foot: float


REPORT_GRID = Grid(24 * mm, 20 * mm, 19 * mm, 37 * mm, 50 * mm, 281 * mm)


class Document:
    """A PDF in the making: draw on ``canvas``, ``show_page`` after each page, then ``bytes``."""

    def __init__(self, canvas: "PressCanvas", pagesize: Size) -> None:
        self.canvas = canvas
        self.width, self.height = pagesize

    def show_page(self) -> None:
        """Close the page; what is drawn next stands on a new one."""
        self.canvas.showPage()

    def print_when_opened(self) -> None:
        """Let whatever opens the file ask at once how to print it (ISO 32000-1, 12.6.4.11)."""
        self.canvas.print_when_opened()

    def bytes(self) -> bytes:
        """The finished file, fonts cut down to what was used. Once only."""
        return self.canvas.finish()


def open_document(
    title: str, author: str, lang: str, pagesize: Size, made_at: datetime
) -> Document:
    """Begin a document; ``made_at`` (with its zone) is its only clock and part of its identity.

    The same drawing with the same arguments gives the same bytes.
    """
    from caravan.press.canvas import PressCanvas  # noqa: PLC0415 - reportlab, with the first paper

    canvas = PressCanvas(pagesize, lang, made_at)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Caravan")
    canvas.setProducer("Caravan")
    canvas.setSubject(title)
    return Document(canvas, pagesize)


def crop_marks(
    canvas: "PressCanvas", x: float, y: float, columns: int, rows: int, width: float, height: float
) -> None:
    """Marks for the guillotine around a field of pieces whose lower left corner is ``x``, ``y``."""
    right, top = x + columns * width, y + rows * height
    near, far = 3 * mm, 8 * mm
    paths = []
    for column in range(columns + 1):
        at = x + column * width
        paths += [segment(at, y - far, at, y - near), segment(at, top + near, at, top + far)]
    for row in range(rows + 1):
        at = y + row * height
        paths += [segment(x - far, at, x - near, at), segment(right + near, at, right + far, at)]
    stroke(canvas, " ".join(paths), INK, 0.12 * mm)
