"""Templates to begin an answer with."""

from caravan.followup.answering import queries, rules
from caravan.followup.answering.models import ReplyTemplate
from caravan.followup.rules import Texts
from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction


def save_template(
    template_id: int | None,
    name: Texts,
    words: rules.Words,
    service_code: str | None,
    *,
    staff_id: int,
) -> None:
    """Add a template, or change the one with that id; what was begun with it stays as it is."""
    with transaction() as writing:
        if template_id is None:
            template = ReplyTemplate()
        else:
            template = queries.get_template(template_id, to_change=True)
        template.name, template.body = dict(name), dict(words.body)
        template.is_refusal, template.service_code = words.is_refusal, service_code
        template.staff_id, template.changed_at = staff_id, now()
        writing.add(template)
        writing.flush()
        audit.record("followup.save_template", staff_id=staff_id, subject=template.id)


def remove_template(template_id: int, *, staff_id: int) -> None:
    """Take a template away; what was begun with it stays."""
    with transaction() as writing:
        writing.delete(queries.get_template(template_id))
        audit.record("followup.remove_template", staff_id=staff_id, subject=template_id)
