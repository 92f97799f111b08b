"""Who came, as the summary prints it."""

from caravan.followup.people import Category, Day, busiest
from caravan.followup.report.material import Material, cell
from caravan.kernel.i18n import day as day_words
from caravan.kernel.texts import gettext as _
from caravan.press.summary.facts import Attendance, CategoryCount, DayCount, HourCount


def attendance(material: Material) -> Attendance:
    """Arrivals by day and hour, and by category against the registered; empty if nobody came."""
    people = material.headcount
    if people.is_empty and people.registered == 0:
        return Attendance()
    return Attendance(
        days=() if people.is_empty else tuple(_day(day, material) for day in people.days),
        categories=tuple(_category(one, material) for one in people.categories),
        text=material.block("attendance", " ".join(sentences(material))),
        note=_("Counts of people are rounded to 5. Groups under 5 are not shown."),
    )


def sentences(material: Material) -> list[str]:
    """What can be said of the people in words, from shown counts alone."""
    people = material.headcount
    said = [
        _(
            "People who came at least once: %(came)s. Registered: %(registered)s.",
            came=material.count(people.came),
            registered=material.count(people.registered),
        )
    ]
    if (peak := busiest(people)) is not None:
        day, hour = peak
        said.append(
            _(
                "Most came on %(day)s between %(start)s and %(end)s.",
                day=day_words(day, material.lang),
                start=f"{hour:02d}:00",
                end=f"{(hour + 1) % 24:02d}:00",
            )
        )
    return said


def _day(day: Day, material: Material) -> DayCount:
    return DayCount(
        title=day_words(day.day, material.lang),
        total=cell(day.total),
        hours=tuple(HourCount(hour, cell(count)) for hour, count in day.hours),
    )


def _category(one: Category, material: Material) -> CategoryCount:
    name = str(material.categories[one.category])
    title = name
    if one.registered is not None:
        registered = material.count(one.registered)
        title = _("%(category)s, of %(registered)s", category=name, registered=registered)
    return CategoryCount(title, cell(one.came), name, cell(one.registered))
