"""A TOML text cut into its statements, also where brackets or quotes are left open."""

import re
from collections.abc import Iterator

_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"""(?:\\.|[^\\])*?(?=\n\[|\Z)'  # never closed: give up at the next table
    r"|'''.*?(?=\n\[|\Z)"
    r'|"(?:\\[^\n]|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)
_HEADER = re.compile(r"[ \t]*\[\[?[A-Za-z][\w.-]*\]\]?[ \t]*(?:#[^\n]*)?(?:\n|\Z)")


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement of `text` with its first line; brackets and long strings may span lines."""
    first = line = 1
    begin = depth = 0
    for piece in _PIECE.finditer(text):
        token = piece.group()
        if token == "\n" and (depth == 0 or _HEADER.match(text, piece.end())):
            yield first, text[begin : piece.start()]
            first, begin, depth = line + 1, piece.end(), 0
        elif token in "[{":
            depth += 1
        elif token in "]}":
            depth = max(0, depth - 1)
        line += token.count("\n")
    yield first, text[begin:]
