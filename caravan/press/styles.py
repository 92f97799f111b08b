"""The styles of type of the printed pieces: Plex to look things up, Amiri to read."""

from caravan.press.arabic import Style
from caravan.press.sheet import INK, MUTED, NAVY, OCHRE


def plex(size: float, weight: int = 400, color: str = INK) -> Style:
    """Plex Sans Arabic at a size of the scale, in points."""
    return Style("plex", weight, size, color)


TITLE = plex(26, 700, NAVY)
HEADING = plex(16, 700, NAVY)
LABEL = plex(11, 700, NAVY)
FIGURE = plex(34, 700, NAVY)
COUNT = plex(11, 700, NAVY)
CELL = plex(11, 500)
STRONG = plex(11.5, 600)
SMALL = plex(9.5)
NOTE = plex(9.5, 400, MUTED)
FINE = plex(8, 400, MUTED)
ORDINAL = plex(11, 700, OCHRE)
BODY = Style("amiri", 400, 14, INK)
