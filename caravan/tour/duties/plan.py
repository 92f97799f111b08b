"""Themes, answering bodies, routes and lines of the action plan as their file says them."""

from dataclasses import dataclass, field

from caravan.tour.stop_plan import Text

PARTNER = "partner"
BODY_KINDS = ("department", "mutual", "health", "command", PARTNER)


@dataclass(frozen=True)
class ThemePlan:
    """What a question or suggestion is about, finer than its service; `parent` is the theme above.

    `service` is the code of the service whose questions have this theme until somebody codes them.
    """

    code: str
    name: Text
    parent: str | None = None
    service: str | None = None


@dataclass(frozen=True)
class BodyPlan:
    """Who answers: a department of the foundation, the police mutual, a partner …

    `organisation` is the code of the partner where one answers; `days` how many working days
    an answer may take.
    """

    code: str
    kind: str
    name: Text
    days: int
    organisation: str | None = None


@dataclass(frozen=True)
class RoutePlan:
    """Which body answers what is said about a service, in a prefecture or (None) everywhere."""

    service: str
    body: str
    prefecture: str | None = None


@dataclass(frozen=True)
class LinePlan:
    """A line of the five-year action plan; `service` is the one whose promises it gathers first.

    `theme`, where given, is the one whose wordings lead to it: finer than the service.
    """

    code: str
    name: Text
    service: str | None = None
    theme: str | None = None


@dataclass(frozen=True)
class Duties:
    """All of the file, in its order."""

    themes: tuple[ThemePlan, ...] = field(default=())
    bodies: tuple[BodyPlan, ...] = field(default=())
    routes: tuple[RoutePlan, ...] = field(default=())
    lines: tuple[LinePlan, ...] = field(default=())
