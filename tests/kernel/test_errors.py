"""What the server itself refuses is told in plain words, in the language of the page."""

from typing import Any

import pytest
from flask import Flask, abort

from caravan.registration.models import Registration
from tests import makers, pages
from tests.conftest import Browser

REGISTER = "/{lang}/stops/oujda-2025/register"


@pytest.mark.parametrize(
    ("lang", "heading", "advice"),
    [
        ("ar", "ما أرسلتم أكبر من اللازم", "ارجعوا بزر الرجوع في المتصفح: ما كتبتم ما زال هناك."),
        ("fr", "Votre envoi est trop volumineux", "ce que vous avez saisi y est encore"),
    ],
)
def test_too_large_a_form_says_that_what_was_typed_is_still_there(
    app: Flask, client: Browser, lang: str, heading: str, advice: str
) -> None:
    makers.make_stop()
    said = {"full_name": "ف" * 200_000, "category": "widow", "consent": "y"}
    answer = client.fill(REGISTER.format(lang=lang), said)

    page = pages.read(answer)
    assert (answer.status_code, page.heading) == (413, heading)
    assert advice in page.main
    assert makers.count(Registration) == 0


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("status", [400, 405, 408, 413, 414, 429])
def test_each_refusal_has_words_of_its_own(
    app: Flask, monkeypatch: pytest.MonkeyPatch, lang: str, status: int
) -> None:
    def refuse(**_values: Any) -> str:
        abort(status)

    vars(refuse).update(vars(app.view_functions["tour.home"]))  # its mark: everybody may
    monkeypatch.setitem(app.view_functions, "tour.home", refuse)
    page = pages.read(app.test_client().get(f"/{lang}/"))

    general = {"ar": "هذا غير ممكن الآن", "fr": "Ce n’est pas possible maintenant"}
    assert page.status == status
    assert page.heading != general[lang]
    assert page.title.startswith(page.heading)


def test_address_of_a_form_opened_alone_leads_on(app: Flask, client: Browser) -> None:
    person = makers.make_registration(makers.make_stop())
    page = pages.read(client.get(f"/fr/tickets/{person.code}/opposition"))

    assert (page.status, "/fr/" in page.links) == (405, True)
