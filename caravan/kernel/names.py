"""Folding of Arabic and Latin names, so that one person is found under every usual spelling."""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىئ", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ء": None,
        "ـ": None,
        "œ": "oe",
        "æ": "ae",
    }
)
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


class _Bare(dict[int, int | str | None]):
    """What each sign becomes; of one that is not in the list it is found out once."""

    def __missing__(self, sign: int) -> int | None:
        kept = self[sign] = None if unicodedata.combining(chr(sign)) else sign
        return kept


_BARE = _Bare({**LETTERS, **DIGITS})
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
GAPS = re.compile(r"[\s\-'’_.،,]+")


@lru_cache(maxsize=500)  # a registration asks three times for the same name
def fold(name: str) -> str:
    """`name` reduced to what a search compares.

    Alef forms, ya, ta marbuta, hamza, tatweel, short vowels, accents, capitals, hyphens and
    Arabic-Indic digits make no difference: fold("عبدُ الرّحيم") == fold("عبد الرحيم").
    """
    opened = unicodedata.normalize("NFKD", INVISIBLE.sub("", name)).casefold()
    return GAPS.sub(" ", opened.translate(_BARE)).strip()


def fold_digits(text: str) -> str:
    """`text` with Arabic-Indic and Persian digits as Western ones; nothing else changes."""
    return text.translate(DIGITS)


def is_arabic(text: str) -> bool:
    """Whether the first letter of `text` is an Arabic one."""
    letters = (sign for sign in text if sign.isalpha())
    return "ARABIC" in unicodedata.name(next(letters, "a"), "")


def short_name(name: str) -> str:
    """First name and initial, for screens that others can see: «فاطمة ز.»"""
    words = name.split()
    return f"{words[0]} {words[-1].removeprefix('ال')[:1]}." if len(words) > 1 else name


_ARTICLE_AR = re.compile(r"(?<!\S)ال(?=\S\S)")
_JOINED_AR = re.compile(r"(?<!\S)(عبد|بن|بو)(?: |ال)?(?=\S)")
_FAITH_AR = re.compile(r"(?<=\S)(?: |ال| ال)دين(?!\S)")
_ARTICLE = re.compile(r"(?<!\S)(?:(?:e[ldnrstz]|al|ech|l) |[ea]l(?=[bcdfghjkmnpqrstvwxz]))")
_JOINED = re.compile(
    r"(?<!\S)(?:abd(?: ?[aeou]{1,2}l ?| ?[aeou][rsntdz] | ?)|(ben|bel|bou) )(?=\S)"
)
_FAITH = re.compile(r"(?<=\S) (?:ed)?dine?(?!\S)")
_PAIRS = {"kh": "h", "gh": "G", "ch": "C", "sh": "C", "th": "t", "dh": "d", "ph": "f", "dj": "j"}
_PAIR = re.compile("|".join(_PAIRS))
_SOUNDS = str.maketrans("بتطثجحخهدذضظرزسصشغفقكگڭلمنcqgpv", "btttjhhhddddrzssCGfkkkklmnkkkbf")
_NO_SOUND = re.compile("[^bdfhjklmnrstzCG]")
_TWICE = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """The consonants of each word of `name`, alike whether it is written in Arabic or in Latin.

    skeleton("عبد الرحيم المنصوري") == skeleton("Abderrahim El Mansouri") == "bdrhm mnsr". Vowels,
    articles and doubled letters fall away; sounds that Latin spelling confuses become one.
    """
    bare = fold(name)
    words = (_arabic_words if is_arabic(bare) else _latin_words)(bare)
    return " ".join(bone for bone in map(_bone, words) if bone)


@lru_cache(maxsize=5_000)  # most names are made of the same words
def _bone(word: str) -> str:
    return _TWICE.sub(r"\1", _NO_SOUND.sub("", word.translate(_SOUNDS)))


def _arabic_words(bare: str) -> list[str]:
    joined = _JOINED_AR.sub(r"\1", _ARTICLE_AR.sub("", _FAITH_AR.sub("دين", bare)))
    return [word.removesuffix("ه") for word in joined.split()]


def _latin_words(bare: str) -> list[str]:
    joined = _FAITH.sub("din", _ARTICLE.sub("", bare))
    joined = _JOINED.sub(lambda found: found[1] or "abd", joined)
    paired = _PAIR.sub(lambda pair: _PAIRS[pair[0]], joined.replace("x", "ks"))
    return re.sub("c(?=[eiy])", "s", paired).split()


def search_key(*spellings: str | None) -> str:
    """What is stored to find a person by any of the `spellings` of the name (None falls out).

    The folded spellings, then each word's skeleton between a mark of its script ("/" Arabic, "~"
    Latin) and a full stop, none of which a folded name has at that place.
    """
    names = [spelling for spelling in spellings if spelling]
    bones = [f"{_mark(name)}{bone}." for name in names for bone in skeleton(name).split()]
    return " ".join([*map(fold, names), "".join(bones)])


_LONGEST = 120  # signs of a name; databases refuse a search of thousands of words


_MAY_BE_JOINED = re.compile(r"(?<!\S)(?:عبد|بن|بو)")


def search_parts(typed: str) -> tuple[list[str], list[list[str]]]:
    """How to look for `typed` in search keys, as parts of them.

    First: all of these are in the key of a name that is spelled like that, with or without the
    article. Second: one of each list is in the key of a name that only sounds like that, in the
    other script, in another spelling, or in one word («عبدالرحيم»); empty where too little was
    typed to tell. What no name is long enough for is cut.
    """
    typed = typed[:_LONGEST]
    bare = fold(typed)
    bones = [bone.rstrip("h") or bone for bone in skeleton(typed).split()]
    wanted = [bone if len(bone) > 1 else f"{bone}." for bone in bones]
    marks = "~" if is_arabic(typed) and not _MAY_BE_JOINED.search(bare) else "/~"
    sounds = [[f"{mark}{bone}" for mark in marks] for bone in wanted]
    return [_without_article(part) for part in bare.split()], sounds if len(bare) > 2 else []


def _without_article(part: str) -> str:
    """«منصوري» is in «المنصوري» too, but not the other way round."""
    return part.removeprefix("ال") if len(part) > 4 else part


def _mark(name: str) -> str:
    return "/" if is_arabic(name) else "~"
