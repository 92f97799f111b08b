"""The certificate of a purge in words: purposes, days, numbers, digest; never a name."""

from collections.abc import Iterable, Mapping

from caravan.kernel import purposes
from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import clock, day, in_lang
from caravan.kernel.retention import Certificate, Line
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.kernel.texts import ngettext
from caravan.registration.rights import words

TABLES = {
    **words.TABLES,
    "invitation_lists": _l("Lists of people that were sent"),
    "export_requests": _l("Requests for lists to take out"),
    "export_decisions": _l("Decisions about lists to take out"),
    "outbox": _l("Messages"),
    "audit_entries": _l("What our staff did"),
    "staff_sessions": _l("Sign-ins of staff"),
    "sign_in_links": _l("Sign-in links"),
    "contacts": _l("Addresses of partners and speakers"),
    "stand_shifts": _l("Shifts at the stands"),
    "question_authors": _l("Who asked, in rounds with names"),
    "suggestion_authors": _l("Who suggested, in rounds with names"),
    "questions": _l("Follow-up seals of questions"),
    "suggestions": _l("Follow-up seals of suggestions"),
    "me_toos": _l("Marks of “mine too”"),
}


def written(done: Certificate) -> str:
    """The whole certificate, in the language that is spoken."""
    wall = to_wall(done.at)
    head = [
        _("Certificate of erasure %(number)s", number=done.number),
        _("%(day)s, %(time)s", day=day(wall.date()), time=clock(wall)),
        "",
    ]
    end = ["", f"SHA-256: {done.digest}"]
    if done.before:
        end.append(_("After the certificate: %(digest)s", digest=done.before))
    return "\n".join([*head, *_lines(done.lines), *end])


def announced(lines: Iterable[Line]) -> str:
    """What would be erased, or that nothing is due."""
    told = _lines(lines)
    if not told:
        return _("Nothing is due.")
    return "\n".join([_("This would be erased:"), *told])


def held(holds: Iterable[tuple[str, str]]) -> list[str]:
    """A line for each stop under a legal hold (key and reason): nothing of it is erased."""
    return [
        _("Under legal hold, nothing of it is erased: %(stop)s (%(reason)s)", stop=key, reason=why)
        for key, why in holds
    ]


def repeated(gone: Mapping[str, int]) -> str:
    """Whom a replay of the list found again: numbers only."""
    people = gone.get("registrations", 0)
    return ngettext("Erased again: %(num)s person.", "Erased again: %(num)s people.", people)


def _lines(lines: Iterable[Line]) -> list[str]:
    names = {one.code: one for one in purposes.register()}
    told = []
    for line in lines:
        purpose = names[line.purpose]
        number = f", CNDP {purpose.number}" if purpose.number else ""
        kept = ngettext("kept for %(num)s day", "kept for %(num)s days", line.days)
        told.append(f"{in_lang(purpose.name)} ({kept}{number})")
        told += [
            f"  {TABLES.get(table, table)}: {number}" for table, number in sorted(line.gone.items())
        ]
    return told
