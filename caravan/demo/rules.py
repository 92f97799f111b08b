"""Who comes to a rehearsal and when, drawn from a seed: the same seed, the same people."""

import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from caravan.kernel.clock import to_instant
from caravan.kernel.refusal import Refusal
from caravan.tour.offers.plan import OfferPlan, ShiftPlan

_HERE = Path(__file__).parent
# About as a hall fills: most are serving, few are press.
_CATEGORIES = {
    "serving": 46,
    "retired": 24,
    "widow": 10,
    "orphan": 5,
    "rights_holder": 6,
    "guest": 4,
    "partner": 3,
    "press": 1,
    "organiser": 1,
}
_SHARE_PRESENT = 0.82
_MIDDLE, _SPREAD = time(9, 25), 38  # most come before ten; minutes


class NotARehearsal(Refusal):
    """Invented people are never put among real ones."""

    message = "%(key)s is not a rehearsal: invented people are only put on a rehearsal stop."
    status = 409


class NobodyToInvent(Refusal):
    """The number of attendees is not one that can be made."""

    message = "Give a number of attendees from 1 to 20000."


@dataclass(frozen=True)
class Invented:
    """One invented person; `arrivals` are UTC instants, at most one a day."""

    full_name: str
    latin_name: str | None
    category: str
    phone: str | None
    companions: int
    once: str
    arrivals: tuple[datetime, ...]


def speech() -> dict[str, list[dict[str, Any]]]:
    """The invented questions and suggestions, as in speech.toml."""
    return tomllib.loads((_HERE / "speech.toml").read_text(encoding="utf-8"))


def spoken_of() -> list[str]:
    """The codes of the services that the invented questions and suggestions are about."""
    return [
        one["service"] for kind in speech().values() for one in kind if one["service"] != "other"
    ]


def offers(partners: Iterable[str], stop_key: str, today: date) -> list[OfferPlan]:
    """The invented offers of those of the `partners` (codes), made at the rehearsal stop only."""
    written = tomllib.loads((_HERE / "offers.toml").read_text(encoding="utf-8"))["offer"]
    known, plans = set(partners), []
    for one in written:
        days = one.pop("ends_in_days", None)
        until = today + timedelta(days=days) if days else None
        values: dict[str, Any] = {
            name: tuple(said) if isinstance(said, list) else said for name, said in one.items()
        }
        if one["partner"] in known:
            plans.append(OfferPlan(**values, until=until, stops=(stop_key,)))
    return plans


def shifts(partners: Iterable[str], day: date, opens: time, closes: time) -> list[ShiftPlan]:
    """Somebody at each stand (keys of partners) all day but for the last, which nobody covers."""
    covered = list(partners)[:-1]
    return [
        ShiftPlan(key, day, opens, closes, f"مكتب الشريك {place}", is_office=True)
        for place, key in enumerate(covered, 1)
    ]


def people(number: int, seed: int, days: list[date], until: datetime) -> Iterator[Invented]:
    """`number` invented people; whoever comes has come before the instant `until`."""
    if not 1 <= number <= 20_000:
        raise NobodyToInvent
    names = tomllib.loads((_HERE / "people.toml").read_text(encoding="utf-8"))
    chance = random.Random(seed)  # noqa: S311 - invented people need no secrets
    for place in range(number):
        yield _one(chance, names, days, until, once=f"{seed:08x}{place:024x}"[-32:])


def _one(
    chance: random.Random,
    names: dict[str, list[list[str]]],
    days: list[date],
    until: datetime,
    once: str,
) -> Invented:
    category = chance.choices(list(_CATEGORIES), list(_CATEGORIES.values()))[0]
    is_woman = category == "widow" or chance.random() < 0.4
    first = chance.choice(names["women" if is_woman else "men"])
    family = chance.choice(names["families"])
    has_latin, has_phone = chance.random() < 0.7, chance.random() < 0.75
    arrivals = [_arrival(chance, day) for day in days if chance.random() < _SHARE_PRESENT]
    return Invented(
        full_name=f"{first[0]} {family[0]}",
        latin_name=f"{first[1]} {family[1]}" if has_latin else None,
        category=category,
        phone=f"+2126{chance.randrange(10**8):08d}" if has_phone else None,
        companions=chance.choices((0, 1, 2, 3), (70, 18, 8, 4))[0],
        once=once,
        arrivals=tuple(at for at in arrivals if at < until),
    )


def _arrival(chance: random.Random, day: date) -> datetime:
    minutes = max(-50.0, min(chance.gauss(0, _SPREAD), 240.0))
    return to_instant(day, _MIDDLE) + timedelta(minutes=minutes)
