"""What may be grouped, what resembles what, where a way back leads."""

import pytest

from caravan.voice.moderation import rules


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("متى تُفتح طلبات السكن الجديدة؟", "متى تفتح طلبات السكن بوجدة؟", True),
        ("Quand ouvrent les demandes de logement ?", "Les demandes de logement, quand ?", True),
        ("متى تُفتح طلبات السكن؟", "هل تشمل التغطية الوالدين؟", False),
    ],
)
def test_texts_that_share_their_words_are_alike(one: str, other: str, alike: bool) -> None:
    assert (rules.alike(one, [("x", other)]) == ["x"]) is alike


def test_most_alike_comes_first() -> None:
    others = [("far", "متى تُفتح قاعة الرياضة؟"), ("near", "متى تُفتح طلبات السكن؟")]
    assert rules.alike("متى تُفتح طلبات السكن الجديدة؟", others)[0] == "near"


@pytest.mark.parametrize(
    ("state", "before"),
    [("answered", "approved"), ("approved", "received"), ("rejected", "received")],
)
def test_way_back_is_one_step(state: str, before: str) -> None:
    assert rules.state_before(state) == before


@pytest.mark.parametrize(
    ("state", "refusal"), [("received", rules.NothingToUndo), ("private", rules.IsPrivate)]
)
def test_no_way_back_from_the_ends(state: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rules.state_before(state)


@pytest.mark.parametrize(
    ("lead", "members"),
    [
        ("grouped", ["received"]),
        ("approved", []),
        ("approved", ["private"]),
        ("rejected", ["received"]),
    ],
)
def test_group_is_refused_of_what_cannot_be_grouped(lead: str, members: list[str]) -> None:
    with pytest.raises(rules.NotToGroup):
        rules.check_group(lead, members, ["received"])


def test_what_everybody_sees_does_not_vanish_behind_what_is_hidden() -> None:
    with pytest.raises(rules.LeadIsHidden):
        rules.check_group("received", ["approved"], ["received"])
