"""Why a partner's body is given nothing: in a sentence, in three words, and as a refusal."""

from caravan.followup.answering import rules
from caravan.kernel.i18n import days, in_lang
from caravan.kernel.texts import gettext as _
from caravan.tour.agreements.queries import Cover


def refusal_of(cover: Cover) -> rules.NotUnderAgreement:
    """What whoever gives it something is told: which agreement, since when, and what to do."""
    title = in_lang(cover.title)
    if ended := cover.ended_on:
        return rules.AgreementEnded(title=title, day=days(ended, ended))
    return rules.AgreementAhead(title=title) if cover.is_ahead else rules.NoAgreement()


def mark(cover: Cover) -> str:
    """The same beside a name: "agreement ended on 3 May 2026"."""
    if ended := cover.ended_on:
        return _("agreement ended on %(day)s", day=days(ended, ended))
    return _("agreement not in force yet") if cover.is_ahead else _("no agreement")
