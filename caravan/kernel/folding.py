"""Folding within a statement: a search compares texts in the database, and reads what it found.

Nothing is kept: an index of folded texts would outlive what is erased or made private.
"""

import unicodedata
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from caravan.kernel.names import DIGITS, GAPS, INVISIBLE, LETTERS

SQLITE_NAME = "caravan_fold"
"""The function that each connection to SQLite has (kernel/sqlite.py)."""
_LAST_SIGN = 0x3000  # beyond stand signs of other scripts


class folded(GenericFunction[str]):  # noqa: N801 - named like the functions of SQL
    """A text as `kernel.names.fold` leaves it, worked out by the database; a test compares the two.

    PostgreSQL needs a database in UTF-8.
    """

    type = String()
    inherit_cache = True
    name = "folded"


@compiles(folded, "sqlite")
def _on_sqlite(element: folded, compiler: SQLCompiler, **more: Any) -> str:
    return f"{SQLITE_NAME}({compiler.process(element.clauses, **more)})"


@compiles(folded, "postgresql")
def _on_postgres(element: folded, compiler: SQLCompiler, **more: Any) -> str:
    """The steps of `fold`, each as a function of PostgreSQL; all they name is of this file."""
    text = f"normalize(regexp_replace({compiler.process(element.clauses, **more)}, "
    text = f"{text}{_quoted(INVISIBLE.pattern)}, '', 'g'), NFKD)"
    text = f"lower(regexp_replace({text}, {_quoted(_gone())}, '', 'g'))"
    for sign, others in _alike().items():  # each is quicker than one translate() of all
        text = f"regexp_replace({text}, {_quoted(f'[{others}]')}, {_quoted(sign)}, 'g')"
    return f"btrim(regexp_replace({text}, {_quoted(GAPS.pattern)}, ' ', 'g'))"


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''").replace("%", "%%")
    return f"'{doubled}'"


def _gone() -> str:
    """Accents, vowel signs and what else goes, as a class of an expression."""
    signs = (at for at in range(_LAST_SIGN) if unicodedata.combining(chr(at)) or _is_gone(at))
    runs = groupby(enumerate(signs), key=lambda pair: pair[1] - pair[0])
    spans = ([sign for _, sign in run] for _, run in runs)
    return "[" + "".join(f"\\u{one[0]:04x}-\\u{one[-1]:04x}" for one in spans) + "]"


def _is_gone(sign: int) -> bool:
    return sign in LETTERS and LETTERS[sign] is None


def _alike() -> dict[str, str]:
    """For each letter or digit that stays, those that are read as it."""
    found: dict[str, str] = {}
    for sign in (*LETTERS, *DIGITS):
        if not _is_gone(sign):
            kept = chr(sign).translate(LETTERS if sign in LETTERS else DIGITS)
            found[kept] = found.get(kept, "") + chr(sign)
    return found


def says(word: str, *texts: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the folded `word` stands in one of the texts, however they are spelled."""
    whole: ColumnElement[str] = texts[0]
    for one in texts[1:]:
        whole = whole + " " + one
    return folded(whole).contains(word, autoescape=True)
