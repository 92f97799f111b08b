"""Reading the feedback desk: the board, codings and their agreement, what says the same."""

from caravan.followup.board.queries.acts import LastAct, find_last
from caravan.followup.board.queries.alike import Proposal, alike, proposals
from caravan.followup.board.queries.apart import kept_apart
from caravan.followup.board.queries.coding import (
    Branch,
    agreements,
    codings_of,
    holding,
    seen_codings,
    tree,
)
from caravan.followup.board.queries.lists import PER_PAGE, Board, Heap, board
from caravan.followup.board.queries.standing import (
    Entry,
    count_to_code,
    entries,
    next_to_code,
    of_group,
)

__all__ = [
    "PER_PAGE",
    "Board",
    "Branch",
    "Entry",
    "Heap",
    "LastAct",
    "Proposal",
    "agreements",
    "alike",
    "board",
    "codings_of",
    "count_to_code",
    "entries",
    "find_last",
    "holding",
    "kept_apart",
    "next_to_code",
    "of_group",
    "proposals",
    "seen_codings",
    "tree",
]
