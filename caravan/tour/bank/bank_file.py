"""`survey.toml`: the bank of questions, read with every fault."""

from caravan.tour.bank.plan import ABOUT, CHOICE, KINDS, MOST_CHOICES, SCALE, BankPlan
from caravan.tour.faults import BadCatalogue
from caravan.tour.file_fields import Row, TableReader
from caravan.tour.file_shapes import Field
from caravan.tour.toml_lines import Document

BANK_FILE = "survey.toml"
QUESTION_LENGTH, CHOICE_LENGTH, END_LENGTH = 120, 40, 30
QUESTIONS = (
    Field("code", "code", required=True, limit=40),
    Field("kind", "choice", required=True, choices=KINDS),
    Field("text", "text", required=True, limit=QUESTION_LENGTH),
    Field("choices", "texts", limit=CHOICE_LENGTH),
    Field("low", "text", limit=END_LENGTH),
    Field("high", "text", limit=END_LENGTH),
    Field("about", "choices", choices=ABOUT),
)


def read(text: str | bytes) -> tuple[BankPlan, ...]:
    """The questions that the file tells, in its order.

    Refused with every fault of the file: BadCatalogue.
    """
    document = Document(text)
    reader = TableReader(document, {})
    reader.read((), document.data, (), tables="question")
    rows = reader.read_all("question", QUESTIONS)
    reader.refuse_repeated(rows, "code")
    for row in rows:
        _check(document, row)
    if document.faults:
        raise BadCatalogue(BANK_FILE, document.faults)
    return tuple(BankPlan(**row.values) for row in rows)


def _check(document: Document, row: Row) -> None:
    """A choice has two to six choices, a scale a word at each end, the others neither."""
    kind, choices = row.values.get("kind"), row.values.get("choices", ())
    if kind == CHOICE and not document.is_spoiled((*row.path, "choices")):
        if not 2 <= len(choices) <= MOST_CHOICES:
            document.report((*row.path, "choices"), "choices_number", limit=MOST_CHOICES)
    elif kind in KINDS and choices:
        document.report((*row.path, "choices"), "not_for_kind", value=kind)
    for end in ("low", "high"):
        if kind == SCALE and end not in row.values and not document.holds((*row.path, end)):
            document.report((*row.path, end), "missing")
        elif kind in KINDS and kind != SCALE and end in row.values:
            document.report((*row.path, end), "not_for_kind", value=kind)
