"""What can be wrong in a stop file or a catalogue, each with its line, its key and one sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from caravan.kernel.refusal import Refusal

Path = tuple[str | int, ...]
"""Where a value stands in a file: ("session", 1, "title", "ar") is the second session's title."""

N_ = str  # marks an English msgid for the catalogues; whoever shows a fault translates it

MESSAGES = {
    "below_itself": N_("%(value)s stands below this one itself."),
    "bad_code": N_("A code has small Latin letters, digits, hyphens; at most %(limit)s signs."),
    "block_ends_before_starts": N_("The prayer block ends before it begins."),
    "choices_number": N_("A choice has from 2 to %(limit)s choices."),
    "closes_before_opens": N_("The day closes before it opens."),
    "control_character": N_("The text holds a line break or an invisible control character."),
    "day_missing": N_("An agreement that is signed says when: give day."),
    "days_out_of_order": N_("The days must be given in order, each once."),
    "direction_sign": N_("The line holds the hidden direction sign %(sign)s. Remove it."),
    "duplicate_code": N_("%(value)s is already used on line %(first)s."),
    "duplicate_key": N_("This key is already given on line %(first)s."),
    "empty_list": N_("At least one is needed here."),
    "encoding": N_("The text is not UTF-8. Save the file again as UTF-8."),
    "ends_before_starts": N_("The session ends at %(ends)s, before it begins at %(starts)s."),
    "format": N_("Only format 1 can be read, not %(value)s."),
    "inside_prayer": N_(
        "The session is inside the Friday prayer block, %(starts)s to %(ends)s. Move it, or say "
        "in a [[kept]] table who keeps it there and why."
    ),
    "last_before_first": N_("The last day comes before the first."),
    "missing": N_("This key is missing."),
    "missing_ar": N_("The Arabic text is missing."),
    "missing_fr": N_("The French text is missing."),
    "no_such_figure": N_("The file has no figure %(value)s of the year %(year)s."),
    "no_such_day": N_("%(value)s is not one of the days of the stop."),
    "no_such_date": N_("There is no such date or time. Write 2025-02-07 or 09:30:00."),
    "not_at_site": N_("%(facility)s is not among what is to be delivered at %(site)s."),
    "not_date": N_("A date is expected, without quotes: 2025-02-07."),
    "not_list": N_("A list is expected: [ … ]."),
    "not_for_kind": N_("A question of the kind %(value)s has no such key."),
    "not_string": N_("A text between quotes is expected."),
    "not_table": N_("A table is expected: [%(table)s]."),
    "not_tables": N_("Each one is a table of its own: [[%(table)s]]."),
    "not_texts": N_("A text by language is expected: one key for ar, one for fr."),
    "not_time": N_("A time of day is expected, without quotes: 09:30:00."),
    "not_whole": N_("A whole number from 1 to %(limit)s is expected."),
    "not_yes_no": N_("Write true or false, without quotes."),
    "note_missing": N_("What is delivered or given up says more: give note.ar, note.fr."),
    "only_of_partner": N_("Only a body of the kind partner has this key, not %(value)s."),
    "outside_hours": N_("The session is outside the hours of its day, %(opens)s to %(closes)s."),
    "purpose_missing": N_("The purpose %(value)s is missing: a form of the program needs it."),
    "reason_missing": N_("A stop that is cancelled or moved says why: give reason.ar, reason.fr."),
    "not_near": N_("This is far from where it is calculated, %(day)s: a few days at most."),
    "short_time": N_("Write the time with its seconds: %(value)s:00."),
    "stages_out_of_order": N_("An agreement is expected, then signed, in force, ended."),
    "syntax": N_("This cannot be read: check quotes, brackets and the equals sign."),
    "too_big": N_("The file is larger than %(limit)s MB: nobody wrote that much by hand."),
    "too_many_days": N_("A stop has at most %(limit)s days."),
    "too_long": N_("The text has %(length)s letters; at most %(limit)s are possible."),
    "unknown_body": N_("The file has no body %(value)s."),
    "unknown_choice": N_("%(value)s is not possible here. Possible: %(choices)s."),
    "unknown_edition": N_("The tour %(tour)s has no edition %(value)s."),
    "unknown_facility": N_("The agreement has no facility %(value)s."),
    "unknown_figure": N_("The file has no figure %(value)s."),
    "unknown_key": N_("The format has no such key."),
    "unknown_key_near": N_("The format has no such key. Is %(near)s meant?"),
    "unknown_language": N_("Texts are written in ar, fr, en or zgh."),
    "unknown_level": N_("The list of levels does not have %(value)s."),
    "unknown_organisation": N_("The list of partners does not have %(value)s."),
    "unknown_partner": N_("The file has no partner %(value)s."),
    "unknown_party": N_("The agreement has no party %(value)s."),
    "unknown_prefecture": N_("The list of prefectures does not have %(value)s."),
    "unknown_room": N_("The file has no room %(value)s."),
    "unknown_service": N_("The list of services does not have %(value)s."),
    "unknown_speaker": N_("The file has no speaker %(value)s."),
    "unknown_subject": N_("%(value)s is neither a session nor a day of this stop."),
    "unknown_theme": N_("The file has no theme %(value)s."),
    "unknown_tour": N_("The list of tours does not have %(value)s."),
    "unknown_site": N_("The agreement has no site %(value)s."),
    "unknown_source": N_("The agreement has no source %(value)s."),
}


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: `line` from 1, `key` as "session[2].title.ar" (counted from 1; "" for none)."""

    line: int
    key: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def message(self) -> str:
        """The English msgid, with %(name)s places that `params` fills."""
        return MESSAGES[self.code]

    def __str__(self) -> str:
        sentence = self.message % self.params if self.params else self.message
        return f"{self.line}: {self.key}: {sentence}" if self.key else f"{self.line}: {sentence}"


class BadFile(Refusal):
    """A file of `events/` that changes nothing, with every fault that it has, in line order."""

    message = "%(source)s is not published: faults found: %(count)s."

    def __init__(self, source: str, faults: Iterable[Fault]) -> None:
        self.source = source
        self.faults = sorted(set(faults))
        super().__init__(source=source, count=len(self.faults))


class BadStopFile(BadFile):
    """A stop file with faults."""


class BadCatalogue(BadFile):
    """A catalogue file (prefectures, services, tours, partners) with faults."""


class BadAgreements(BadFile):
    """The register of agreements with faults."""


def key_of(path: Path) -> str:
    """`path` as people read it: ("session", 1, "title") is "session[2].title"."""
    parts = (
        f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path if part != -1
    )
    return "".join(parts).removeprefix(".")
