"""Reading a sent form without making it: the same as making it."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from caravan.registration import forms, reading, rules

WORDS = st.sampled_from(["سعاد المنصوري", "Jean", "  a\u200f ", "", "12", "x" * 200])
SENT = {
    "full_name": WORDS | st.text(max_size=30),
    "category": st.sampled_from([*rules.CATEGORIES, "", "king"]),
    "phone": st.sampled_from(["", "06 12 34 56 78", "٠٦١٢٣٤٥٦٧٨", "12", "+33612345678", "06 CAR"]),
    "companions": st.sampled_from(["", "0", "3", "٢", "99", "-1", "many"]),
    "consent": st.sampled_from(["y", "", "false", "on"]),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.fixed_dictionaries({}, optional=SENT))
def test_form_says_the_same_read_as_made(app: Flask, sent: dict[str, Any]) -> None:
    with app.test_request_context():
        made = forms.BriefForm(formdata=MultiDict(sent))
        is_valid = made.validate()
        assert reading.said_in(forms.BriefForm, sent) == (made.said if is_valid else None)


@pytest.mark.parametrize(
    ("more", "family"), [({}, 0), ({"minors": "2", "guardian": "y"}, 2), ({"minors": "2"}, None)]
)
def test_family_is_read_where_it_is_told(app: Flask, more: dict[str, str], family: Any) -> None:
    said = {"full_name": "سعاد", "category": "serving", "consent": "y", **more}
    with app.test_request_context(method="POST", data=said):
        sent = forms.read_sent(said)
    assert (len(sent.family) if sent else None) == family
