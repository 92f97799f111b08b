"""The style sheets: one direction-free file for Arabic and French, one place that names colours."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CSS = ROOT / "static" / "css"
SHEETS = sorted(CSS.rglob("*.css"))
TOKENS = CSS / "tokens.css"

DECLARATION = re.compile(r"(?<=[{;])\s*([a-z-]+)\s*:\s*([^;{}]+)")
PHYSICAL = re.compile(
    r"(margin|padding|border|scroll-margin|scroll-padding|inset)-(left|right|top|bottom).*"
    r"|border-(top|bottom)-(left|right)-radius|left|right|top|bottom|width|height"
    r"|(min|max)-(width|height)"
)
SIDED = {"text-align", "float", "clear", "justify-self", "justify-content"}
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|lab|lch|oklch|color)\(|\b(white|black|red|grey)\b"
)


def read(sheet: Path) -> str:
    """The sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def declarations(sheet: Path) -> list[tuple[str, str]]:
    return [(name, value.strip()) for name, value in DECLARATION.findall(read(sheet))]


def names_colour(value: str) -> bool:
    return COLOUR.search(re.sub(r"var\([^)]*\)|url\([^)]*\)", "", value)) is not None


def names(sheet: Path) -> str:
    return str(sheet.relative_to(CSS))


@pytest.mark.parametrize("sheet", SHEETS, ids=names)
def test_sheet_names_no_side_of_the_window(sheet: Path) -> None:
    physical = [name for name, _ in declarations(sheet) if PHYSICAL.fullmatch(name)]
    sided = [
        f"{name}: {value}"
        for name, value in declarations(sheet)
        if name in SIDED and re.search(r"\b(left|right)\b", value)
    ]
    assert physical + sided == []


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s != TOKENS], ids=names)
def test_sheet_takes_its_colours_from_the_tokens(sheet: Path) -> None:
    raw = [f"{name}: {value}" for name, value in declarations(sheet) if names_colour(value)]
    assert raw == []


@pytest.mark.parametrize("sheet", SHEETS, ids=names)
def test_sheet_uses_only_declared_tokens(sheet: Path) -> None:
    declared = set(re.findall(r"(--[a-z0-9-]+)\s*:", read(TOKENS) + read(sheet)))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", read(sheet))) - declared == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=names)
def test_sheet_names_only_files_that_are_there(sheet: Path) -> None:
    addresses = re.findall(r'url\("?([^")]+)"?\)', read(sheet))
    own = [address for address in addresses if not address.startswith("/static/vendor/")]
    assert [address for address in own if not (sheet.parent / address).is_file()] == []


def test_every_token_is_used() -> None:
    everywhere = "".join(read(sheet) for sheet in SHEETS)
    declared = set(re.findall(r"(--[a-z0-9-]+)\s*:", read(TOKENS)))
    assert declared - set(re.findall(r"var\((--[a-z0-9-]+)", everywhere)) == set()
