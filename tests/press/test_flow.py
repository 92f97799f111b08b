"""Blocks over pages: what belongs together stays together, and nothing is lost."""

from caravan.press.axis import Axis
from caravan.press.summary.flow import (
    BOTTOM,
    COVER_TOP,
    TOP,
    Block,
    Group,
    Leaf,
    Section,
    keep_together,
    lay_out,
    on_fewest_pages,
)

PAGE = BOTTOM - TOP


def nothing(_axis: Axis, _top: float) -> None:
    """Only the height of a block matters here."""


def blocks(*heights: float) -> tuple[Block, ...]:
    return tuple(Block(height, nothing) for height in heights)


def heights(leaves: tuple[Leaf, ...]) -> list[list[float]]:
    return [[block.height for block, _ in leaf.placed] for leaf in leaves]


def test_group_moves_to_the_next_page_when_it_does_not_fit() -> None:
    section = Section("", (Group(blocks(150)), Group(blocks(40, 41))))
    assert heights(lay_out([section])) == [[150], [40, 41]]


def test_group_is_parted_between_blocks_when_longer_than_half_a_page() -> None:
    section = Section("", (Group(blocks(100)), Group(blocks(60, 50, 40))))
    assert heights(lay_out([section])) == [[100, 60, 50], [40]]


def test_head_is_drawn_again_when_its_group_goes_on() -> None:
    head, again = blocks(10, 11)
    section = Section("", (Group(blocks(100, 100, 100), head, again),))
    assert heights(lay_out([section])) == [[10, 100, 100], [11, 100]]


def test_head_takes_no_height_when_it_stands_beside() -> None:
    group = Group(blocks(20, 20), *blocks(30), beside=True)
    (leaf,) = lay_out([Section("", (group,))])
    assert [top for _, top in leaf.placed] == [TOP, TOP, TOP + 20]


def test_scrap_of_a_long_group_is_not_left_at_the_foot() -> None:
    section = Section("", (Group(blocks(PAGE - 30)), Group(blocks(10, 100, 100))))
    assert heights(lay_out([section])) == [[PAGE - 30], [10, 100, 100]]


def test_closing_group_stands_at_the_foot_when_there_is_room() -> None:
    (leaf,) = lay_out([Section("", (Group(blocks(30)), Group(blocks(50), sinks=True)))])
    assert [top for _, top in leaf.placed] == [TOP, BOTTOM - 50]


def test_each_section_begins_a_page_and_the_cover_higher() -> None:
    sections = [Section("a", (Group(blocks(5)),), is_cover=True), Section("b", ())]
    leaves = lay_out(sections)
    assert [(leaf.section.title, leaf.is_continued) for leaf in leaves] == [
        ("a", False),
        ("b", False),
    ]
    assert leaves[0].placed[0][1] == COVER_TOP


def test_version_on_fewest_pages_is_the_first_of_the_shortest() -> None:
    versions = [Section("", (Group(blocks(100)), Group(blocks(high)))) for high in (130, 110, 90)]
    assert on_fewest_pages(versions) == versions[1]


def test_many_blocks_are_all_placed_in_their_order() -> None:
    many = tuple(float(height % 30 + 5) for height in range(400))
    leaves = lay_out([Section("", (Group(blocks(*many)),))])
    assert [height for page in heights(leaves) for height in page] == list(many)
    assert all(top + block.height <= BOTTOM for leaf in leaves for block, top in leaf.placed)


def test_blocks_are_kept_together_up_to_a_limit() -> None:
    assert [block.height for block in keep_together(blocks(30, 20), 50)] == [50]
    assert [block.height for block in keep_together(blocks(30, 21), 50)] == [30, 21]
