"""How the tests read a printed piece: as a reader's text, as a picture, as a camera sees it."""

from collections.abc import Iterator
from io import BytesIO

import pypdf
import pypdfium2
import zxingcpp
from PIL import Image

PER_MM = 8  # picture points in a millimetre, about 203 dpi: an office printer


def lines(pdf: bytes, page: int = 0) -> list[str]:
    """The lines of a page as a reader program finds them."""
    return pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range().splitlines()


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page in grey."""
    scale = PER_MM * 25.4 / 72
    return pypdfium2.PdfDocument(pdf)[page].render(scale=scale).to_pil().convert("L")


def page_count(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """What a camera reads on a page, in alphabetical order."""
    return sorted(found.text for found in zxingcpp.read_barcodes(picture(pdf, page)))


def part(image: Image.Image, left: float, top: float, width: float, height: float) -> Image.Image:
    """A part of a picture, in millimetres from its upper left corner."""
    corners = (left, top, left + width, top + height)
    return image.crop(tuple(round(value * PER_MM) for value in corners))


def is_blank(image: Image.Image, left: float, top: float, width: float, height: float) -> bool:
    """Whether a part of a picture (millimetres from its upper left corner) bears no ink."""
    return part(image, left, top, width, height).getextrema()[0] > 250


def longest_line(image: Image.Image) -> float:
    """The longest level line of ink in a picture, in millimetres."""
    inked = "".join("x" if value < 200 else " " for value in image.tobytes())
    rows = [inked[at : at + image.width] for at in range(0, len(inked), image.width)]
    return max(len(run) for row in rows for run in row.split(" ")) / PER_MM


def fonts(pdf: bytes) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every font that a page or a drawing shown on it names."""
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        for named in (page, *page["/Resources"].get("/XObject", {}).values()):
            for font in named.get_object()["/Resources"].get("/Font", {}).values():
                yield font.get_object()
