"""The last part of the summary: how it was made, where today's state is found, who signs."""

from caravan.press.axis import Axis
from caravan.press.ornaments import code
from caravan.press.sheet import MUTED, NAVY
from caravan.press.styles import FINE, plex
from caravan.press.summary.facts import MethodLine, StopSummary
from caravan.press.summary.flow import Block, Group, Section, stack
from caravan.press.summary.text import FULL, body, rule, side, space
from caravan.press.words import Labels, labels

QR_SIDE = 30.0
SIGNATURES_IN_A_ROW = 2


def method(summary: StopSummary) -> Section:
    """A labelled paragraph for each line, then the address and the places to sign."""
    words = labels(summary.lang)
    groups = [_line(line) for line in summary.method]
    if not groups:
        groups = [Group(body(words["method_empty"]))]
    return Section(words["method"], (*groups, _closing(summary, words)))


def _line(line: MethodLine) -> Group:
    head = stack([space(7), side(line.label)])
    return Group((rule(), *body(line.text)), head, beside=True, gap=3)


def _closing(summary: StopSummary, words: Labels) -> Group:
    """The date, the QR with its address, and a line to sign for each office."""
    blocks = [rule(strong=True, below=5), _address(summary, words)]
    offices = summary.signatures
    rows = range(0, len(offices), SIGNATURES_IN_A_ROW)
    blocks += [_signatures(offices[at : at + SIGNATURES_IN_A_ROW], words) for at in rows]
    return Group(tuple(blocks), sinks=True)


def _address(summary: StopSummary, words: Labels) -> Block:
    def draw(axis: Axis, top: float) -> None:
        axis.text(summary.prepared, 0, top + 5, plex(11, 500), fit=FULL - QR_SIDE - 8)
        if summary.answers_url:
            axis.text(words["answers_today"], 0, top + 16, plex(13, 700, NAVY))
            address = summary.answers_address
            axis.text(address, 0, top + 23, plex(13, 600), base="ltr", fit=FULL - QR_SIDE - 8)
            code(axis, summary.answers_url, FULL - QR_SIDE, top, QR_SIDE)
        if summary.digest:
            axis.text(words["digest"], 0, top + 29, FINE)
            axis.text(summary.digest, 0, top + 33, FINE, base="ltr", fit=FULL - QR_SIDE - 8)

    return Block(QR_SIDE + 6 if summary.answers_url else 12, draw)


def _signatures(offices: tuple[str, ...], words: Labels) -> Block:
    pitch = FULL / SIGNATURES_IN_A_ROW

    def draw(axis: Axis, top: float) -> None:
        for index, office in enumerate(offices):
            along = index * pitch
            axis.text(office, along, top + 5, plex(11, 600), fit=pitch - 8)
            axis.text(words["signature"], along, top + 10.5, FINE)
            axis.across(along, pitch - 12, top + 24, MUTED, 0.25)

    return Block(26, draw)
