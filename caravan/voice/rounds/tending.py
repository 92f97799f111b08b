"""What the clock does for rounds: late batches come out, the order of arrival goes."""

import time

from caravan.kernel.clock import now
from caravan.voice.rounds import actions, queries

# Others wait while the file is rewritten: a hundredth of the time goes into it at most, but however
# large the file, no more than so many seconds pass between two rewritings.
_SHARE = 100
_LONGEST = 600


class Tending:
    """One chore of the elected process; it remembers what it has seen since it started."""

    def __init__(self) -> None:
        self.rows = (0,) * len(queries.UNORDERED)
        self.next = 0.0

    def __call__(self) -> None:
        """Sweep; where rows came or went since, rewrite: at once where that is done quickly."""
        actions.sweep(now=now())
        rows, began = queries.laid_down(), time.monotonic()
        if rows == self.rows or began < self.next:
            return
        if actions.take_order_away():
            self.rows = rows
        took = time.monotonic() - began
        self.next = began + min(took * _SHARE, _LONGEST)
