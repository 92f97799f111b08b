"""The calendar that stops are planned in: holidays, Ramadan, clock changes, avoided dates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from caravan.tour.faults import N_
from caravan.tour.stop_plan import Text

FEASTS = {
    "ramadan": N_("Beginning of Ramadan"),
    "eid_al_fitr": N_("Eid al-Fitr"),
    "eid_al_adha": N_("Eid al-Adha"),
    "muharram": N_("First of Muharram"),
    "mawlid": N_("The Prophet’s birthday"),
}
"""The lunar dates, which are calculated until somebody has said when they fall."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holiday:
    """A day on which offices are closed.

    `name` is an English msgid, "" where only the `texts` by language are known. A lunar one names
    its `feast` and Hijri year; it `is_calculated` until somebody has said when it falls.
    """

    date: date
    name: str
    texts: Text = field(default_factory=dict)
    feast: str = ""
    hijri_year: int = 0
    is_calculated: bool = False


@dataclass(frozen=True)
class Ramadan:
    """The month of fasting, both days included; it ends on the day before Eid al-Fitr."""

    hijri_year: int
    first: date
    last: date
    is_calculated: bool

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Avoided:
    """Days on which the foundation holds no stop, both included; `yearly` ones come every year."""

    key: str
    first: date
    last: date
    reason: Text
    yearly: bool = False

    def __contains__(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self._times(day))

    def _times(self, day: date) -> Iterator[tuple[date, date]]:
        """The span as written; a yearly one as it falls around `day`."""
        if not self.yearly:
            yield self.first, self.last
            return
        length = self.last - self.first
        for year in (day.year - 1, day.year):
            first = _in_year(self.first, year)
            yield first, first + length


@dataclass(frozen=True)
class MovedDate:
    """A lunar date that somebody moved: the first day of the feast in that Hijri year."""

    feast: str
    hijri_year: int
    date: date


@dataclass(frozen=True)
class ClockChange:
    """From `day` on, wall clocks stand at another distance to UTC."""

    day: date
    before: timedelta
    after: timedelta


@dataclass(frozen=True)
class Season:
    """What is known of the days from `first` to `last`: the calendar that plans are held against.

    The holidays lie by date, two of them where they fall together.
    """

    first: date
    last: date
    holidays: Mapping[date, tuple[Holiday, ...]] = field(default_factory=dict)
    ramadans: tuple[Ramadan, ...] = ()
    avoided: tuple[Avoided, ...] = ()
    clock_changes: tuple[ClockChange, ...] = ()

    def holidays_on(self, day: date) -> tuple[Holiday, ...]:
        """The holidays that fall on `day`."""
        return self.holidays.get(day, ())

    def goes_on_before(self, holiday: Holiday) -> bool:
        """Whether the day before is a day of the same feast."""
        return bool(holiday.feast) and self._has(holiday.feast, holiday.date - ONE_DAY)

    def last_day_of(self, holiday: Holiday) -> date:
        """The last day of the feast that `holiday` is a day of."""
        day = holiday.date
        while holiday.feast and self._has(holiday.feast, day + ONE_DAY):
            day += ONE_DAY
        return day

    def _has(self, feast: str, day: date) -> bool:
        return any(one.feast == feast for one in self.holidays_on(day))

    def find_ramadan(self, day: date) -> Ramadan | None:
        """The Ramadan in which `day` lies, or None."""
        return next((month for month in self.ramadans if day in month), None)

    def avoided_on(self, day: date) -> list[Avoided]:
        """For which reasons the foundation avoids `day`."""
        return [span for span in self.avoided if day in span]

    def changes_on(self, day: date) -> bool:
        """Whether the clock is changed on the morning of `day`."""
        return bool(self.changes_between(day, day))

    def changes_between(self, first: date, last: date) -> list[ClockChange]:
        """The changes of the clock from `first` to `last`, both included."""
        return [change for change in self.clock_changes if first <= change.day <= last]


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February is 28 February where there is none."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if is_leap_day else day.replace(year=year)
