"""The templates: nothing inline, one frame, each room draws from its own folder."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
ROOMS = sorted({path.parent for path in (ROOT / "caravan").glob("*/views*")})

# A data block is no program: browsers run nothing of it. It is written by `tojson` alone.
DATA = re.compile(r"<script type=\"application/ld\+json\">{{ \w+\|tojson }}</script>")
INLINE = re.compile(
    r"<style\b|<script(?![^>]*\bsrc=)|\sstyle\s*=|<[^>{]*\son[a-z]+\s*=|javascript:|\|\s*safe\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+'([^']+)'")
ASSET = re.compile(r"asset\('([^']+)'\)")
ICON = re.compile(r"\bicon\('([^']+)'")


def name_of(page: Path) -> str:
    return str(page.relative_to(TEMPLATES))


def is_part(page: Path) -> bool:
    """Macros, and the pieces of a room's pages, whose names begin with an underscore."""
    return page.parent.name == "_parts" or page.name.startswith("_")


def texts(place: Path) -> Iterator[str]:
    """Every string written in a Python file, or in those of a folder."""
    for file in place.rglob("*.py") if place.is_dir() else [place]:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def rendered(room: Path) -> set[str]:
    """The pages that the room's views name."""
    views = room / "views" if (room / "views").is_dir() else room / "views.py"
    return {text for text in texts(views) if re.fullmatch(r"[a-z0-9_/]+\.html", text)}


@cache
def drawn_icons() -> frozenset[str]:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return frozenset(environment.get_template("_parts/icons.html").module.paths)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_template_has_nothing_inline(page: Path) -> None:
    text = DATA.sub("", page.read_text())
    assert [found.group() for found in INLINE.finditer(text)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_template_names_only_files_that_are_there(page: Path) -> None:
    text = page.read_text()
    missing = [name for name in NAMED.findall(text) if not (TEMPLATES / name).is_file()]
    missing += [name for name in ASSET.findall(text) if not (ROOT / "static" / name).is_file()]
    assert [name for name in missing if not name.startswith("vendor/")] == []


@pytest.mark.parametrize(
    "page", [p for p in PAGES if not is_part(p) and name_of(p) != "base.html"], ids=name_of
)
def test_page_stands_in_a_frame(page: Path) -> None:
    parents = re.findall(r"{%-?\s*extends\s+'([^']+)'", page.read_text())
    assert len(parents) == 1


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_template_asks_only_for_pictures_that_are_drawn(page: Path) -> None:
    assert set(ICON.findall(page.read_text())) - drawn_icons() == set()


def test_services_have_a_picture() -> None:
    catalogue = ROOT / "events" / "services.toml"
    services = tomllib.loads(catalogue.read_text())["service"]
    assert {service["pictogram"] for service in services} - drawn_icons() == set()


def test_list_of_rooms_has_pictures() -> None:
    calls = ast.walk(ast.parse((ROOT / "caravan" / "rooms.py").read_text()))
    places = [c for c in calls if isinstance(c, ast.Call) and ast.unparse(c.func) == "Place"]
    assert {ast.literal_eval(place.args[2]) for place in places} - drawn_icons() == set()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_room_draws_from_its_own_folder(room: Path) -> None:
    elsewhere = [name for name in rendered(room) if not name.startswith(f"{room.name}/")]
    assert elsewhere == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_room_draws_only_pages_that_are_there(room: Path) -> None:
    assert [name for name in rendered(room) if not (TEMPLATES / name).is_file()] == []


def test_every_page_is_used() -> None:
    used = set(texts(ROOT / "caravan"))
    used |= {name for page in PAGES for name in NAMED.findall(page.read_text())}
    pages = {name_of(page) for page in PAGES if page.parent.name != "_parts"}
    assert pages - used == set()
