"""How the summary was made: what is counted, what is hidden and why, from when, from what."""

from caravan.followup.report.material import Material
from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import clock, day
from caravan.kernel.texts import gettext as _
from caravan.press.summary.facts import MethodLine


def prepared(material: Material) -> str:
    """When the summary was written, on Moroccan clocks."""
    return str(
        _(
            "Prepared on %(day)s at %(time)s",
            day=day(to_wall(material.moment).date(), material.lang),
            time=clock(material.moment),
        )
    )


def method(material: Material) -> tuple[MethodLine, ...]:
    """The paragraphs of the last page."""
    return (
        MethodLine(
            _("Attendance"),
            _(
                "Counted are people whose ticket or badge was read at the door, once a day. The "
                "total counts each person once, however many days they came. Arrivals taken back "
                "at the door are left out. Hours are those of Moroccan clocks."
            ),
        ),
        MethodLine(
            _("What is hidden"),
            _(
                "A group of 1 to 4 people is not shown, nor is a total that small. Where it could "
                "be worked out from a total, other counts are hidden too: “not shown” does not "
                "mean few. Every other count of people is rounded to the nearest multiple of 5, "
                "so parts may not add up to their total."
            ),
        ),
        MethodLine(
            _("Questions"),
            _(
                "Counts of shown questions and suggestions are exact: they count texts that "
                "everybody can read. How many people share a question is left out below 5."
            ),
        ),
        MethodLine(
            _("Who asked"),
            _(
                "The system does not keep who asked or suggested. It cannot protect anybody from "
                "somebody who saw them write, or who knows them by what they tell."
            ),
        ),
        MethodLine(_("Sources"), _sources(material)),
    )


def _sources(material: Material) -> str:
    stop = material.stop
    return str(
        _(
            "Registrations, arrivals at the door, questions, suggestions, answers and promises as "
            "the system had them at that hour; agenda: release %(release)s of %(day)s.",
            release=stop.release,
            day=day(to_wall(stop.published_at).date(), material.lang),
        )
    )
