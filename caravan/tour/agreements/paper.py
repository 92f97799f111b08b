"""The sheet of an agreement: its facts as the press wants them, in Arabic and in French."""

from datetime import date
from typing import Any

from flask import current_app

from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import days, in_lang, in_language
from caravan.kernel.texts import gettext as _
from caravan.press import agreement
from caravan.press.agreement.facts import AgreementFacts, Bound, DueLine, DueSite
from caravan.press.ornaments import State
from caravan.press.words import Lang
from caravan.tour.agreements import rules, words
from caravan.tour.agreements.plan import AgreementPlan, Party
from caravan.tour.agreements.queries import Entry

# The press has four signs; what was given up is told by its word.
_SIGNS: dict[str, State] = {"coming": "none", "half": "half", "kept": "full", "late": "late"}
_STATE_SIGNS: dict[str, State] = {"signed": "half", "in_force": "full", "ended": "full"}
_FACES: tuple[Lang, ...] = ("ar", "fr")


def draw_sheet(entry: Entry, today: date) -> bytes:
    """The sheet of the agreement as a PDF, as things stand on `today`."""
    faces = []
    for lang in _FACES:
        with in_language(lang):
            faces.append(_Face(entry.plan, lang).facts(entry, today))
    return agreement.draw(faces, made_at=entry.changed_at)


class _Face:
    """One agreement in one language; the words of states are those of the locale that is set."""

    def __init__(self, plan: AgreementPlan, lang: Lang) -> None:
        self.plan, self.lang = plan, lang
        self.comma = "، " if lang == "ar" else ", "
        self.numbers = rules.source_numbers(plan)

    def facts(self, entry: Entry, today: date) -> AgreementFacts:
        """All that the sheet says in this language."""
        plan = self.plan
        state = rules.state_of(plan)
        url = f"{current_app.config['SETTINGS'].public_url}/agreements/{plan.key}"
        return AgreementFacts(
            lang=self.lang,
            title=self._in(plan.title),
            state=_STATE_SIGNS.get(state or "", "none"),
            state_text=str(words.STATES[state]) if state else "",
            signed=self._signed(),
            parties=tuple(self._party(party) for party in plan.parties),
            aims=tuple(self._told(self._in(aim.text), aim) for aim in plan.aims),
            sites=tuple(map(self._site, rules.lines_by_site(plan, today))),
            elsewhere=tuple(
                self._told(self._in(one.name), one) for one in rules.without_site(plan)
            ),
            duties=tuple(map(self._duty, plan.duties)),
            remarks=tuple(self._told(self._in(remark.text), remark) for remark in plan.remarks),
            sources=tuple(map(self._source, plan.sources)),
            url=url,
            printed_address=url.split("://")[1],
            changed=_("Last changed on %(day)s.", day=self._day(to_wall(entry.changed_at).date())),
        )

    def _in(self, texts: dict[str, str]) -> str:
        return in_lang(texts, self.lang)

    def _day(self, day: date) -> str:
        return days(day, day, self.lang)

    def _told(self, text: str, row: Any) -> str:
        """The text, and in brackets the numbers of the sources that tell it."""
        numbers = self.comma.join(str(self.numbers[key]) for key in row.told_by)
        return f"{text} [{numbers}]" if numbers else text

    def _signed(self) -> str:
        stage = rules.find_signature(self.plan)
        if stage is None:
            return ""
        day = self._day(stage.day) if stage.day else ""
        return self._told(self.comma.join(filter(None, (self._in(stage.place), day))), stage)

    def _party(self, party: Party) -> Bound:
        """Its full name, and the others in this language; those of the other are on the back."""
        variants = [one for one in self.plan.variants if one.party == party.key]
        others = [self._told(one.name, one) for one in variants if one.lang == self.lang]
        parted = "؛ " if self.lang == "ar" else " ; "
        also = f"{_('Also:')} {parted.join(others)}" if others else ""
        notes = (self._in(party.note), also)
        return Bound(self._told(self._in(party.name), party), tuple(filter(None, notes)))

    def _duty(self, duty: Any) -> Bound:
        who = [self._in(one.name) for one in self.plan.parties if one.key in duty.parties]
        kind = f"{words.DUTIES[duty.kind]}{_(': ')}{self.comma.join(who)}"
        note = self._in(duty.note)
        return Bound(self._told(kind, duty), (note,) if note else ())

    def _site(self, one: rules.SiteLines) -> DueSite:
        kind = self._told(str(words.SITE_KINDS[one.site.kind]), one.site)
        return DueSite(self._in(one.site.name), kind, tuple(map(self._line, one.lines)))

    def _line(self, line: rules.Line) -> DueLine:
        word = str(words.LINES[line.mark])
        step = line.delivery
        if step is not None:
            word = self._told(f"{word}{self.comma}{self._day(step.day)}", step)
        return DueLine(
            text=f"{self._in(line.facility.name)}{_(': ')}{word}",
            state=_SIGNS.get(line.mark, "none"),
            note=self._in(step.note) if step else "",
        )

    def _source(self, source: Any) -> str:
        told = [self._in(source.title), source.address]
        if source.published:
            told.insert(1, self._day(source.published))
        return f"{self.numbers[source.key]}. {self.comma.join(filter(None, told))}"
