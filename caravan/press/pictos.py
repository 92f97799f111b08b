"""Pictograms in line, drawn on a square of 24 units; never mirrored, readable in one ink."""

import re

from reportlab.lib.units import mm

from caravan.press.arabic import fill_operator
from caravan.press.axis import Axis
from caravan.press.shapes import circle
from caravan.press.sheet import NAVY

UNITS = 24
CORNER = 0.5523
"""Control points of a quarter circle made of one curve."""

# Parts parted by semicolons: a path of M L H V C Z as in SVG, y downwards; R x y width height
# radius is a rectangle with round corners, O x y radius a circle.
DRAWINGS = {
    "scan": "R6 2 12 20 2.2;R8.6 5.6 2.8 2.8 0.2;R13 5.6 2.8 2.8 0.2;R8.6 10 2.8 2.8 0.2;"
    "M13 10.2H15.8M13 12.7H15.8M10.6 18.6H13.4",
    "form": "R4.5 2.5 15 19 1.8;M8 7.5L9.2 8.8L11 6.6M13 7.7H16.5M8 12L9.2 13.3L11 11.1"
    "M13 12.2H16.5M8 16.5L9.2 17.8L11 15.6M13 16.7H16.5",
    "ticket": "M2.5 6H21.5V9.8C19.4 10 19.4 14 21.5 14.2V18H2.5V14.2C4.6 14 4.6 10 2.5 9.8Z"
    "M9 6V7.6M9 9.4V11M9 13V14.6M9 16.4V18",
    "desk": "O12 6.8 3.3;M5.2 18C5.2 14 8 11.8 12 11.8C16 11.8 18.8 14 18.8 18M2 18H22V21.4H2Z",
    "place": "M12 21.6C7.5 15.8 5.4 12.4 5.4 9.4C5.4 5.6 8.4 2.8 12 2.8C15.6 2.8 18.6 5.6 18.6 9.4"
    "C18.6 12.4 16.5 15.8 12 21.6Z;O12 9.3 2.4",
    "clock": "O12 12 9;M12 6.6V12L15.6 14.2",
    # the services
    "house": "M3 12L12 4L21 12M5.6 9.8V20H18.4V9.8M10 20V14H14V20",
    "money": "R3 6 18 12 0.6;O12 12 2.8;M6.5 9.5V9.6M17.5 14.4V14.5",
    "key": "O8 15.5 4.5;M11.5 12.3L20 4M16 8L19 11",
    "bus": "R3.5 5 17 12 0.8;M3.5 11.5H20.5M9 5V11.5M15 5V11.5;O7.5 19 1.8;O16.5 19 1.8",
    "health": "M12 20C5 15 3 11.5 3 8.6C3 6 5 4.3 7.3 4.3C9.3 4.3 11 5.4 12 7.2C13 5.4 14.7 4.3"
    " 16.7 4.3C19 4.3 21 6 21 8.6C21 11.5 19 15 12 20Z;M3.8 11.4H8.6L10.4 8.4L13 14.2L14.8 11.4"
    "H20.2",
    "ball": "O12 12 8.8;M12 8L15.8 10.8L14.4 15.2H9.6L8.2 10.8ZM12 8V3.5M15.8 10.8L20.1 9.5"
    "M14.4 15.2L17.1 19M9.6 15.2L6.9 19M8.2 10.8L3.9 9.5",
    "sun": "O12 9.4 3.4;M12 2.4V3.8M5.2 9.4H6.6M17.4 9.4H18.8M7.2 4.6L8.2 5.6M16.8 4.6L15.8 5.6"
    "M2.6 17.2C4.6 15.4 6.6 15.4 8.8 17.2C11 19 13 19 15.2 17.2C17.4 15.4 19.4 15.4 21.4 17.2"
    "M2.6 21.2C4.6 19.4 6.6 19.4 8.8 21.2C11 23 13 23 15.2 21.2C17.4 19.4 19.4 19.4 21.4 21.2",
    "school": "M2.5 9L12 4.5L21.5 9L12 13.5ZM6.5 11.2V16C10 18.6 14 18.6 17.5 16V11.2M21.5 9V15",
    "hajj": "M4.5 8.5L12 5.5L19.5 8.5V20H4.5ZM4.5 12.5H19.5M12 20V15.5",
    "heart": "M12 20C6 15.5 3.5 12.3 3.5 9C3.5 6.6 5.4 4.7 7.8 4.7C9.6 4.7 11.2 5.8 12 7.6"
    "C12.8 5.8 14.4 4.7 16.2 4.7C18.6 4.7 20.5 6.6 20.5 9C20.5 12.3 18 15.5 12 20Z",
    "other": "M5 12V12.1M12 12V12.1M19 12V12.1",
}
STEP = re.compile("([MLHVCZ])([^MLHVCZ]*)")


def draw(axis: Axis, name: str, along: float, level: float, size: float) -> None:
    """A pictogram with its upper reading corner at a place, `size` mm wide and high."""
    unit = size * mm / UNITS
    left, bottom, _, height = axis.corners(along, level, (size, size))
    pen = f"{fill_operator(axis.tone(NAVY)).upper()} 1.6 w 1 J 1 j"
    paths = " ".join(_part(part) for part in DRAWINGS[name].split(";"))
    turned = f"{unit:.4f} 0 0 {-unit:.4f} {left:.2f} {bottom + height:.2f} cm"
    axis.canvas.write(f"q {turned} {pen} {paths} S Q")


def _part(part: str) -> str:
    if part[0] == "O":
        x, y, radius = _numbers(part[1:])
        return circle(x, y, radius)
    if part[0] == "R":
        return _round_rectangle(*_numbers(part[1:]))
    return _path(part)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split()]


def _path(drawing: str) -> str:
    """The PDF operators of an SVG path; level and upright steps need the place they start from."""
    x = y = 0.0
    steps = []
    for step, text in STEP.findall(drawing):
        numbers = _numbers(text)
        if step == "Z":
            steps.append("h")
            continue
        if step == "H":
            numbers = [numbers[0], y]
        if step == "V":
            numbers = [x, numbers[0]]
        x, y = numbers[-2:]
        operator = {"M": "m", "C": "c"}.get(step, "l")
        steps.append(" ".join(f"{number:g}" for number in numbers) + f" {operator}")
    return " ".join(steps)


def _round_rectangle(x: float, y: float, width: float, height: float, radius: float) -> str:
    near, far = radius * (1 - CORNER), radius
    right, foot = x + width, y + height
    return (
        f"{x + far:g} {y:g} m {right - far:g} {y:g} l "
        f"{right - near:g} {y:g} {right:g} {y + near:g} {right:g} {y + far:g} c "
        f"{right:g} {foot - far:g} l "
        f"{right:g} {foot - near:g} {right - near:g} {foot:g} {right - far:g} {foot:g} c "
        f"{x + far:g} {foot:g} l "
        f"{x + near:g} {foot:g} {x:g} {foot - near:g} {x:g} {foot - far:g} c "
        f"{x:g} {y + far:g} l {x:g} {y + near:g} {x + near:g} {y:g} {x + far:g} {y:g} c h"
    )
