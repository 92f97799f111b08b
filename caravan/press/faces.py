"""Five faces from very good to very poor, drawn in line; never mirrored, readable in one ink."""

from reportlab.lib.units import mm

from caravan.press.arabic import fill_operator
from caravan.press.axis import Axis
from caravan.press.shapes import circle
from caravan.press.sheet import NAVY

UNITS = 32
EYES = "11.5 13 m 11.5 14.5 l 20.5 13 m 20.5 14.5 l"
# By what a face counts; paths on a square of 32 units, y downwards, as on the screens.
MOUTHS = {
    "5": "9 18.5 m 23 18.5 l 22.3 22.5 20 24.5 16 24.5 c 12 24.5 9.7 22.5 9 18.5 c h",
    "4": "10.5 19.5 m 14.2 22.5 17.8 22.5 21.5 19.5 c",
    "3": "10.5 20.5 m 21.5 20.5 l",
    "2": "10.5 22 m 14.2 19.3 17.8 19.3 21.5 22 c",
    "1": "9.5 23.5 m 13.8 18.8 18.2 18.8 22.5 23.5 c 9 9.5 m 13 11.2 l 23 9.5 m 19 11.2 l",
}


def draw(axis: Axis, mark: str, along: float, level: float, size: float) -> None:
    """The face that counts "5" to "1", its upper reading corner at a place, `size` mm wide."""
    unit = size * mm / UNITS
    left, bottom, _, height = axis.corners(along, level, (size, size))
    pen = f"{fill_operator(axis.tone(NAVY)).upper()} 1.8 w 1 J 1 j"
    turned = f"{unit:.4f} 0 0 {-unit:.4f} {left:.2f} {bottom + height:.2f} cm"
    paths = f"{circle(16, 16, 14)} {EYES} {MOUTHS[mark]}"
    axis.canvas.write(f"q {turned} {pen} {paths} S Q")
