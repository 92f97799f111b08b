"""The page that every piece is drawn on: reportlab's canvas with our fonts and a fixed clock."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from caravan.press.embed import EmbeddedFont, deflated
from caravan.press.glyphs import Font

rl_config.useA85 = 0  # text-coded streams are a quarter larger and help nobody

PREAMBLE = "1 0 0 1 0 0 cm"  # reportlab's own also selects a Helvetica that is not in the file


class PressCanvas(Canvas):
    """A canvas in points, y upwards. Holds the fonts of its document; belongs to one thread."""

    # What reportlab keeps to itself and its stubs do not name.
    _doc: Any
    _code: list[str]

    def __init__(self, pagesize: tuple[float, float], lang: str, made_at: datetime) -> None:
        self.buffer = BytesIO()
        self.fonts: dict[Font, EmbeddedFont] = {}
        super().__init__(self.buffer, pagesize=pagesize, invariant=1, lang=lang)
        stamp = made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
        self.setDateFormatter(lambda *_: stamp)
        self._doc.updateSignature(stamp.encode())

    def _make_preamble(self) -> None:
        self._preamble = PREAMBLE

    def embed(self, font: Font) -> EmbeddedFont:
        """The codes of ``font`` in this document."""
        if font not in self.fonts:
            embedded = EmbeddedFont(font, f"/G{len(self.fonts) + 1}")
            self.fonts[font] = embedded
            self._doc.delayedFonts.append(embedded)
        return self.fonts[font]

    def write(self, operators: str) -> None:
        """Add PDF page operators as they are."""
        self._code.append(operators)

    def print_when_opened(self) -> None:
        """Name printing as what is done when the file is opened."""
        name = pdfdoc.PDFName
        self._doc.Catalog.OpenAction = pdfdoc.PDFDictionary(
            {"Type": name("Action"), "S": name("Named"), "N": name("Print")}
        )

    def showPage(self) -> None:
        """Close the page, compressed at once."""
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        content = page.stream.encode("latin-1")
        page.Contents, page.stream = deflated(content), None
        self._doc.updateSignature(content)

    def finish(self) -> bytes:
        """Close the file and give its bytes; a page begun and not shown is shown."""
        self.save()
        return self.buffer.getvalue()
