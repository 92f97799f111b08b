"""The bodies among which staff choose; those that are given nothing now stand there with why."""

from wtforms.fields.choices import SelectChoice

from caravan.followup.answering import queries
from caravan.followup.answering.cover import mark
from caravan.kernel.i18n import in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour.agreements.queries import Cover
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import AnsweringBody


def bodies_to_choose() -> list[SelectChoice]:
    """Every body that answers; a partner without an agreement in force cannot be chosen."""
    bare = queries.uncovered()
    return [_choice(body, bare.get(body.code)) for body in duties.open_bodies()]


def _choice(body: AnsweringBody, cover: Cover | None) -> SelectChoice:
    name = in_lang(body.name)
    if cover is None:
        return SelectChoice(body.code, name)
    label = _("%(body)s (%(why)s)", body=name, why=mark(cover))
    return SelectChoice(body.code, label, render_kw={"disabled": True})
