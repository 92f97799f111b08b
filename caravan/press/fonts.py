"""The letters of the house: IBM Plex Sans Arabic, Amiri for long reading, Tifinagh where installed.

The first two come as Python packages. Tifinagh comes with the web pages' fonts (npm package
``@fontsource/noto-sans-tifinagh``); where it is not installed, its words are left out of the paper.
"""

import struct
import zlib
from functools import lru_cache
from pathlib import Path

import fontpkg

from caravan.press.glyphs import Font

FAMILIES = {"plex": "IBM Plex Sans Arabic", "amiri": "Amiri"}
ROOT = Path(__file__).resolve().parents[2]
TIFINAGH_FOLDERS = (ROOT / "static" / "vendor", ROOT / "node_modules" / "@fontsource")
TIFINAGH_FILE = "noto-sans-tifinagh-tifinagh-400-normal.woff"
WOFF_TABLE = struct.Struct(">4sLLLL")


@lru_cache(maxsize=32)
def typeface(family: str, weight: int) -> tuple[Font, ...]:
    """The font of ``family`` ("plex" or "amiri") in ``weight``, then those that stand in for it.

    Refuses a family or weight that is not installed (KeyError, or the font package's own error).
    """
    main = _packaged(family, weight)
    stand_ins = [] if family == "plex" else [_packaged("plex", 700 if weight > 500 else 400)]
    tifinagh = _tifinagh()
    return (main, *stand_ins, *([tifinagh] if tifinagh else []))


@lru_cache(maxsize=32)
def _packaged(family: str, weight: int) -> Font:
    return Font(Path(fontpkg.path(FAMILIES[family], weight=weight)).read_bytes())


@lru_cache(maxsize=1)
def _tifinagh() -> Font | None:
    for folder in TIFINAGH_FOLDERS:
        for found in sorted(folder.rglob(TIFINAGH_FILE)):
            return Font(unpacked(found.read_bytes()))
    return None


def unpacked(woff: bytes) -> bytes:
    """A WOFF 1.0 web font as the plain font file that it packs (https://www.w3.org/TR/WOFF/)."""
    flavor, _, count = struct.unpack_from(">LLH", woff, 4)
    offset = 12 + 16 * count
    directory, tables = [], []
    for at in range(count):
        tag, start, packed, length, checksum = WOFF_TABLE.unpack_from(woff, 44 + 20 * at)
        table = woff[start : start + packed]
        if packed < length:
            table = zlib.decompress(table)
        directory.append(struct.pack(">4sLLL", tag, checksum, offset, length))
        tables.append(table + bytes(-length % 4))
        offset += len(tables[-1])
    power = count.bit_length() - 1
    search = (16 << power, power, 16 * count - (16 << power))
    head = struct.pack(">LHHHH", flavor, count, *search)
    return head + b"".join(directory) + b"".join(tables)
