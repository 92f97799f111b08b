"""The list of words: it hears strong words in three ways of writing, and lets others be."""

import pytest

from caravan.voice.moderation.flags import flags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("هذا الحمار لا يجيب", ("الحمار",)),
        ("حمااااار", ("حمااااار",)),
        ("Bande de connards !", ("connards",)),
        ("quel c o n", ("con",)),
        ("had l7mar ma kayjawbch", ("l7mar",)),
        ("KHAYN", ("KHAYN",)),
        ("متى تُفتح طلبات السكن؟", ()),
        ("La conférence du concours est-elle ouverte ?", ()),
        ("هل تشمل كلية الطب منحة؟", ()),
        ("Peut-on contacter le comité ?", ()),
    ],
)
def test_strong_words_are_found_as_they_were_typed(text: str, found: tuple[str, ...]) -> None:
    assert flags(text).strong == found


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("رُفض ملفي لدى المصرف", True),
        ("Mon dossier a été refusé", True),
        ("rfdouli l credit", True),
        ("رقمي 0612345678", True),
        ("CIN AB123456", True),
        ("ما شروط قرض السكن؟", False),
        ("Quels prêts en 2026 ?", False),
    ],
)
def test_personal_cases_are_noticed(text: str, is_personal: bool) -> None:
    assert flags(text).is_personal is is_personal
