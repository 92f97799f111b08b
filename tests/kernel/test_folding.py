"""Folding within a statement, on both databases, against folding in Python."""

import pytest
from flask import Flask
from sqlalchemy import literal, select

from caravan.kernel.db import session
from caravan.kernel.folding import folded
from caravan.kernel.names import fold


@pytest.mark.parametrize(
    "text",
    [
        "عبدُ الرّحيم أُولئك شؤون مسؤول آمال ٱبن إيواء",
        "متقاعدة سماء وجـــدة ىسرى",
        "Les ÉCOLES d’été, à Fès ; œuvres et cæsium",
        "L'Oriental\u00a0: 3ajel, wa9t‑dyal",
        "٢٠٢٦ و ۲۰۲۷ %d \\ 100_% ' \"",
        "\u200fمن\u200e اليمين\ufeff ﻻ ﷲ ﬁn ½",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ  (سطر)\nآخر\tهنا ",
        "",
    ],
)
def test_database_folds_as_python_does(app: Flask, text: str) -> None:
    assert session().scalar(select(folded(literal(text)))) == fold(text)
