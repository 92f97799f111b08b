"""Ten thousand random stops, all tables of each side by side: nothing hidden comes back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import pytest

from caravan.followup.people import Counted, Headcount, count_people
from caravan.kernel.headcounts import Told, heads, next_release
from caravan.kernel.heads import Heads
from caravan.kernel.small_numbers import THRESHOLD, Shown
from tests.followup.attacker import Known, Name

SEEDS = (1, 2, 3, 4)
STOPS, EXACTLY = 2_500, 8  # for each seed; every eighth also as if nothing were rounded
FIRST = date(2027, 2, 5)
CATEGORIES = ("serving", "retired", "widow", "guest")
KINDS = ((0, 0), (1, 4), (1, 9), (0, 14), (0, 90))
LESSENING = {"away", "both", "registered"}
"""Who comes is no longer away; who withdraws is no longer registered."""
When = tuple[date, int, str]


@dataclass(frozen=True)
class Stop:
    """Arrivals by day, hour and gate; persons by category: who came, and who stayed away."""

    days: tuple[date, ...]
    arrivals: Mapping[When, int]
    came: Mapping[str, int]
    away: Mapping[str, int]


def random_stop(random: Random) -> Stop:
    """One to three days, up to four hours and three gates, up to four categories."""
    days = tuple(FIRST + timedelta(one) for one in range(random.choice((1, 1, 2, 2, 3))))
    hours, gates = range(9, 9 + random.randint(1, 4)), "ABC"[: random.randint(1, 3)]
    kinds = random.choices(KINDS, k=random.randint(1, 3))
    arrivals = {
        (day, hour, gate): random.randint(*random.choice(kinds))
        for day in days
        for hour in hours
        for gate in gates
    }
    inside = by_day(arrivals)
    # Some come on one day only, some on each: no fewer than on the fullest day, no more than all.
    people = random.randint(max(inside.values()), inside.total())
    return Stop(days, arrivals, spread(random, people), spread(random, random.randint(0, 40)))


def by_day(arrivals: Mapping[When, int]) -> Counter[date]:
    """How many came in on each day."""
    sums = Counter[date]()
    for (day, _hour, _gate), number in arrivals.items():
        sums[day] += number
    return sums


def spread(random: Random, people: int) -> dict[str, int]:
    """So many persons over a few categories, some of which hold a handful."""
    some = CATEGORIES[: random.randint(1, 4)]
    found = dict.fromkeys(some, 0)
    for one in some[1:]:
        found[one] = min(people, random.choice((0, 1, 3, 4, 7, people // 3)))
        people -= found[one]
    return {**found, some[0]: people}


def shown(stop: Stop, before: Stop) -> Headcount:
    """The stop as page, paper, workbook and API have it: they are written from this alone."""
    return count_people(stop.days, counted(stop), CATEGORIES, before=counted(before))


def counted(stop: Stop) -> Counted:
    """The same sealed, as the queries give it."""
    arrivals = {when: Heads(number) for when, number in stop.arrivals.items() if number}
    return Counted(arrivals, heads(stop.came), heads(stop.away))


class Attack:
    """What is known of some releases of one stop, and which counts of them are hidden."""

    def __init__(self, *, exact: bool) -> None:
        self.exact, self.known, self.hidden = exact, Known(), list[Name]()

    def see(self, at: int, stop: Stop, page: Headcount, *, in_step: bool = True) -> None:
        """Lay a release beside the others; `in_step`: all of it was counted at one moment."""
        inside, by_gate, by_hour = by_day(stop.arrivals), Counter[str](), Counter[Name]()
        for (day, hour, gate), number in stop.arrivals.items():
            by_gate[gate] += number
            by_hour[day, hour] += number
        self._see((at, "arrivals"), inside.total(), page.arrivals)
        for one in page.days:
            own = self._see((at, one.day), inside[one.day], one.total, least=bool(one.hours))
            hours = [
                self._see((at, one.day, hour), by_hour[one.day, hour], count)
                for hour, count in one.hours
            ]
            if hours:
                self.known.add_up(hours, own)
        self.known.add_up([(at, one.day) for one in page.days], (at, "arrivals"))
        gates = [self._see((at, gate), by_gate[gate], count) for gate, count in page.gates]
        self.known.add_up(gates, (at, "arrivals"))
        self._see_people(at, stop, page)
        if in_step:
            self._link(at, stop)

    def _see_people(self, at: int, stop: Stop, page: Headcount) -> None:
        came, away = Counter(stop.came), Counter(stop.away)
        self._see((at, "came"), came.total(), page.came)
        self._see((at, "registered"), came.total() + away.total(), page.registered)
        self.known.see((at, "away"), away.total(), 0)
        self.known.add_up([(at, "came"), (at, "away")], (at, "registered"))
        for one in page.categories:
            name = one.category
            self._see((at, "came", name), came[name], one.came)
            self.known.see((at, "away", name), away[name], 0)
            both = self._see((at, "both", name), came[name] + away[name], one.registered)
            self.known.add_up([(at, "came", name), (at, "away", name)], both)
        for side in ("came", "away"):
            parts = [(at, side, one.category) for one in page.categories]
            self.known.add_up(parts, (at, side))

    def _link(self, at: int, stop: Stop) -> None:
        """Each person came on one day at least, and on each day at most once."""
        if len(stop.days) == 1:
            self.known.add_up([(at, "came")], (at, "arrivals"))
            return
        if self.exact:
            return
        self.known.not_more((at, "came"), (at, "arrivals"))
        for day in stop.days:
            self.known.not_more((at, day), (at, "came"))

    def _see(self, name: Name, true: int, count: Shown, *, least: bool = True) -> Name:
        """A printed count: hidden ones are known not to be zero, unless their line says nothing."""
        if count is None:
            self.known.see(name, true, min(true, 1) if least else 0)
            if 0 < true < THRESHOLD:
                self.hidden.append(name)
        elif self.exact or count == 0:
            self.known.see(name, true, true, true)
        else:
            self.known.see(name, true, max(THRESHOLD, count - 2), count + 2)
        return name

    def compare(self, before: int, now: int) -> None:
        """Nobody who came goes away again: each count of a release is that of the next at most."""
        for name in [one for one in self.known.true if one[0] == before]:
            later = (now, *name[1:])
            if later in self.known.true and not LESSENING.intersection(name):
                self.known.not_more(name, later)

    def found(self) -> list[Name]:
        """The hidden counts that what is shown gives back."""
        return [name for name in self.hidden if not self.known.is_open(name)]


def later(random: Random, stop: Stop) -> Stop:
    """The same stop some time later: a few more came, one here and one there; some registered."""
    arrivals, came, away = dict(stop.arrivals), Counter(stop.came), Counter(stop.away)
    for _ in range(random.randint(1, 4)):
        when, number = random.choice(sorted(arrivals)), random.choice((1, 1, 2, 3, 4, 5, 9))
        arrivals[when] += number
        fullest = max(by_day(arrivals).values())
        people = max(fullest - came.total(), random.randint(0, number))
        people = number if len(stop.days) == 1 else people
        category = random.choice(CATEGORIES)
        came[category] += people
        away[category] -= min(away[category], random.randint(0, people))
        away[random.choice(CATEGORIES)] += random.choice((0, 0, 1, 6))
    return replace(stop, arrivals=arrivals, came=came, away=away)


def groups(stop: Stop) -> list[dict[str, int]]:
    """What moves together: arrivals, and persons of both sides."""
    sides = (("came", stop.came), ("away", stop.away))
    return [
        {f"{day} {hour} {gate}": n for (day, hour, gate), n in stop.arrivals.items()},
        {f"{side} {name}": number for side, counts in sides for name, number in counts.items()},
    ]


def stop_of(days: tuple[date, ...], told: list[dict[str, Heads]]) -> Stop:
    """The stop that these groups tell of."""
    arrivals, persons = ({name: n.unsealed for name, n in one.items()} for one in told)
    when = {name: name.split() for name in arrivals}
    sides = (
        {name[5:]: n for name, n in persons.items() if name.startswith(side)}
        for side in ("came ", "away ")
    )
    return Stop(
        days,
        {
            (date.fromisoformat(day), int(hour), gate): arrivals[name]
            for name, (day, hour, gate) in when.items()
        },
        *sides,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_count_follows_from_all_tables_of_successive_releases(seed: int) -> None:
    random, found = Random(seed), []
    for number in range(STOPS):
        stops = [random_stop(random)]
        for _ in range(random.choice((1, 1, 2))):
            stops.append(later(random, stops[-1]))
        is_short = len(stops) == 2
        for exact in (False, True) if number % EXACTLY == 0 and is_short else (False,):
            attack = beside_each_other(stops, exact=exact)
            found += [(stops, exact, name) for name in attack.found()]

    assert found == []


def beside_each_other(stops: list[Stop], *, exact: bool) -> Attack:
    """All tables of the releases of a stop, which is as `stops` say when each of them is asked for.

    They are read as they are shown, or by who knows the true counts of what is shown rounded.
    """
    attack, standing = Attack(exact=exact), list[Told | None]([None, None])
    for at, now in enumerate(stops):
        told = [
            next_release(last, heads(one), least=THRESHOLD, alone="came ")
            for last, one in zip(standing, groups(now), strict=True)
        ]
        standing = [*told]
        stop = stop_of(now.days, [one.counts for one in told])
        before = stop_of(now.days, [one.before or {} for one in told])
        attack.see(at, stop, shown(stop, before), in_step=groups(stop) == groups(now))
        for earlier in range(at):
            attack.compare(earlier, at)
    return attack
