"""What turns a text that mixes directions into another one on screen and on paper, sign by sign.

The order that a line is read in is Unicode's (UAX#9, `press.bidi`), in a line that runs from right
to left: what is said here of an Arabic text is what happens on the page, the poster, the calendar.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from caravan.press.bidi import base_level, levels

ARABIC_LETTER = r"[\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06fa-\u06ff\u0750-\u077f]"
_WORD = rf"(?:{ARABIC_LETTER}|[\u0640\u064b-\u065f])"
_LATIN = r"[A-Za-z\u00c0-\u024f]"
_JOINED = r"[وفبلك]{0,2}(?:ال)?ـ*"  # what Arabic writes onto the next word: و8 فبراير, بـ300
# Patterns begin where a word or number begins, or have an end: else a long run of letters that
# somebody sends would be walked through from each of its letters anew, for minutes.
_ARABIC = re.compile(ARABIC_LETTER)
_ARABIC_WORDS = re.compile(rf"{_WORD}+(?: {_WORD}+)*")
_LATIN_WORDS = re.compile(rf"{_LATIN}[{_LATIN[1:-1]}'’.&-]*")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‹": "›"}
_OPENED_BY = {close: opening for opening, close in _PAIRS.items()}
_ITEM = re.compile(r"(?:^|(?<=[\s،؛,;:]))\w{1,2}\)")  # a) b) 1) begin the lines of a list
_DIGITS = re.compile(r"[٠-٩۰-۹]+")
_GROUPS = re.compile(r"(?<!\d)\d+(?: \d+)+")
_RANGE = re.compile(
    r"\d[\d:./]{0,40}\s{0,9}[-–—]\s{0,9}\d(?:[\d:./-]{0,40}\d)?|\d{1,40}\s{1,9}/\s{1,9}\d{1,40}"
)
_TOKEN = re.compile(r"\S+")
_OUTER = "([{«“\"'‹…)]}»”›.,;:!?،؛؟%‰°€$"  # goes with the sentence, not with the name or number
_SHORTENED = re.compile(rf"(?:{_LATIN}\.){{2,}}")
_LATIN_MARKS = {",": "،", ";": "؛", "?": "؟"}
_ARABIC_MARKS = {mark: latin for latin, mark in _LATIN_MARKS.items()}
_MONTHS = {
    "مايو": "ماي",
    "يوليو": "يوليوز",
    "أغسطس": "غشت",
    "اغسطس": "غشت",
    "سبتمبر": "شتنبر",
    "نوفمبر": "نونبر",
    "ديسمبر": "دجنبر",
}
_MONTH = re.compile(rf"(?<!{_WORD})(?:{_JOINED}|لل)({'|'.join(_MONTHS)})(?!{_WORD})")
_ONTO_ARABIC = re.compile(
    rf"(?<!{_WORD})({_WORD}+)(\d+|{_LATIN}+)|(?<!\d)(?<!{_LATIN})(?:\d|{_LATIN})+({_WORD}+)"
)
_ONTO_LATIN = re.compile(r"(?<![A-Za-zà-ÿ])[A-Za-zà-ÿ]*[a-zà-ÿ]{3}\d+")


@dataclass(frozen=True)
class Trouble:
    """One fault of a text: a code of `parity.MESSAGES`, the signs meant, what stands there rightly.

    `is_sure` is False where the text may be meant so.
    """

    code: str
    signs: str
    right: str = ""
    is_sure: bool = True


Rule = Callable[[str], Iterator[Trouble]]


def troubles(text: str, language: str) -> list[Trouble]:
    """What is wrong with the directions in `text` (one or several lines) of a language, in order.

    Hidden direction signs are the reader's fault `direction_sign` and are not looked for here.
    """
    rules = _OF_ARABIC if language == "ar" else _OF_OTHERS
    found = [rule(line) for line in text.splitlines() for rule in rules]
    return list(dict.fromkeys(chain.from_iterable(found)))


def has_arabic(text: str) -> bool:
    """Whether there is an Arabic letter in `text`."""
    return _ARABIC.search(text) is not None


def latin_words(text: str) -> list[str]:
    """The words of `text` in Latin letters, in order."""
    return _LATIN_WORDS.findall(text)


def _unpaired(line: str) -> Iterator[Trouble]:
    """Brackets and quotes that nobody opened or closed."""
    line = _ITEM.sub(lambda item: " " * len(item[0]), line)
    waiting: list[str] = []
    for sign in line:
        if sign in _PAIRS:
            waiting.append(sign)
        elif sign in _OPENED_BY and waiting[-1:] == [_OPENED_BY[sign]]:
            waiting.pop()
        elif sign in _OPENED_BY:
            yield Trouble("unpaired", sign)
    yield from (Trouble("unpaired", sign) for sign in waiting)
    if line.count('"') % 2:
        yield Trouble("unpaired", '"')


def _turned(line: str) -> Iterator[Trouble]:
    """Two brackets or quotes of one pair, of which Latin letters beside turn one only.

    Unicode keeps ( ) [ ] { } together (rule N0); the quotes « » “ ” " stand alone.
    """
    found = levels(line, 1)
    for opening, closing in _pairs(line):
        if found[opening] % 2 != found[closing] % 2:
            yield Trouble("turned", line[opening : closing + 1])


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    waiting: list[int] = []
    for at, sign in enumerate(line):
        before = line[waiting[-1]] if waiting else ""
        if before and (before == _OPENED_BY.get(sign) or before == sign == '"'):
            yield waiting.pop(), at
        elif sign in _PAIRS or sign == '"':
            waiting.append(at)


def _begins_latin(line: str) -> Iterator[Trouble]:
    """A line whose first letter is Latin: calendars and telephones take it for a French one."""
    if has_arabic(line) and base_level(line) == 0:
        yield Trouble("begins_latin", latin_words(line)[0])


def _backwards(line: str) -> Iterator[Trouble]:
    """Ranges and groups of digits, names and numbers whose own order would not be kept."""
    found = levels(line, 1)
    taken: set[int] = set()
    for pattern, code in ((_RANGE, "range"), (_GROUPS, "jumps")):
        for match in pattern.finditer(line):
            if any(found[at] % 2 for at in range(*match.span())):
                yield Trouble(code, match[0])
            taken |= set(range(*match.span()))
    for match in _TOKEN.finditer(line):
        start, end = _core(line, *match.span())
        core = line[start:end]
        if has_arabic(core) or not any(map(str.isalnum, core)) or start in taken:
            continue
        if any(found[at] % 2 for at in range(start, end)):
            yield Trouble("jumps", core)


def _core(line: str, start: int, end: int) -> tuple[int, int]:
    """Where in the token the name or number stands, without the signs of the sentence around it."""
    while start < end and line[start] in _OUTER:
        start += 1
    last = end
    while start < end and line[end - 1] in _OUTER:
        end -= 1
    shortened = _SHORTENED.match(line, start, last)
    return start, max(end, shortened.end()) if shortened else end


def _wrong_digits(line: str) -> Iterator[Trouble]:
    for match in _DIGITS.finditer(line):
        western = "".join(str(int(digit)) for digit in match[0])
        yield Trouble("digits", match[0], western)


def _latin_marks(line: str) -> Iterator[Trouble]:
    """A comma, semicolon or question mark of French, outside numbers and French names."""
    found = levels(line, 1)
    for at, sign in enumerate(line):
        if sign in _LATIN_MARKS and found[at] % 2:
            yield Trouble("latin_mark", sign, _LATIN_MARKS[sign])


def _months(line: str) -> Iterator[Trouble]:
    for match in _MONTH.finditer(line):
        yield Trouble("month", match[1], _MONTHS[match[1]])


def _glued(line: str) -> Iterator[Trouble]:
    """Digits or Latin letters written onto an Arabic word, but for what Arabic joins itself."""
    for match in _ONTO_ARABIC.finditer(line):
        if match[3] or not re.fullmatch(_JOINED, match[1]):
            yield Trouble("glued", match[0])


def _glued_digits(line: str) -> Iterator[Trouble]:
    for match in _ONTO_LATIN.finditer(line):
        yield Trouble("glued", match[0], is_sure=False)


def _arabic_elsewhere(line: str) -> Iterator[Trouble]:
    for match in _ARABIC_WORDS.finditer(line):
        yield Trouble("arabic_letters", match[0])
    for sign in line:
        if sign in _ARABIC_MARKS:
            yield Trouble("arabic_mark", sign, _ARABIC_MARKS[sign])


_OF_ARABIC: tuple[Rule, ...] = (
    _begins_latin,
    _unpaired,
    _turned,
    _backwards,
    _wrong_digits,
    _latin_marks,
    _months,
    _glued,
)
_OF_OTHERS: tuple[Rule, ...] = (_arabic_elsewhere, _unpaired, _wrong_digits, _glued_digits)
