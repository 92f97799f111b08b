"""Codes: the same as qrcode's own, and read again by a camera."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from caravan.press import qr
from caravan.press.sheet import A6, open_document
from tests.press import papers

TICKET = "C1/OUJDA-2025/7KQ4M2XP"


@settings(max_examples=60, deadline=None)
@given(st.text(qr.SIGNS, min_size=2, max_size=24), st.sampled_from("LMQH"))
def test_joined_parts_equal_qrcode_when_payload_is_capitals(payload: str, level: qr.Level) -> None:
    assert qr.symbol(payload, level) == qr.capitals(payload, level)


def test_modules_equal_qrcode_when_payload_is_an_address() -> None:
    address = "https://caravane.example/s/oujda"
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    code.add_data(address)
    assert qr.modules(address, "Q") == tuple(map(tuple, code.get_matrix()))


@pytest.mark.parametrize("payload", [TICKET, "https://caravane.example/s/oujda", "وجدة", "7", "77"])
def test_camera_reads_the_modules(payload: str) -> None:
    rows = qr.modules(payload)
    side = len(rows)
    image = Image.new("L", (side + 8, side + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    grown = image.resize((8 * image.width, 8 * image.height), Image.Resampling.NEAREST)
    assert [found.text for found in zxingcpp.read_barcodes(grown)] == [payload]


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_camera_reads_the_code_on_paper(level: qr.Level) -> None:
    document = open_document("رمز", "القافلة", "ar", A6, datetime(2025, 2, 7, tzinfo=UTC))
    module = qr.draw(document.canvas, 100, 100, 22.5, TICKET, level)
    document.show_page()
    assert papers.codes(document.bytes()) == [TICKET]
    assert module == pytest.approx(22.5 / (len(qr.modules(TICKET, level)) + 8))


def test_code_keeps_its_quiet_zone_white() -> None:
    document = open_document(
        "رمز", "القافلة", "ar", (85.04, 85.04), datetime(2025, 2, 7, tzinfo=UTC)
    )
    module = qr.draw(document.canvas, 0, 0, 30, TICKET)
    document.show_page()
    image = papers.picture(document.bytes())
    quiet = 4 * module - 0.2
    assert papers.is_blank(image, 0, 0, 30, quiet)
    assert papers.is_blank(image, 0, 30 - quiet, 30, quiet)
    assert papers.is_blank(image, 0, 0, quiet, 30)
    assert papers.is_blank(image, 30 - quiet, 0, quiet, 30)


def test_svg_is_one_path_with_a_title_when_asked() -> None:
    svg = ET.fromstring(qr.svg(TICKET, title="تذكرة <1>"))
    tags = [part.tag.rpartition("}")[2] for part in svg]
    assert tags == ["title", "rect", "path"]
    assert svg[0].text == "تذكرة <1>"
    assert "style" not in qr.svg(TICKET)


def test_svg_draws_the_dark_modules() -> None:
    path = ET.fromstring(qr.svg(TICKET))[2].get("d", "")
    drawn = sum(int(part.split("h")[1].split("v")[0]) for part in path.split("M")[1:])
    assert drawn == sum(map(sum, qr.modules(TICKET)))
