"""The line of a tour from place to place, on a drawing of our own: north above, the sea left.

The places stand as on the plan of an underground: in their order and direction, not to scale.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caravan.tour.catalogue import Prefecture
from caravan.tour.season.stages import PlannedStop
from caravan.tour.stop_plan import OFF, Text

WIDTH, HEIGHT = 760, 330
PLACES = {
    "tangier": (395, 32),
    "tetouan": (475, 52),
    "imzouren": (565, 62),
    "nador": (640, 52),
    "oujda": (715, 92),
    "berkane": (700, 52),
    "jerada": (715, 142),
    "taourirt": (655, 112),
    "bouarfa": (700, 190),
    "ouazzane": (455, 92),
    "kenitra": (385, 98),
    "sidi-kacem": (430, 112),
    "sale": (345, 116),
    "rabat": (325, 142),
    "tamesna": (350, 160),
    "ain-aouda": (365, 172),
    "meknes": (455, 150),
    "fes": (525, 128),
    "taza": (590, 112),
    "guercif": (625, 142),
    "ain-chock": (285, 162),
    "casablanca": (265, 178),
    "el-jadida": (215, 196),
    "settat": (305, 210),
    "khouribga": (355, 216),
    "oued-zem": (375, 226),
    "bejaad": (390, 232),
    "mrirt": (445, 196),
    "khenifra": (445, 214),
    "beni-mellal": (405, 246),
    "azilal": (375, 262),
    "marrakech": (285, 264),
    "rissani": (560, 250),
    "agadir": (200, 276),
    "tata": (265, 300),
    "sidi-ifni": (165, 290),
    "tan-tan": (130, 298),
    "laayoune": (85, 304),
    "dakhla": (30, 310),
}
"""Where the commands that we know stand in the drawing, across and down."""
_ELSEWHERE = (600, 300)
"""Under the drawing, to the right: commands whose place and parent we do not know."""
_APART = 22


@dataclass(frozen=True)
class Node:
    """A place in the drawing with the stop that is held there last, None for a bare one."""

    name: Text
    x: int
    y: int
    stop: PlannedStop | None = None


@dataclass(frozen=True)
class Route:
    """The drawing of one edition: its places, and the points of the line in the order of stops."""

    nodes: tuple[Node, ...]
    line: tuple[tuple[int, int], ...]


def route_of(stops: Iterable[PlannedStop], commands: Mapping[str, Prefecture]) -> Route:
    """The drawing of these stops; prefectures without a stop stand bare beside the line."""
    held = sorted(
        (stop for stop in stops if stop.plan.days), key=lambda stop: (stop.plan.first_day, stop.key)
    )
    places = _places([stop.plan.prefecture for stop in held], commands)
    by_code = {stop.plan.prefecture: stop for stop in held}
    bare = [
        code
        for code, command in commands.items()
        if command.level == "prefecture" and code in PLACES and code not in by_code
    ]
    nodes = [Node(commands[code].name, *PLACES[code]) for code in bare]
    nodes += [Node(stop.name, *places[code], stop) for code, stop in by_code.items()]
    line = [places[stop.plan.prefecture] for stop in held if stop.state not in OFF]
    return Route(tuple(nodes), tuple(line))


def _places(codes: Sequence[str], commands: Mapping[str, Prefecture]) -> dict[str, tuple[int, int]]:
    """Where each command stands: its own place, else beside its parent, else apart in a row."""
    places: dict[str, tuple[int, int]] = {}
    for code in dict.fromkeys(codes):
        command = commands.get(code)
        parent = PLACES.get(command.parent or "") if command else None
        if code in PLACES:
            places[code] = PLACES[code]
        elif parent:
            places[code] = parent[0] + _APART, parent[1] + _APART
        else:
            x, y = _ELSEWHERE
            places[code] = x + 70 * len([one for one in places.values() if one[1] == y]), y
    return places
