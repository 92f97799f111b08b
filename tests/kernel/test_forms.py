"""A page with faults in another language: what was typed stays, and nothing else happens."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from lxml import html
from wtforms.validators import NumberRange

from caravan.kernel.forms import CountField, NumberField, RoomForm
from caravan.registration.models import NameCorrection, Registration
from caravan.registration.rights.models import PrivacyRequest
from caravan.tour.forms.fields import WholeNumber
from tests import makers, pages
from tests.conftest import Browser

REGISTER = "/ar/stops/oujda-2025/register"


@pytest.fixture
def stop(app: Flask) -> Any:
    return makers.make_stop()


def switch(answer: Any) -> tuple[str, dict[str, str]]:
    """Where the switch of the language leads from a page, and what goes along."""
    tree = html.document_fromstring(answer.get_data(as_text=True))
    (button, *_same) = tree.xpath("//button[@name='other_language']")
    (form,) = tree.xpath(f"//form[@id='{button.get('form')}']")
    pressed = [(button.get("name"), button.get("value"))]
    return button.get("formaction"), dict([*form.form_values(), *pressed])


def press(client: Browser, answer: Any) -> Any:
    address, fields = switch(answer)
    assert "?" not in address
    return client.post(address, data=fields)


@pytest.mark.usefixtures("stop")
def test_registration_with_a_fault_keeps_what_was_typed(client: Browser) -> None:
    said = {"full_name": "فاطمة بنعلي", "category": "widow", "phone": "06 12", "companions": "2"}
    answer = press(client, client.fill(REGISTER, said))

    page = pages.read(answer)
    assert (answer.status_code, page.tree.getroottree().getroot().get("lang")) == (422, "fr")
    form = page.form("full_name")
    assert {name: form.fields[name] for name in said} == said
    assert "Téléphone" in page.alerts[0]


@pytest.mark.usefixtures("stop")
def test_switching_the_language_registers_nobody(client: Browser) -> None:
    said = {"full_name": "فاطمة بنعلي", "category": "widow", "consent": "y"}
    address, fields = switch(client.fill(REGISTER, {**said, "phone": "06 12"}))
    answer = client.post(address, data={**fields, "phone": ""})  # mended meanwhile, not sent yet

    assert (answer.status_code, makers.count(Registration)) == (422, 0)
    form = pages.read(answer).form("full_name")
    client.post("/fr/stops/oujda-2025/register", data={**form.fields, "consent": "y"})
    assert makers.count(Registration) == 1


def test_other_forms_of_a_page_keep_it_as_well(client: Browser, stop: Any) -> None:
    person = makers.make_registration(stop)
    words = 'عدد المرافقين <3> & "ثلاثة"\nوالاسم'
    asked = client.fill(f"/ar/tickets/{person.code}/data", {"words": words, "kind": ""})
    named = client.fill(f"/ar/tickets/{person.code}", {"full_name": "1"})

    form = pages.read(press(client, asked)).form("words")
    assert form.fields["words"].strip().replace("\r\n", "\n") == words
    assert (
        pages.read(press(client, named)).form("full_name", "latin_name").fields["full_name"] == "1"
    )
    assert (makers.count(PrivacyRequest), makers.count(NameCorrection)) == (0, 0)


def test_staff_keep_it_too(as_staff: Callable[..., Browser], stop: Any) -> None:
    staff = as_staff()
    page = f"/ar/staff/stops/{stop.key}/exports"
    answer = press(staff, staff.fill(page, {"reason": "قصير"}))

    assert pages.read(answer).form("reason").fields["reason"] == "قصير"


@pytest.mark.usefixtures("stop")
def test_page_without_faults_has_a_plain_link(client: Browser) -> None:
    assert "/fr/stops/oujda-2025/register" in pages.read(client.get(REGISTER)).links


@pytest.mark.usefixtures("app")
def test_password_is_never_written_into_a_page(client: Browser) -> None:
    said = {"email": "nobody@example.org", "password": "a planted secret"}
    assert "a planted secret" not in client.fill("/ar/staff/sign-in", said).text


@pytest.mark.parametrize("field", [NumberField, CountField, WholeNumber])
@pytest.mark.parametrize("sign", ["", "-"])
def test_number_longer_than_any_is_told_to_be_out_of_range(
    app: Flask, field: type[NumberField], sign: str
) -> None:
    class Asked(RoomForm):
        number = field(validators=[NumberRange(0, 9, "0 to 9")])

    with app.test_request_context(method="POST", data={"number": sign + "9" * 400}):
        form = Asked()
        assert not form.validate()
    assert form.number.errors == ["0 to 9"]
