"""Lists as programs write them: every spelling of a file gives the same people, or says why not."""

import io
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from caravan.kernel.refusal import Refusal
from caravan.registration.imports import reading, rules, sheet

LIST = (
    "الاسم الكامل;الصفة;الهاتف;عدد المرافقين\n"
    "عبد الرحيم المنصوري;متقاعد;٠٦١٢٣٤٥٦٧٨;٢\n"
    "Élodie Aït;presse;;\n"
)


def people(content: bytes) -> list[tuple[Any, ...]]:
    return [
        (one.line, one.full_name, one.category, one.phone, one.companions)
        for one in reading.read(content).rows
    ]


def faults(content: bytes) -> list[tuple[int, str, type[Refusal]]]:
    return [(one.line, one.column, type(one.refusal)) for one in reading.read(content).faults]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


EXPECTED = [
    (2, "عبد الرحيم المنصوري", "retired", "+212612345678", 2),
    (3, "Élodie Aït", "press", None, 0),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding(encoding: str, delimiter: str) -> None:
    assert people(LIST.replace(";", delimiter).encode(encoding)) == EXPECTED


def test_csv_of_old_windows_is_read() -> None:
    text = LIST.replace("٠٦١٢٣٤٥٦٧٨", "0612345678").replace("٢", "2").replace("É", "E")

    read = people(text.replace("\n", "\r\n").encode("cp1256"))

    assert read == [EXPECTED[0], (3, "Elodie Aït", "press", None, 0)]


def test_csv_of_old_windows_keeps_french_capitals_beside_arabic() -> None:
    french = "Nom complet;Catégorie\nÉlodie Aït;Retraitée\nBRÛLÉ ÇA;\n".encode("cp1252")
    mixed = french + "عبد الرحيم المنصوري;متقاعد\n".encode("cp1256")

    assert [one[1] for one in people(mixed)] == ["Élodie Aït", "BRÛLÉ ÇA", "عبد الرحيم المنصوري"]


def test_csv_with_the_line_of_excel_is_read() -> None:
    assert [one[0] for one in people(f"sep=;\n{LIST}".encode())] == [3, 4]


def test_lines_are_counted_as_the_file_has_them() -> None:
    content = b'full_name,phone\n"Salma\nBennani",\n\nAhmed Alaoui,12\n'

    assert people(content) == [(2, "Salma Bennani", "guest", None, 0)]
    assert [one[:2] for one in faults(content)] == [(5, "phone")]


def test_workbook_is_read_with_numbers_as_numbers() -> None:
    content = workbook(
        ("Nom complet", "GSM", "Accompagnants"), ("Salma Bennani", 612345678, 2.0), ("x", None, 99)
    )

    assert people(content) == [(2, "Salma Bennani", "guest", "+212612345678", 2)]
    assert [one[:2] for one in faults(content)] == [(3, "Nom complet"), (3, "Accompagnants")]


def sheets(*filled: tuple[str, ...], hidden: bool = False) -> bytes:
    """A workbook with these sheets, one column each; the first may be hidden."""
    book, out = Workbook(), io.BytesIO()
    for number, names in enumerate(filled):
        sheet = book.create_sheet(f"{number}")
        for name in names:
            sheet.append((name,))
    del book["Sheet"]
    if hidden:
        book.worksheets[0].sheet_state, book.active = "hidden", 1
    book.save(out)
    return out.getvalue()


def test_workbook_gives_the_one_sheet_that_is_filled() -> None:
    wanted = ("full_name", "Salma Bennani")

    assert [one[1] for one in people(sheets((), wanted))] == ["Salma Bennani"]
    assert [one[1] for one in people(sheets(("choices",), wanted, hidden=True))] == [wanted[1]]
    with pytest.raises(rules.SeveralSheets):
        reading.read(sheets(wanted, ("full_name", "Ahmed Alaoui")))


@pytest.mark.parametrize("row", [b"2000000", b"99999999999"])
def test_row_that_claims_to_lie_outside_is_not_waited_for(row: bytes) -> None:
    whole, out = zipfile.ZipFile(io.BytesIO(sheets(("full_name", "Ali Tazi")))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as altered:
        for name in whole.namelist():
            content = whole.read(name).replace(b'r="2"', b'r="%b"' % row)
            altered.writestr(name, content.replace(b'r="A2"', b'r="A%b"' % row))

    with pytest.raises(rules.UnreadableFile):
        reading.read(out.getvalue())


def test_every_fault_has_its_line_and_column() -> None:
    content = "nom complet;catégorie;tél\n;chef;06\nSalma Bennani;retraité;\n".encode()

    assert [one[:2] for one in faults(content)] == [
        (2, "nom complet"),
        (2, "catégorie"),
        (2, "tél"),
    ]


def test_heads_are_wanted_once() -> None:
    assert faults(b"nom,nom complet\na b,c d\n") == []
    assert faults(b"name,full_name\na b,c d\n") == [(1, "full_name", rules.SameColumnTwice)]
    assert faults(b"a,b\n1,2\n") == [(1, "", rules.NoNameColumn)]


def test_heads_that_mean_nothing_are_told() -> None:
    assert reading.read(b"full_name;grade\nSalma Bennani;x\n").ignored == ("grade",)


def test_open_quotation_mark_is_a_fault_of_its_line() -> None:
    assert faults(b'full_name\nSalma Bennani\n"Ahmed\n') == [(3, "", rules.UnreadableLine)]


@pytest.mark.parametrize("content", [b"", b"full_name\n", b"\n\n"])
def test_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(rules.NoFile):
        reading.read(content)


def test_broken_workbook_is_refused_wherever_it_breaks() -> None:
    whole = workbook(("full_name",), *[(f"Salma Bennani {n}",) for n in range(300)])
    for cut in range(2, len(whole) - 1, 512):
        with pytest.raises(rules.UnreadableFile):
            reading.read(whole[:cut])


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", bytes(60 * 1024 * 1024))

    with pytest.raises(rules.FileTooLarge):
        reading.read(out.getvalue())


def altered(old: str, new: str) -> bytes:
    """A workbook of two rows, into whose sheet somebody has written something else."""
    whole, out = zipfile.ZipFile(io.BytesIO(workbook(("full_name",), ("Salma",)))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in whole.namelist():
            text = whole.read(name).decode()
            copy.writestr(name, text.replace(old, new) if "sheet1" in name else text)
    return out.getvalue()


def test_cell_of_megabytes_is_a_fault_and_not_read() -> None:
    content = altered("Salma", "a" * 2_000_000)

    assert faults(content) == [(2, "full_name", rules.UnreadableLine)]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_ROWS", 2)

    assert len(reading.read(b"full_name\nab\ncd\n").rows) == 2
    with pytest.raises(rules.FileTooLarge):
        reading.read(b"full_name\nab\ncd\nef\n")


def test_mark_is_the_same_for_every_spelling_of_the_person() -> None:
    content = "full_name,phone\nأحمد العلوي,0612345678\nاحمد  العلوى,+212 612345678\nأحمد العلوي,\n"

    first, second, third = reading.read(content.encode()).rows

    assert first.mark == second.mark != third.mark
    assert rules.first_lines((first, second, third)) == {first.mark: 2, third.mark: 4}


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Refusal):  # and nothing else
        read = reading.read(content)
        assert all(one.line > 0 for one in (*read.rows, *read.faults))


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_any_names_are_rows_or_faults(names: list[str], encoding: str) -> None:
    out = io.StringIO()
    writer = sheet.csv.writer(out, quoting=sheet.csv.QUOTE_ALL)
    writer.writerows([["full_name"], *[[name] for name in names]])
    wanted = [name for name in names if name.strip()]
    if not wanted:
        return

    read = reading.read(out.getvalue().encode(encoding))

    assert len(read.rows) + len(read.faults) == len(wanted)
