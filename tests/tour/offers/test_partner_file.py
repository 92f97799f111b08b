"""`partners.toml`: what it gives, what is wrong with it, and that it comes back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.tour.faults import BadCatalogue
from caravan.tour.offers import partner_file
from caravan.tour.offers.plan import OfferPlan, OrganisationPlan
from caravan.tour.stop_plan import AUDIENCES

BANK = '[[partner]]\ncode = "bank"\nkind = "bank"\nname.ar = "بنك"\nname.fr = "Banque"\n'
LOAN = """
[[offer]]
code = "loan"
partner = "bank"
service = "housing"
title.ar = "قرض"
title.fr = "Prêt"
text.ar = "نص"
text.fr = "Texte"
audience = ["widow"]
papers = [{ ar = "شهادة", fr = "Attestation" }]
until = 2027-06-30
stops = ["oujda-2027"]
"""
TEXT = {"ar": "نص", "fr": "Texte"}


def faults_of(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BadCatalogue) as refused:
        partner_file.read(text, ["housing"])
    return [(fault.line, fault.key, fault.code) for fault in refused.value.faults]


def test_file_gives_partners_and_offers_when_read() -> None:
    assert partner_file.read(BANK + LOAN, ["housing"]) == (
        [OrganisationPlan("bank", "bank", {"ar": "بنك", "fr": "Banque"})],
        [
            OfferPlan(
                "loan",
                "bank",
                "housing",
                {"ar": "قرض", "fr": "Prêt"},
                TEXT,
                ("widow",),
                ({"ar": "شهادة", "fr": "Attestation"},),
                date(2027, 6, 30),
                ("oujda-2027",),
            )
        ],
    )


def test_every_fault_is_told_with_its_line_when_there_are_ten() -> None:
    broken = BANK.replace('kind = "bank"', 'kind = "bankk"') + LOAN.replace(
        '"loan"', '"Loan!"'
    ).replace('partner = "bank"', 'partner = "banque"').replace(
        'service = "housing"', 'service = "houses"'
    ).replace('title.fr = "Prêt"\n', "").replace(
        'text.ar = "نص"', f'text.ar = "{"ن" * 1001}"'
    ).replace('"widow"', '"widows"').replace(', fr = "Attestation"', "").replace(
        "2027-06-30", '"soon"'
    ).replace('"oujda-2027"', '"Oujda 2027"')
    assert faults_of(broken) == [
        (3, "partner[1].kind", "unknown_choice"),
        (8, "offer[1].code", "bad_code"),
        (9, "offer[1].partner", "unknown_partner"),
        (10, "offer[1].service", "unknown_service"),
        (11, "offer[1].title.fr", "missing_fr"),
        (12, "offer[1].text.ar", "too_long"),
        (14, "offer[1].audience", "unknown_choice"),
        (15, "offer[1].papers[1].fr", "missing_fr"),
        (16, "offer[1].until", "not_date"),
        (17, "offer[1].stops", "bad_code"),
    ]


def test_code_given_twice_is_told_when_read() -> None:
    assert faults_of(BANK + BANK) == [(7, "partner[2].code", "duplicate_code")]


@pytest.mark.parametrize("papers", ['"شهادة"', '["شهادة"]'])
def test_papers_that_are_no_list_of_texts_are_told(papers: str) -> None:
    text = BANK + LOAN.replace('[{ ar = "شهادة", fr = "Attestation" }]', papers)
    assert [code for _, _, code in faults_of(text)] in (["not_list"], ["not_texts"])


_words = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)
_text = st.fixed_dictionaries({"ar": _words, "fr": _words}, optional={"en": _words}).filter(
    lambda texts: texts["ar"].strip() and texts["fr"].strip()
)
_days = st.none() | st.dates(date(2000, 1, 1))
_offers = st.builds(
    OfferPlan,
    code=st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True),
    partner=st.just("bank"),
    service=st.just("housing"),
    title=_text,
    text=st.just({}) | _text,
    audience=st.lists(st.sampled_from(AUDIENCES), unique=True).map(tuple),
    papers=st.lists(_text, max_size=3).map(tuple),
    until=_days,
    stops=st.lists(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), max_size=2).map(tuple),
)


@given(st.lists(_offers, unique_by=lambda one: one.code, max_size=3), _text, _days)
def test_lists_are_equal_when_written_and_read(
    offers: list[OfferPlan], name: dict[str, str], until: date | None
) -> None:
    bank = OrganisationPlan("bank", "bank", name, until)
    written = partner_file.write([bank], offers)
    assert partner_file.read(written, ["housing"]) == ([bank], offers)
