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
    seen: str = "",
    staff_id: int,
) -> None:
    """Add a template, or change the one with that id; what was begun with it stays as it is.

    `seen` is the mark of what stood there. Refused when a colleague changed it since; the same text
    sent again changes nothing.
    """
    wanted = rules.mark_of(name, words.body, words.is_refusal, service_code)
    with transaction() as writing:
        if template_id is None:
            template = ReplyTemplate()
        else:
            template = queries.get_template(template_id, to_change=True)
            if queries.template_mark(template) == wanted:
                return
            _check_seen(template, seen)
        template.name, template.body = dict(name), dict(words.body)
        template.is_refusal, template.service_code = words.is_refusal, service_code
        template.staff_id, template.changed_at = staff_id, now()
        writing.add(template)
        writing.flush()
        audit.record("followup.save_template", staff_id=staff_id, subject=template.id)


def remove_template(template_id: int, *, seen: str, staff_id: int) -> None:
    """Take a template away; what was begun with it stays. Refused when it was changed since."""
    with transaction() as writing:
        template = queries.get_template(template_id, to_change=True)
        _check_seen(template, seen)
        writing.delete(template)
        audit.record("followup.remove_template", staff_id=staff_id, subject=template_id)


def _check_seen(template: ReplyTemplate, seen: str) -> None:
    if queries.template_mark(template) != seen:
        raise rules.TemplateChanged
