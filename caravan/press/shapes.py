"""The drawn signs of the house: khatam stars, zellige, family shapes, all vectors of our own.

Points, y upwards. No shape stands for a loss; no protected sign (cross, crescent, crest) is drawn.
"""

from math import cos, pi, sin
from typing import TYPE_CHECKING

from caravan.press.arabic import fill_operator

if TYPE_CHECKING:
    from caravan.press.canvas import PressCanvas

WHITE = "#ffffff"
KHATAM_WAIST = cos(pi / 4) / cos(pi / 8)  # inner over outer radius of two squares turned by 45°
CIRCLE = 0.5523  # control points of a quarter circle made of one curve
# corners, radius for an equal look, first angle in degrees, drop of the centre
POLYGONS = {
    "square": (4, 1.24, 45, 0.0),
    "triangle": (3, 1.3, 90, -0.22),
    "hexagon": (6, 1.08, 0, 0.0),
}


def khatam(x: float, y: float, radius: float, turn: float = 0) -> str:
    """The path of the eight-pointed star."""
    corners = []
    for at in range(16):
        reach = radius * (KHATAM_WAIST if at % 2 else 1)
        angle = (turn + at * 22.5) * pi / 180
        corners.append((x + reach * cos(angle), y + reach * sin(angle)))
    return polygon(corners)


def polygon(corners: list[tuple[float, float]]) -> str:
    """The path of a closed figure."""
    first, *others = [f"{x:.2f} {y:.2f}" for x, y in corners]
    return " ".join([f"{first} m", *(f"{place} l" for place in others), "h"])


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle."""
    r, c = radius, radius * CIRCLE
    curves = [
        (x + r, y + c, x + c, y + r, x, y + r),
        (x - c, y + r, x - r, y + c, x - r, y),
        (x - r, y - c, x - c, y - r, x, y - r),
        (x + c, y - r, x + r, y - c, x + r, y),
    ]
    drawn = [" ".join(f"{value:.2f}" for value in curve) + " c" for curve in curves]
    return " ".join([f"{x + r:.2f} {y:.2f} m", *drawn, "h"])


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """The path of a rectangle from its lower left corner."""
    return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"


def segment(x1: float, y1: float, x2: float, y2: float) -> str:
    """The path of one straight line."""
    return f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l"


def family_shape(kind: str, x: float, y: float, radius: float) -> str:
    """The path of "star", "circle", "square", "triangle" or "hexagon", of equal optical weight."""
    if kind == "star":
        return khatam(x, y, radius * 1.12)
    if kind == "circle":
        return circle(x, y, radius)
    count, factor, start, drop = POLYGONS[kind]
    angles = [(start + 360 * at / count) * pi / 180 for at in range(count)]
    reach, centre = radius * factor, y + drop * radius
    return polygon([(x + reach * cos(angle), centre + reach * sin(angle)) for angle in angles])


def fill(canvas: "PressCanvas", path: str, color: str) -> None:
    """Fill a path."""
    canvas.write(f"q {fill_operator(color)} {path} f Q")


def stroke(canvas: "PressCanvas", path: str, color: str, line_width: float) -> None:
    """Draw the line of a path, ``line_width`` points thick, with round joins."""
    pen = fill_operator(color).upper()
    canvas.write(f"q {pen} {line_width:.2f} w 1 j {path} S Q")


def sign(
    canvas: "PressCanvas", x: float, y: float, radius: float, color: str, heart: str = WHITE
) -> None:
    """Caravan's own sign: a khatam with a round heart, as on the screens."""
    fill(canvas, khatam(x, y, radius), color)
    fill(canvas, circle(x, y, radius * 0.34), heart)


def frieze(
    canvas: "PressCanvas", x: float, y: float, length: float, count: int, color: str, core: str
) -> None:
    """``count`` solid stars that touch, from ``x`` on, ``y`` their middle. Once on a piece."""
    pitch = length / count
    for at in range(count):
        middle = x + pitch * (at + 0.5)
        fill(canvas, khatam(middle, y, pitch / 2), color)
        stroke(canvas, khatam(middle, y, pitch * 0.305, 22.5), WHITE, pitch * 0.035)
        fill(canvas, khatam(middle, y, pitch * 0.15), core)


def lattice(
    canvas: "PressCanvas",
    box: tuple[float, float, float, float],
    pitch: float,
    color: str,
    line_width: float = 0.8,
) -> None:
    """A net of stars and crosses, clipped to ``box`` (x, y, width, height); on solids only."""
    x, y, width, height = box
    paths = []
    for column in range(int(width / pitch) + 2):
        for row in range(int(height / pitch) + 2):
            middle = (x + width - column * pitch, y + height - row * pitch)
            paths += [khatam(*middle, pitch / 2), khatam(*middle, pitch / 4, 22.5)]
    clip = f"{rectangle(*box)} W n"
    pen = fill_operator(color).upper()
    canvas.write(f"q {clip} {pen} {line_width:.2f} w 1 j {' '.join(paths)} S Q")
