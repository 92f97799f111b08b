"""Writing to the speakers and partners whom a new release concerns."""

from collections.abc import Iterable, Mapping, Sequence

from flask import current_app, render_template

from caravan.kernel import outbox
from caravan.kernel.i18n import days, in_lang, speaking
from caravan.kernel.seal import seal
from caravan.tour import queries
from caravan.tour.catalogue import Catalogue
from caravan.tour.changes import Lang, Office, difference
from caravan.tour.models import Contact, Stop
from caravan.tour.stop_plan import StopPlan
from caravan.tour.telling import sentence

TELL_ATTENDEES = "caravan.tell_attendees"
MAIL_LANGUAGES: tuple[Lang, ...] = ("ar", "fr")


def queue_messages(before: StopPlan | None, plan: StopPlan, release: int, known: Catalogue) -> int:
    """Let everybody whom the difference concerns be written to, in the open transaction.

    One message for each address, with the sentences that concern it, in its language. Nobody is
    written to about a rehearsal or a first release. Gives how many messages there are.
    """
    if before is None or plan.rehearsal:
        return 0
    contacts = queries.contacts_for(plan.key)
    told = {lang: difference(before, plan, lang, known) for lang in MAIL_LANGUAGES if contacts}
    count = 0
    for (email, language), offices in _addresses(contacts).items():
        mine = [change for change in told[language] if change.concerns & offices]
        if mine:
            with speaking(language):
                mail = _compose(email, language, plan, [sentence(change) for change in mine])
            once_key = seal("release", plan.key, release, email)
            outbox.queue(mail, once_key=once_key, stop_key=plan.key)
            count += 1
    return count


def tell_attendees(stop: Stop, sentences: Mapping[str, Sequence[str]]) -> int:
    """Let attendees be told these sentences (by language), in the open transaction.

    They belong to a room above, which has told us how. Gives how many are written to.
    """
    told: int = current_app.extensions[TELL_ATTENDEES](stop, sentences)
    return told


def _addresses(contacts: Iterable[Contact]) -> dict[tuple[str, Lang], set[Office]]:
    """Whom each address stands for; one that was given with two languages is read in the first."""
    language: dict[str, Lang] = {}
    offices: dict[tuple[str, Lang], set[Office]] = {}
    for contact in contacts:
        chosen = language.setdefault(contact.email, "fr" if contact.language == "fr" else "ar")
        offices.setdefault((contact.email, chosen), set()).add((contact.kind, contact.item_key))
    return offices


def _compose(email: str, language: Lang, plan: StopPlan, told: list[str]) -> outbox.Mail:
    address = current_app.config["SETTINGS"].public_url
    text = render_template(
        f"mail/release.{language}.txt",
        title=in_lang(plan.title),
        days=days(plan.first_day, plan.last_day),
        sentences=told,
        page=f"{address}/{language}/stops/{plan.key}",
        calendar=f"{address}/stops/{plan.key}/agenda.ics?lang={language}",
    )
    subject, _, body = text.partition("\n")
    return outbox.Mail(email, language, subject, body.lstrip("\n"))
