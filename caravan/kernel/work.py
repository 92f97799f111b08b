"""The work that a browser does for an open form, and the sum for whoever comes without it."""

import hashlib

BITS = 14
"""Leading zero bits of a solved task: some 16,000 hashes. A second on an old telephone."""

LIFE_SECONDS = 2 * 24 * 3600
"""So long a task is taken: a form may wait on a telephone until there is a network."""

USES = 5
"""So often a solved task is taken: the same form may be sent again."""

ADDENDS = range(2, 10)


def is_solved(task: str, answer: str) -> bool:
    """Whether the SHA-256 of "task.answer" begins with BITS zero bits; the answer is a number."""
    if not (answer.isascii() and answer.isdecimal() and len(answer) <= 12):
        return False
    digest = hashlib.sha256(f"{task}.{answer}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - BITS) == 0


def is_fresh(issued: str, now: float) -> bool:
    """Whether a task of the second `issued` (of the epoch, as digits) is still taken at `now`."""
    if not (issued.isascii() and issued.isdecimal() and len(issued) <= 12):
        return False
    return 0 <= now - int(issued) <= LIFE_SECONDS
