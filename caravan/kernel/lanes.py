"""Three lanes into an open form: with the browser's work, a quiet one without, and by a plain sum.

The work is done by itself while people type. Browsers without scripts, or too old, come by the
quiet lane, which is wide enough for a hall and too narrow for a flood. When a flood fills it, they
are asked a sum and what they typed stays. Nothing is kept but counts in memory.

`who` the work is for is a visitor's mark; on pages that are the same for everybody, and give no
cookie, it is ANYBODY: there each browser finds a number of its own.
"""

import hmac
import secrets
import time
from collections.abc import Mapping
from typing import NamedTuple

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from caravan.kernel import work
from caravan.kernel.limits import are_on, asker, has_room
from caravan.kernel.names import fold_digits
from caravan.kernel.seal import seal

USES = f"{work.USES} per 2 days"
QUIET = "60 per minute"  # from one address, without work
QUIET_ALL = "120 per minute"  # from all addresses together
SUMS_ALL = "240 per minute"
ASKED_ALL = "60 per minute"  # the page with the sum costs three times a registration

ANYBODY = ""
_HOUR = 3600
WORK, WORK_ANSWER = "work", "work_answer"
SUM, SUM_ANSWER = "sum", "sum_answer"
FIELDS = (WORK, WORK_ANSWER, SUM, SUM_ANSWER)
"""What a page carries on that asks once more before it sends."""


class Task(NamedTuple):
    """What the form page gives a browser to do: the task, and how many zero bits it wants."""

    text: str
    bits: int


class Sum(NamedTuple):
    """A plain question, and the seal of its answer."""

    one: int
    other: int
    mark: str


def new_task(stop_key: str, who: str) -> Task:
    """Work for this stop; on pages for ANYBODY the same for an hour, as kept pages want it."""
    second = int(time.time())
    issued = str(second if who else second - second % _HOUR)
    return Task(f"{issued}.{_task_seal(stop_key, who, issued)}", work.BITS)


def new_sum(who: str) -> Sum:
    """A plain question."""
    one, other = (secrets.choice(work.ADDENDS) for _ in range(2))
    return Sum(one, other, _sum_seal(who, str(one + other)))


def may_pass(sent: Mapping[str, str], stop_key: str, who: str) -> bool:
    """Whether a form with these fields may be read at all; each call counts.

    Always where limits are off. Where not, the page asks `new_sum`.
    """
    return not are_on() or _has_worked(sent, stop_key, who) or _has_summed(sent, who) or _is_quiet()


def may_ask() -> bool:
    """Whether there is time to draw the page that asks the sum; each call counts."""
    return has_room(ASKED_ALL, "asked")


def busy() -> ResponseReturnValue:
    """The short answer in the thick of a flood, the same for everybody: drawn once for a page."""
    short: dict[str, str] = current_app.extensions.setdefault("caravan.busy", {})
    if request.path not in short:
        short[request.path] = render_template("errors/busy.html")
    return short[request.path], 429, {"Retry-After": "60"}


def _has_worked(sent: Mapping[str, str], stop_key: str, who: str) -> bool:
    task, answer = sent.get(WORK, ""), sent.get(WORK_ANSWER, "")
    issued, _, mark = task.partition(".")
    return (
        work.is_fresh(issued, time.time())
        and hmac.compare_digest(mark.encode(), _task_seal(stop_key, who, issued).encode())
        and work.is_solved(task, answer)
        and has_room(USES, "work", mark, answer)
    )


def _has_summed(sent: Mapping[str, str], who: str) -> bool:
    answer = fold_digits(sent.get(SUM_ANSWER, "").strip())
    right = hmac.compare_digest(sent.get(SUM, "").encode(), _sum_seal(who, answer).encode())
    return bool(answer) and right and has_room(SUMS_ALL, "sum")


def _is_quiet() -> bool:
    return has_room(QUIET, "quiet", asker()) and has_room(QUIET_ALL, "quiet")


def _task_seal(stop_key: str, who: str, issued: str) -> str:
    return seal("work", who, stop_key, issued)


def _sum_seal(who: str, answer: str) -> str:
    return seal("sum", who, answer)
