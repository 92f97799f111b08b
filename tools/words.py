"""Gathers the texts of the program into the catalogues: `make words`.

A new text appears there without a translation, one that is no longer used goes, the others stay as
they are. The tests say which texts still wait for a translator.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import polib
from babel.messages.extract import extract_python

WIDTH = 100


def extract(file: IO[bytes], keywords: Any, comments: Any, options: Any) -> Iterator[Any]:
    """Babel's reading of a Python file, and the sentence of each Refusal: its class's `message`."""
    yield from extract_python(file, keywords, comments, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.ClassDef):
            yield from _messages(node)


def _messages(of: ast.ClassDef) -> Iterator[Any]:
    for part in of.body:
        if not isinstance(part, ast.Assign | ast.AnnAssign):
            continue
        targets = part.targets if isinstance(part, ast.Assign) else [part.target]
        named = {target.id for target in targets if isinstance(target, ast.Name)}
        if "message" in named and isinstance(part.value, ast.Constant):
            yield part.lineno, None, part.value.value, []


def merge(template: Path, catalogues: Path) -> None:
    """Bring every catalogue under `catalogues` to the texts of `template`, sorted by them."""
    gathered = polib.pofile(str(template))
    used = {entry.msgid for entry in gathered}
    for file in sorted(catalogues.glob("*/LC_MESSAGES/messages.po")):
        catalogue = polib.pofile(str(file), wrapwidth=WIDTH)
        catalogue.merge(gathered)
        kept = [entry for entry in catalogue if entry.msgid in used]
        catalogue[:] = sorted(
            kept, key=lambda entry: (entry.msgid.casefold(), entry.msgid.swapcase())
        )
        catalogue.save()


if __name__ == "__main__":
    merge(Path(sys.argv[1]), Path(sys.argv[2]))
