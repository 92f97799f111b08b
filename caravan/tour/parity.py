"""The language-parity gate: what keeps the texts of a stop from being read rightly by everybody.

That a text is missing in Arabic or French is a fault of the reader (`faults.py`); here are the
texts that are there and mix directions, or are left in the wrong language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from caravan.kernel.refusal import Refusal
from caravan.tour.faults import N_, Path, key_of
from caravan.tour.mixed_text import has_arabic, latin_words, troubles
from caravan.tour.stop_plan import StopPlan, Text

Severity = Literal["blocks", "look"]

MESSAGES = {
    "arabic_letters": N_("Arabic letters in a text of another language: %(signs)s."),
    "arabic_mark": N_("%(signs)s is the Arabic sign; here it is %(right)s."),
    "begins_latin": N_(
        "The Arabic text begins with Latin letters, %(signs)s: telephones and calendars would turn "
        "the whole line. Begin with an Arabic word."
    ),
    "digits": N_("Digits are the Western ones: %(right)s, not %(signs)s."),
    "glued": N_("A gap is missing between letters and digits, or between two scripts: %(signs)s."),
    "jumps": N_("In an Arabic line the parts of %(signs)s change places. Write it otherwise."),
    "latin_mark": N_("%(signs)s is the Latin sign; in Arabic it is %(right)s."),
    "month": N_("%(signs)s is not what Morocco calls this month: write %(right)s."),
    "not_arabic": N_("The Arabic text holds no Arabic letter: %(signs)s."),
    "range": N_("In an Arabic line %(signs)s is read backwards. Write it with words: from … to …."),
    "same_text": N_("The Arabic text is the French one: %(signs)s."),
    "turned": N_(
        "%(signs)s stands beside Latin letters, so that one of its two signs turns round. Take them"
        " away, or put an Arabic word before."
    ),
    "unpaired": N_("%(signs)s stands alone: what opens must close."),
}
_NAMES = {("venue", "name"), ("room", "name"), ("partner", "name")}
"""Names may be the same in both languages where they are written in Latin letters everywhere."""


@dataclass(frozen=True)
class Finding:
    """One text that is not right: where it stands (as in a Fault), why, and how grave it is.

    `path` is ("session", 1, "title", "ar") for the Arabic title of the second session. What
    "blocks" keeps the stop from being published; "look" may be meant so.
    """

    path: Path
    code: str
    severity: Severity
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The place as people read it: "session[2].title.ar"."""
        return key_of(self.path)

    @property
    def message(self) -> str:
        """The English msgid, with %(signs)s and %(right)s places that `params` fills."""
        return MESSAGES[self.code]

    def __str__(self) -> str:
        return f"{self.key}: {self.message % self.params}"


class MixedTexts(Refusal):
    """Texts that mix directions, or are in the wrong language: nothing is published."""

    message = "Nothing is published. Texts to mend first: %(count)s."

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(count=len(self.findings))


def find(plan: StopPlan) -> list[Finding]:
    """Every text of `plan` that is not right, in the order of its file."""
    return [finding for path, texts in texts_of(plan) for finding in find_in(path, texts)]


def refuse_mixed(plan: StopPlan) -> None:
    """Refuse a plan with a text that blocks: MixedTexts, with all of them."""
    blocking = [finding for finding in find(plan) if finding.severity == "blocks"]
    if blocking:
        raise MixedTexts(blocking)


def texts_of(plan: StopPlan) -> Iterator[tuple[Path, Text]]:
    """Every text of the plan by language, with its place; rules set aside are nobody's to read."""
    for name in ("host", "title", "reason", "note"):
        yield (name,), getattr(plan, name)
    yield ("venue", "name"), plan.venue.name
    yield ("venue", "address"), plan.venue.address
    for place, room in enumerate(plan.rooms):
        yield ("room", place, "name"), room.name
    for place, speaker in enumerate(plan.speakers):
        yield ("speaker", place, "name"), speaker.name
    for place, partner in enumerate(plan.partners):
        yield ("partner", place, "name"), partner.name
        yield ("partner", place, "note"), partner.note
    for place, session in enumerate(plan.sessions):
        yield ("session", place, "title"), session.title


def find_in(path: Path, texts: Text) -> Iterator[Finding]:
    """What is not right in one text by language."""
    arabic = texts.get("ar", "")
    if latin_words(arabic) and not has_arabic(arabic):
        code = "same_text" if arabic.strip() == texts.get("fr", "").strip() else "not_arabic"
        is_name = (path[0], path[-1]) in _NAMES
        yield Finding((*path, "ar"), code, "look" if is_name else "blocks", {"signs": arabic})
        texts = {language: text for language, text in texts.items() if language != "ar"}
    for language, text in texts.items():
        for trouble in troubles(text, language):
            params = {"signs": trouble.signs, "right": trouble.right}
            severity: Severity = "blocks" if trouble.is_sure else "look"
            yield Finding((*path, language), trouble.code, severity, params)
