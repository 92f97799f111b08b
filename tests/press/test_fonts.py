"""The fonts at hand, and those that come packed for the web."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import fontpkg
import pytest

from caravan.press import fonts, line
from caravan.press.arabic import Style, width
from caravan.press.glyphs import Font


def packed(font: bytes) -> bytes:
    """A font file packed as WOFF 1.0."""
    count = struct.unpack_from(">H", font, 4)[0]
    offset, directory, body = 44 + 20 * count, b"", b""
    for at in range(count):
        tag, check, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * at)
        table = zlib.compress(font[start : start + length])
        table = min(table, font[start : start + length], key=len)
        place = offset + len(body)
        directory += struct.pack(">4sLLLL", tag, place, len(table), length, check)
        body += table + bytes(-len(table) % 4)
    head = struct.pack(">4s4sLHH", b"wOFF", font[:4], offset + len(body), count, 0)
    return head + bytes(44 - len(head)) + directory + body


@pytest.fixture
def tifinagh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in the place of those where the web's fonts are installed."""
    kept = (fonts.typeface, fonts._tifinagh, line.compose)
    monkeypatch.setattr(fonts, "TIFINAGH_FOLDERS", (tmp_path,))
    for cache in kept:
        cache.cache_clear()
    yield tmp_path
    for cache in kept:
        cache.cache_clear()


def test_packed_font_shapes_as_the_plain_one() -> None:
    data = Path(fontpkg.path("Amiri")).read_bytes()
    again = Font(fonts.unpacked(packed(data)))
    assert again.shape("وجدة", True) == Font(data).shape("وجدة", True)


def test_tifinagh_is_left_out_when_no_font_has_it(tifinagh_folder: Path) -> None:
    assert width("ⵡⵓⵊⴷⴰ", Style()) == 0


def test_web_font_stands_in_when_it_is_installed(tifinagh_folder: Path) -> None:
    data = Path(fontpkg.path("Amiri")).read_bytes()
    (tifinagh_folder / fonts.TIFINAGH_FILE).write_bytes(packed(data))
    main, stand_in = fonts.typeface("plex", 400)
    assert (main.name, stand_in.name) == ("IBMPlexSansArabic-Regular", "Amiri-Regular")


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_plex_has_the_weights_of_the_scale(weight: int) -> None:
    assert fonts.typeface("plex", weight)[0].characters >= set("وجدةOujda0123456789é")
