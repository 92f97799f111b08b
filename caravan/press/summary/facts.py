"""What the summary of a stop reports, ready to print: plain texts and counts already protected."""

from dataclasses import dataclass

from caravan.press.ornaments import State
from caravan.press.words import Lang, Pair


@dataclass(frozen=True)
class Hidden:
    """A count that may not be shown; `text` is what stands in its place («أقل من 5»)."""

    text: str


Cell = int | Hidden
"""A count that was protected before it came here; nothing is computed from it on paper."""


@dataclass(frozen=True)
class Figure:
    """One of the large figures of the first page: a count, or a ready text such as «76 %»."""

    value: Cell | str
    label: str
    note: str = ""


@dataclass(frozen=True)
class HourCount:
    """Arrivals within one hour of the day, 0 to 23, in the stop's wall time."""

    hour: int
    count: Cell


@dataclass(frozen=True)
class DayCount:
    """One day of the stop: how many came, and when. `note` explains a gap («صلاة الجمعة»)."""

    title: str
    total: Cell
    hours: tuple[HourCount, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class CategoryCount:
    """How many of one category came; `title` names it and how many of it are registered.

    `name` and `registered` say the two apart, for a table.
    """

    title: str
    count: Cell
    name: str = ""
    registered: Cell | str = ""


@dataclass(frozen=True)
class Attendance:
    """Who came: by day and hour, and by category. `note` says how the counts were protected."""

    days: tuple[DayCount, ...] = ()
    categories: tuple[CategoryCount, ...] = ()
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Question:
    """A published question with its answer, or with the state that stands for one.

    `promise`, `office` and `due` are what was promised with it: the wall poster prints them.
    """

    text: str
    supporters: int
    state: State
    state_text: str
    answer: str = ""
    promise: str = ""
    office: str = ""
    due: str = ""


@dataclass(frozen=True)
class ServiceQuestions:
    """The questions on one service: how many, how many answered, and those to print.

    `code` names the service in addresses.
    """

    title: str
    asked: Cell
    answered: Cell
    questions: tuple[Question, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Suggestions:
    """The suggestions in one state («قيد الدراسة»), with the texts to print."""

    title: str
    state: State
    count: Cell
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Owed:
    """One thing still owed: what, to whom, by which office, until when, and how it stands."""

    text: str
    owed_to: str
    office: str
    due: str
    state: State
    state_text: str


@dataclass(frozen=True)
class AgendaRow:
    """One session as it was held; `state_text` says what changed, empty if nothing did."""

    time: str
    title: str
    place: str = ""
    withdrawn: bool = False
    state_text: str = ""


@dataclass(frozen=True)
class AgendaDay:
    """One day of the agenda as held."""

    title: str
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True)
class FactTable:
    """Figures side by side: the first cell of each row names it. `note` stands beneath."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Details:
    """Some tables under one title, on pages of their own."""

    title: str
    tables: tuple[FactTable, ...]


@dataclass(frozen=True)
class MethodLine:
    """One paragraph on how the summary was made, under a label of one to three words."""

    label: str
    text: str


@dataclass(frozen=True)
class StopSummary:
    """Everything that the summary of one stop prints, in one language.

    Dates and times are printed as given. `prepared` is the line that says when the summary was
    made, `mark` a remark repeated at the foot of each page (a rehearsal says so there),
    `answers_url` goes into the QR of the last page with `answers_address` printed beside it.
    `others` are answered texts that stand under no service, for the wall poster alone.
    `outlook` is a word of the staff before suggestions and promises; `done` tells in five columns
    what was promised and is owed no longer; `people`, `places` and `compared` are tables.
    A signed version says so (`signed`: its name, for the foot of each page) and prints the
    `digest` of its content.
    """

    lang: Lang
    series: Pair
    title: str
    other_titles: tuple[str, ...]
    prefecture: str
    dates: str
    venue: str
    prepared: str
    figures: tuple[Figure, ...] = ()
    overview: str = ""
    attendance: Attendance = Attendance()
    services: tuple[ServiceQuestions, ...] = ()
    others: tuple[Question, ...] = ()
    questions_note: str = ""
    suggestions: tuple[Suggestions, ...] = ()
    owed: tuple[Owed, ...] = ()
    done: FactTable | None = None
    outlook: str = ""
    people: Details | None = None
    places: Details | None = None
    compared: Details | None = None
    agenda: tuple[AgendaDay, ...] = ()
    method: tuple[MethodLine, ...] = ()
    signatures: tuple[str, ...] = ()
    answers_url: str = ""
    answers_address: str = ""
    mark: str = ""
    signed: str = ""
    digest: str = ""

    @property
    def tables(self) -> tuple[FactTable, ...]:
        """Every table of figures, in the order of the pages."""
        parts = (self.people, self.places, self.compared)
        return tuple(table for part in parts if part for table in part.tables)
