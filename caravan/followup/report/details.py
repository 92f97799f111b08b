"""The tables of the summary: gates, who is missing, places, survey, comparison, entered figures."""

from collections.abc import Sequence

from caravan.followup import rules
from caravan.followup.closing.rules import EXPECTED, STAND, Check, check_sums
from caravan.followup.report.beside import Interest, Visit
from caravan.followup.report.material import Material, cell
from caravan.kernel.i18n import days
from caravan.kernel.small_numbers import nearest, percent, protect, rounded, shown
from caravan.kernel.texts import gettext as _
from caravan.press.summary.facts import Cell, Details, FactTable, Hidden
from caravan.survey import queries as survey
from caravan.survey.queries import Results

Row = tuple[Cell | str, ...]


def people_details(material: Material) -> Details | None:
    """Arrivals by gate, and who came against who was expected."""
    return _details(_("Gates, and who is missing"), [_gates(material), _missing(material)])


def places_details(material: Material) -> Details | None:
    """Services by interest, questions by state, personal cases, stands and the survey."""
    tables = [_interests(material), _states(material), _cases(material), _stands(material)]
    tables += _surveys(material)
    return _details(_("Services, stands and survey"), tables)


def compared_details(material: Material) -> Details | None:
    """The last visit and the tour beside this stop; every entered figure with its source."""
    return _details(_("Compared, and sources"), [_visits(material), _sources(material)])


def _details(title: str, tables: Sequence[FactTable]) -> Details | None:
    filled = tuple(table for table in tables if table.rows)
    return Details(title, filled) if filled else None


def _gates(material: Material) -> FactTable:
    people = material.headcount
    rows: list[Row] = [(gate, cell(count)) for gate, count in people.gates]
    if len(rows) > 1:
        rows.append((_("Together"), cell(people.arrivals)))
    return FactTable(
        _("Arrivals by gate"),
        (_("Gate"), _("Arrivals")),
        tuple(rows),
        _("One arrival a person and day."),
    )


def _missing(material: Material) -> FactTable:
    """Only categories for which somebody entered how many were expected; else that nobody did."""
    figures, people = material.beside.figures, material.headcount
    came = {one.category: one.came for one in people.categories}
    rows = [
        _expected(material.categories[code], figures[f"{EXPECTED}.{code}"].value, came.get(code, 0))
        for code in material.categories
        if f"{EXPECTED}.{code}" in figures
    ]
    if EXPECTED in figures:
        rows.append(_expected(_("Together"), figures[EXPECTED].value, people.came))
    if not rows and people.registered != 0:
        rows.append((_("Together"), Hidden(str(_("not entered"))), cell(people.came), ""))
    return FactTable(
        _("Who is missing"),
        (_("Situation"), _("People expected"), _("Came"), _("Share")),
        tuple(rows),
        _("Expected: the staff of the prefecture, as entered; sources are listed further on."),
    )


def _expected(title: str, expected: int, came: int | None) -> Row:
    share = f"{percent(came, expected)} %" if expected and came is not None else ""
    return (title, expected, cell(came), share)


def _interests(material: Material) -> FactTable:
    found = material.beside.interests
    chosen = sorted(found.items(), key=lambda one: (-_texts(one[1]), one[0]))
    voices = protect([one.voices for _code, one in chosen])
    told = protect([one.told for _code, one in chosen])
    rows: list[Row] = [
        (
            material.service(code),
            one.questions,
            one.suggestions,
            cell(rounded(told.counts[at])),
            # Whose text can be read has spoken, although the counts have not moved since.
            cell(rounded(voices.counts[at]) or None if _texts(one) else 0),
        )
        for at, (code, one) in enumerate(chosen)
    ]
    heads = (_("The subject"), _("Questions"), _("Suggestions"), _("At the desks"), _("People"))
    note = _(
        "At the desks: how many people told it there. People: who asked or suggested it, and who "
        "said “mine too”."
    )
    return FactTable(_("Services by interest"), heads, tuple(rows), note)


def _texts(one: Interest) -> int:
    """How many public texts: the order of the table must not tell what is hidden in it."""
    return one.questions + one.suggestions


def _states(material: Material) -> FactTable:
    """Every question by what became of it; of those that nobody can read no small count."""
    counts = material.counts
    unseen = [shown(material.asked.get(one, 0)) for one in (rules.RECEIVED, rules.REJECTED)]
    rows: list[Row] = [
        (_("Answered"), cell(counts["answered"])),
        (_("Waits for an answer"), cell(counts["open"])),
        (_("Not read yet"), cell(unseen[0])),
        (_("Set aside by the moderators, with a reason"), cell(unseen[1])),
    ]
    is_empty = not (material.questions or material.asked)
    heads = (_("State"), _("Questions"))
    return FactTable(_("Questions by state"), heads, () if is_empty else tuple(rows))


def _cases(material: Material) -> FactTable:
    counts, total = material.cases
    rows: list[Row] = [(material.service(code), cell(count)) for code, count in counts]
    if len(rows) > 1:
        rows.append((_("Together"), cell(total)))
    heads = (_("The subject"), _("Cases"))
    note = _("Personal and urgent cases: their texts are erased, only the subject is kept.")
    return FactTable(_("At the private desk"), heads, tuple(rows), note)


def _stands(material: Material) -> FactTable:
    figures = material.beside.figures
    rows: list[Row] = []
    for one in material.beside.stands:
        entered = figures.get(f"{STAND}.{one.key}")
        count: Cell | str = cell(rounded(shown(entered.value))) if entered else ""
        shifts = material.beside.shifts[one.key]
        rows.append((material.text(one.name), one.stand or "", shifts, count))
    heads = (_("Partner"), _("Stand"), _("Shifts"), _("Visitors"))
    note = _("Visitors: as counted at the stand and entered, rounded to 5.")
    return FactTable(_("The partners’ stands"), heads, tuple(rows), note)


def _surveys(material: Material) -> list[FactTable]:
    """One table for each survey: each question with its answers, and how often each was given."""
    titles = {one.key: material.text(one.title) for one in material.sessions}
    return [
        _survey(titles.get(key, key) if key else _("The whole stop"), found, material)
        for key, found in material.beside.surveys.items()
    ]


def _survey(title: str, found: Results, material: Material) -> FactTable:
    rows: list[Row] = []
    if found.answers is not None:
        for one in found.results:
            rows.append((material.text(one.question.text), cell(rounded(one.total))))
            rows += [
                (f"· {survey.answer_word(one.question, answer)}", cell(rounded(count)))
                for answer, count in one.counts
            ]
    heads = (_("Question"), _("Answers"))
    return FactTable(_("Survey: %(about)s", about=title), heads, tuple(rows))


def _visits(material: Material) -> FactTable:
    """The stop, the last visit in its prefecture, and the mean of the tour's other stops."""
    here, last, tour = material.beside.here, material.beside.last, material.beside.tour
    if here is None or not (last or tour):
        return FactTable("", (), ())
    _came, *others = _figures(here)
    columns = [(_("This stop"), [cell(material.headcount.came), *others])]
    if last:
        date = days(last.stop.first_day, last.stop.last_day, material.lang)
        columns.append((_("Last visit, %(date)s", date=date), _figures(last)))
    if tour:
        columns.append((_("Mean of the tour (%(stops)s)", stops=len(tour)), _mean(tour)))
    names = (
        _("People who came"),
        _("Questions shown"),
        _("of them answered"),
        _("Promises"),
        _("of them kept"),
    )
    rows: tuple[Row, ...] = tuple(
        (name, *(figures[at] for _title, figures in columns)) for at, name in enumerate(names)
    )
    heads = (_("What"), *(title for title, _figures_of in columns))
    return FactTable(_("Compared with the last visit and the tour"), heads, rows)


def _figures(one: Visit) -> list[Cell]:
    came = cell(rounded(shown(one.came)))
    return [came, one.questions, one.answered, one.promises, one.kept]


def _mean(tour: Sequence[Visit]) -> list[Cell]:
    """Means of whole stops; the mean of people only where that hides nobody."""
    came = [rounded(shown(one.came)) for one in tour]
    mean = None if None in came else rounded(nearest(sum(filter(None, came)), len(tour)))
    numbers = [
        nearest(sum(getattr(one, name) for one in tour), len(tour))
        for name in ("questions", "answered", "promises", "kept")
    ]
    return [cell(mean), *numbers]


def _sources(material: Material) -> FactTable:
    """Every entered figure with its source, then what the sums give."""
    figures = material.beside.figures
    rows: list[Row] = [
        (figure_title(key, material), _entered(key, one.value), one.source)
        for key, one in figures.items()
    ]
    checks = check_sums({key: one.value for key, one in figures.items()})
    rows += [_sum(check, material) for check in checks if check.difference is not None]
    heads = (_("Figure"), _("Entered"), _("Source"))
    return FactTable(_("Figures that were entered"), heads, tuple(rows))


def _entered(key: str, value: int) -> Cell:
    """Expected staff as entered; visitors are people who came, so their count is protected."""
    return value if key.startswith(EXPECTED) else cell(rounded(shown(value)))


def figure_title(key: str, material: Material) -> str:
    """What a figure is called: its family and its part."""
    family, _dot, part = key.partition(".")
    if family == EXPECTED:
        name = material.categories.get(part, part)
        return str(_("Expected: %(who)s", who=name)) if part else str(_("Expected, all together"))
    stands = {one.key: material.text(one.name) for one in material.beside.stands}
    name = stands.get(part, part)
    return str(_("Visitors: %(stand)s", stand=name)) if part else str(_("Visitors, all together"))


def _sum(check: Check, material: Material) -> Row:
    title = _("Sum of the expected") if check.family == EXPECTED else _("Sum of the visitors")
    if check.difference == 0:
        return (title, "", _("adds up"))
    return (title, "", _difference(check, material))


def _difference(check: Check, material: Material) -> str:
    """What a sum that does not add up says; of visitors only that it does not."""
    if check.family == STAND:
        return str(_("does not add up: look at the counts again"))
    return str(
        _(
            "does not add up: the parts give %(parts)s, the total says %(total)s",
            parts=material.count(check.parts),
            total=material.count(check.total),
        )
    )
