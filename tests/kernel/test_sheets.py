"""Files that spreadsheets open: text as it was, and nothing that runs."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from caravan.kernel import phones, sheets
from caravan.registration.exports import rules

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%", "\t", "\r", "\n", "\0")


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content: bytes) -> list[tuple[object, str]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [(cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row]


def write(form: str, value: str) -> bytes:
    return sheets.write(form, ["الاسم"], [[value]], mark="m", to_left=True)


def test_csv_begins_with_the_mark_of_its_encoding_and_keeps_arabic() -> None:
    content = write("csv", "عبد الرحيم; «المنصوري»")

    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(content) == [["الاسم"], ["عبد الرحيم; «المنصوري»"]]


def test_workbook_runs_from_the_right_and_keeps_arabic() -> None:
    content = write("xlsx", "عبد الرحيم")
    book = load_workbook(io.BytesIO(content))

    assert read_xlsx(content) == [("الاسم", "s"), ("عبد الرحيم", "s")]
    assert book.worksheets[0].sheet_view.rightToLeft
    assert book.properties.identifier == "m"


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        "+212",
        "-2",
        "@SUM(1)",
        "\t=1",
        " =1",
        "\u200f=1",
        "\u061c=1",
        "＝1",
        "\r\n=1",
        "\0=1",
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_begins_a_formula_is_text(form: str, value: str) -> None:
    content = write(form, value)
    cell = read_csv(content)[1][0] if form == "csv" else read_xlsx(content)[1][0]

    assert str(cell).startswith("'")


@given(st.text())
def test_no_csv_cell_begins_a_formula(value: str) -> None:
    (row,) = read_csv(write("csv", value))[1:]

    assert len(row) == 1
    assert not row[0].lstrip().startswith(STARTS)


def test_plain_numbers_stay_numbers_and_nothing_is_an_empty_cell() -> None:
    files = {
        form: sheets.write(form, ["a", "b", "c"], [[-3, None, 0]], mark="m", to_left=False)
        for form in ("csv", "xlsx")
    }

    assert read_csv(files["csv"])[1] == ["-3", "", "0"]
    assert [value for value, _kind in read_xlsx(files["xlsx"])[3:]] == [-3, None, 0]


@given(st.text(max_size=100))
def test_every_workbook_cell_is_text(value: str) -> None:
    cells = read_xlsx(write("xlsx", value))[1:]

    assert {kind for held, kind in cells if held is not None} <= {"s", "inlineStr"}


@given(st.integers(600000000, 799999999))
def test_telephones_are_read_again_as_they_were(number: int) -> None:
    try:
        phone = phones.read_phone(f"0{number}")
    except (phones.PhoneUnknown, phones.PhoneUnfinished):
        return

    cell = rules.phone_cell(phone)

    assert sheets.cell(cell) == cell
    assert phones.read_phone(cell) == phone


def test_telephones_from_abroad_begin_no_formula() -> None:
    assert rules.phone_cell("+33612345678") == "00336 12345678"
    assert phones.read_phone("00336 12345678") == "+33612345678"
    assert rules.phone_cell(None) == ""


@pytest.mark.parametrize(("hours", "over"), [(0, False), (23.99, False), (24, True), (48, True)])
def test_list_dies_after_a_day(hours: float, over: bool) -> None:
    assert rules.is_over(NOW, NOW + timedelta(hours=hours)) == over


@pytest.mark.parametrize("reason", [None, "", "liste", "x" * 201])
def test_reason_is_wanted(reason: str | None) -> None:
    with pytest.raises(rules.ReasonMissing):
        rules.read_reason(reason)
