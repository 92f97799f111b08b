"""Acts at the feedback desk: give, code, settle, group, take apart, take back."""

from caravan.followup.board.actions.coding import code, settle
from caravan.followup.board.actions.giving import give
from caravan.followup.board.actions.grouping import group, keep_apart, part
from caravan.followup.board.actions.undoing import undo

__all__ = ["code", "give", "group", "keep_apart", "part", "settle", "undo"]
