"""The register's file: what it gives, every fault it can have, and back to text."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, settings

from caravan.tour.agreements import register_file, rows
from caravan.tour.agreements.plan import AgreementPlan, Delivery, Stage
from caravan.tour.faults import BadAgreements
from tests.tour.agreements.register_files import OF_AGREEMENTS, SHORT, plans


def read(text: str | bytes) -> tuple[AgreementPlan, ...]:
    return register_file.read(text, source="agreements.toml")


def faults_of(text: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(BadAgreements) as refused:
        read(text)
    return [(fault.line, fault.key, fault.code) for fault in refused.value.faults]


def test_file_gives_the_agreement_when_it_has_no_fault() -> None:
    (plan,) = read(SHORT)
    assert (plan.key, plan.title["fr"], plan.draft) == ("south-2025", "Convention du Sud", False)
    assert plan.stages == (
        Stage("signed", date(2025, 5, 6), {"ar": "العيون", "fr": "Laâyoune"}, ("article",)),
    )
    assert [(site.key, site.kind) for site in plan.sites] == [
        ("laayoune", "city"),
        ("guergarat", "border_post"),
    ]
    note = {"ar": "محضر", "fr": "Procès-verbal"}
    assert plan.deliveries == (Delivery("laayoune", "gym", "delivered", date(2025, 10, 1), note),)


@settings(max_examples=40)
@given(plans())
def test_file_reads_equal_when_written_from_a_plan(plan: AgreementPlan) -> None:
    assert read(register_file.write([plan])) == (plan,)


@settings(max_examples=40)
@given(plans())
def test_columns_read_equal_when_made_from_a_plan(plan: AgreementPlan) -> None:
    row = SimpleNamespace(**rows.columns_of(plan))
    assert rows.plan_of(row, plan.deliveries) == plan


DAY = "day = 2025-05-06\nplace"
SITE = 'sites = ["laayoune", "guergarat"]\ntold_by = ["article"]'
DUTY = 'parties = ["foundation"]\ntold_by = ["article"]'
STAGE = '[[agreement.stage]]\nstate = "expected"\ntold_by = ["article"]\n\n[[agreement.party]]'
LAST = "\n[[agreement.delivery]]\nsite = 'laayoune'\nfacility = 'gym'\nstate = 'planned'\n"
NOTE = 'note.ar = "محضر"\nnote.fr = "Procès-verbal"\n'
ONE_FAULT = {
    "signed without a day": (DAY, "place", 14, "stage[1].day", "day_missing"),
    "states back to front": (
        "[[agreement.party]]", STAGE, 22, "stage[2].state", "stages_out_of_order",
    ),
    "no such source": (SITE, SITE.replace("article", "rumour"), 46, "facility[1].told_by",
                       "unknown_source"),
    "no source at all": (SITE, SITE.replace('"article"', ""), 46, "facility[1].told_by",
                         "empty_list"),
    "no such party": (DUTY, DUTY.replace("foundation", "agency"), 51, "duty[1].parties",
                      "unknown_party"),
    "no such site": ('site = "laayoune"', 'site = "rabat"', 55, "delivery[1].site",
                     "unknown_site"),
    "no such facility": ('facility = "gym"', 'facility = "pool"', 56, "delivery[1].facility",
                         "unknown_facility"),
    "not due there": ('sites = ["laayoune", ', "sites = [", 56, "delivery[1].facility",
                      "not_at_site"),
    "nothing shows it": (NOTE, "", 54, "delivery[1].note", "note_missing"),
    "told twice": (NOTE, NOTE + LAST + "day = 2026-01-01\n", 64, "delivery[2].facility",
                   "duplicate_code"),
    "kind of site": ('"border_post"', '"harbour"', 36, "site[2].kind", "unknown_choice"),
    "same site twice": ('key = "guergarat"', 'key = "laayoune"', 35, "site[2].key",
                        "duplicate_code"),
    "unknown key": ('kind = "supervises"', 'kind = "supervises"\nwhy = 1', 51, "duty[1].why",
                    "unknown_key"),
    "misspelt part": ("[[agreement.duty]]", "[[agreement.dutty]]", 48, "dutty",
                      "unknown_key_near"),
    "one table for many": ("[[agreement.duty]]", "[agreement.duty]", 48, "duty", "not_tables"),
    "no French": ('title.fr = "Convention du Sud"\n', "", 5, "title.fr", "missing_fr"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "key", "code"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_fault_is_named_with_line_and_key_when_it_is_the_only_one(
    old: str, new: str, line: int, key: str, code: str
) -> None:
    assert old in SHORT
    assert (line, f"agreement[1].{key}", code) in faults_of(SHORT.replace(old, new))


def test_faults_of_agreements_all_have_a_test() -> None:
    tested = {code for *_, code in ONE_FAULT.values()}
    assert tested >= OF_AGREEMENTS


def test_faults_are_all_listed_when_each_agreement_has_some() -> None:
    second = SHORT.removeprefix("format = 1\n").replace('"city"', '"town"')
    broken = SHORT.replace("day = 2025-05-06\n", "day = 2025-13-06\n").replace("Salle", '"')
    assert faults_of(broken + second) == [
        (16, "agreement[1].stage[1].day", "no_such_date"),
        (44, "agreement[1].facility[1].name.fr", "syntax"),
        (63, "agreement[2].key", "duplicate_code"),
        (88, "agreement[2].site[1].kind", "unknown_choice"),
    ]


def test_empty_register_is_right_and_a_later_format_is_not() -> None:
    assert read("format = 1\n") == ()
    assert faults_of("format = 2\n") == [(1, "format", "format")]
