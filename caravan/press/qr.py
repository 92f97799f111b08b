"""QR codes: the matrix from the ``qrcode`` package, drawn as one path on paper or in a page.

A code in capitals and digits (a ticket, a badge) is put together from parts: for one length, level
and mask a symbol is affine over GF(2) in the bits of its payload, because Reed-Solomon is linear
and the mask is a constant. So the symbol of "000..." and one difference for each bit give all the
others by XOR, four hundred times faster than from the start. Tests hold both ways equal.

The package is slow to bring in: it is, with the first code.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from operator import xor
from typing import TYPE_CHECKING, Any, Literal

from reportlab.lib.units import mm

if TYPE_CHECKING:
    from qrcode import QRCode

    from caravan.press.canvas import PressCanvas

Level = Literal["L", "M", "Q", "H"]
LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}  # as ISO/IEC 18004 writes them into the symbol
QUIET = 4  # white modules on each side, as the standard asks
FIXED_MASK = 2  # read as well as the best mask in our trials; the best one would differ per payload
CAPITALS = re.compile(r"[0-9A-Z $%*+\-./:]{2,60}")
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # in the standard's order
ALPHANUMERIC: Literal[2] = 2  # the mode of capitals; left to itself, qrcode packs zeros as a number


@dataclass(frozen=True)
class Symbol:
    """A square of ``side`` modules; each row padded to whole bytes, first module in the top bit."""

    side: int
    rows: bytes

    @property
    def row_bytes(self) -> int:
        return (self.side + 7) // 8


def modules(payload: str, level: Level = "M") -> tuple[tuple[bool, ...], ...]:
    """The dark (True) and light modules, row by row from the top, without the quiet zone."""
    found = symbol(payload, level)
    width = found.row_bytes
    rows = (found.rows[at : at + width] for at in range(0, len(found.rows), width))
    return tuple(
        tuple(bool(row[at // 8] & 0x80 >> at % 8) for at in range(found.side)) for row in rows
    )


def draw(
    canvas: "PressCanvas", x: float, y: float, size_mm: float, payload: str, level: Level = "M"
) -> float:
    """Draw a code, black, with its lower left corner at ``x``, ``y`` (points).

    ``size_mm`` counts the quiet zone, which the caller keeps white. Gives the size of one module
    in millimetres: at least 0.5 to be read at the gate, 0.8 at arm's length.
    """
    found = symbol(payload, level)
    module = size_mm / (found.side + 2 * QUIET)
    canvas.write(operators(found, x, y, module * mm))
    return module


def operators(found: Symbol, x: float, y: float, module: float) -> str:
    """The PDF operators of a symbol: one path, filled once, so that no hairlines part its rows."""
    path = "".join(map(_cells, [found.side] * len(found.rows), range(len(found.rows)), found.rows))
    corner = f"{x + QUIET * module:.2f} {y + QUIET * module:.2f}"
    return f"q 0 g {module:.4f} 0 0 {module:.4f} {corner} cm {path}f Q"


def svg(payload: str, level: Level = "M", title: str = "") -> str:
    """The code as an SVG element for a web page, with its quiet zone and a name for readers."""
    side = len(rows := modules(payload, level)) + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {at + QUIET}h{end - start}v1h-{end - start}z"
        for at, row in enumerate(rows)
        for start, end in _dark_runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>'
    )


def symbol(payload: str, level: Level = "M") -> Symbol:
    """The symbol of ``payload``; the best mask is sought only where parts cannot be joined."""
    if not CAPITALS.fullmatch(payload):
        return _read(payload, level)
    joined = _blank(len(payload), level)
    bits = int.from_bytes(joined.rows, "big")
    for at in range(0, len(payload), 2):
        bits = xor(bits, _difference(len(payload), level, at, payload[at : at + 2]))
    return Symbol(joined.side, bits.to_bytes(len(joined.rows), "big"))


@lru_cache(maxsize=500)
def _read(payload: str, level: Level) -> Symbol:
    from qrcode import QRCode  # noqa: PLC0415 - see above

    code = QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(payload)
    code.make(fit=True)
    return _packed(code)


@lru_cache(maxsize=2_000)
def capitals(payload: str, level: Level) -> Symbol:
    """The symbol of capitals and digits as ``qrcode`` itself makes it with the fixed mask."""
    from qrcode import QRCode  # noqa: PLC0415 - see above
    from qrcode.util import QRData  # noqa: PLC0415 - see above

    code = QRCode(error_correction=LEVELS[level], border=0, mask_pattern=FIXED_MASK)
    code.add_data(QRData(payload, mode=ALPHANUMERIC), optimize=0)
    code.make(fit=True)
    return _packed(code)


def _packed(code: "QRCode[Any]") -> Symbol:
    width = (code.modules_count + 7) // 8
    rows = [sum(bool(m) << 8 * width - 1 - at for at, m in enumerate(row)) for row in code.modules]
    return Symbol(code.modules_count, b"".join(row.to_bytes(width, "big") for row in rows))


def _blank(length: int, level: Level) -> Symbol:
    return capitals("0" * length, level)


@lru_cache(maxsize=60_000)
def _difference(length: int, level: Level, at: int, signs: str) -> int:
    """What two signs (one at an odd end) at place ``at`` change in the symbol of zeros."""
    value = 0
    for sign in signs:
        value = value * len(SIGNS) + SIGNS.index(sign)
    changed = 0
    for place in range(value.bit_length()):
        if value >> place & 1:
            changed ^= _unit(length, level, at, 1 << place)
    return changed


@lru_cache(maxsize=20_000)
def _unit(length: int, level: Level, at: int, value: int) -> int:
    blank = "0" * length
    size = len(blank[at : at + 2])
    signs = (SIGNS[value // len(SIGNS)] + SIGNS[value % len(SIGNS)])[-size:]
    changed = capitals(blank[:at] + signs + blank[at + size :], level)
    zeros = _blank(length, level)
    return int.from_bytes(changed.rows, "big") ^ int.from_bytes(zeros.rows, "big")


@lru_cache(maxsize=200_000)
def _cells(side: int, at: int, byte: int) -> str:
    """The rectangles of eight modules: byte ``at`` of a symbol, counted row by row from the top."""
    row, column = divmod(at, (side + 7) // 8)
    dark = tuple(bool(byte & 0x80 >> place) for place in range(8))
    y = side - 1 - row
    return "".join(f"{8 * column + a} {y} {b - a} 1 re " for a, b in _dark_runs(dark))


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    edges = [
        at for at, (a, b) in enumerate(zip((False, *row), (*row, False), strict=True)) if a != b
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))
