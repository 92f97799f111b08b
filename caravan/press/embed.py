"""A font inside one PDF: only the glyphs used, and the table that gives the words back.

Written as Type 0 with Identity-H codes (ISO 32000-1, 9.7). Codes are counted per document, in the
order of drawing: equal facts give equal bytes, whatever was printed before.
"""

import struct
import zlib
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from caravan.press.glyphs import REPLACEMENT, Font, Glyph, Shape

LEFT_OUT = b"GSUB GPOS GDEF cmap name OS/2 post STAT DSIG meta".split()
NO_TEXT = "\u200b"  # a glyph that bears no character: readers must find something
DEFLATE_LEVEL = 1  # badges by the thousand: level 6 costs thrice the time for half the bytes
CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange"
)
CMAP_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end"
CMAP_BLOCK = 100  # the most lines that one bfchar block may hold


def deflated(content: bytes, **entries: int) -> pdfdoc.PDFStream:
    """A compressed PDF stream with further ``entries`` in its dictionary."""
    dictionary = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode"), **entries})
    return pdfdoc.PDFStream(dictionary, zlib.compress(content, DEFLATE_LEVEL))


class EmbeddedFont:
    """The codes of one font in one document; reportlab calls ``addObjects`` when it saves."""

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name  # as in the page's resources, with its slash
        self.codes: dict[Glyph, int] = {Glyph(0, REPLACEMENT, 0.0): 0}
        self.written: dict[tuple[str, bool], str] = {}

    def encode(self, word: str, rtl: bool, shape: Shape) -> str:
        """The operand of TJ for a shaped word, without its brackets."""
        known = self.written.get((word, rtl))
        if known is None:
            known = self.written[word, rtl] = "".join(map(self._token, shape.tokens))
            known = known.replace("><", "")
        return known

    def _token(self, token: Glyph | int) -> str:
        if isinstance(token, int):
            return f"{token}"
        return f"<{self.codes.setdefault(token, len(self.codes)):04X}>"

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:
        """Put the font, cut down to its used glyphs, in the file."""
        refer: Any = document.Reference
        listed: Any = document.idToObject["BasicFonts"]
        data, new_number = _subset(self.font, {glyph.number for glyph in self.codes})
        name = pdfdoc.PDFName(f"{self._tag()}+{self.font.name}")
        to_glyph = b"".join(struct.pack(">H", new_number[glyph.number]) for glyph in self.codes)
        file = deflated(data, Length1=len(data))
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": _system_info(),
                "FontDescriptor": refer(self._descriptor(name, refer(file))),
                "CIDToGIDMap": refer(deflated(to_glyph)),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(self._widths())]),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([refer(descendant)]),
                "ToUnicode": refer(deflated(self._to_unicode().encode("ascii"))),
            }
        )
        listed.dict[self.name[1:]] = refer(font)

    def _widths(self) -> list[float]:
        return [round(glyph.width, 2) for glyph in self.codes]

    def _tag(self) -> str:
        """The six letters that mark a subset, always the same for the same glyphs."""
        mark = zlib.crc32(repr(list(self.codes)).encode())
        return "".join(chr(ord("A") + (mark >> 5 * place) % 26) for place in range(6))

    def _descriptor(self, name: str, file: pdfdoc.PDFObjectReference) -> pdfdoc.PDFDictionary:
        font = self.font
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,
                "ItalicAngle": 0,
                "StemV": 80,
                "Ascent": font.ascent,
                "Descent": font.descent,
                "CapHeight": round(font.ascent * 0.7),
                "FontBBox": pdfdoc.PDFArray([-1000, font.descent - 500, 3000, font.ascent + 500]),
                "FontFile2": file,
            }
        )

    def _to_unicode(self) -> str:
        lines = [
            f"<{code:04X}> <{(glyph.text or NO_TEXT).encode('utf-16-be').hex().upper()}>"
            for glyph, code in self.codes.items()
        ]
        blocks = [lines[at : at + CMAP_BLOCK] for at in range(0, len(lines), CMAP_BLOCK)]
        body = "\n".join(
            "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks
        )
        return f"{CMAP_HEAD}\n{body}\n{CMAP_TAIL}"


def _system_info() -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(
        {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
    )


def _subset(font: Font, numbers: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font file with only these glyphs, and where each of them now stands in it."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(numbers)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4), "big") for tag in LEFT_OUT)
    wanted.flags = (
        hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    with font.lock:
        plan = hb.SubsetPlan(font.face, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)
