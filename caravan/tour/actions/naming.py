"""Writing what stops refer to: tours, editions with their slogans, host commands."""

from typing import Any

from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.db import Base, transaction
from caravan.kernel.refusal import Refusal
from caravan.tour import catalogue, queries, rules
from caravan.tour.catalogue_checks import is_below
from caravan.tour.models import Edition, Prefecture, Tour
from caravan.tour.plan_json import mark_of
from caravan.tour.plan_rows import command_values
from caravan.tour.season.moving import MovedMeanwhile
from caravan.tour.season.year import ONE_DAY


class CodeIsTaken(Refusal):
    """Another tour, edition or command has this code."""

    message = "%(code)s is taken already. Choose another short name."
    status = 409


class BelowItself(Refusal):
    """A command cannot stand below one that stands below it."""

    message = "The command above stands below this one already. Choose another one."


class EndsBeforeItBegins(Refusal):
    """The last day of a command comes before its first."""

    message = "The last day comes before the first."


class BeginningMissing(Refusal):
    """A command that takes the place of another one begins on a day."""

    message = "Say from which day the new command stands."


class NoSuchLevel(Refusal):
    """A command has one of the levels of the list."""

    message = "Choose a level of the list."


def write_tour(tour: catalogue.Tour, *, seen: str | None, staff_id: int) -> None:
    """Add a tour (`seen` None) or change its name; `seen` is the mark of what the editor saw.

    Refused: CodeIsTaken, NotFound, MovedMeanwhile.
    """
    with transaction() as writing:
        if seen is None:
            _add(writing, Tour, (tour.code,), code=tour.code, name=tour.name)
        else:
            row = queries.get_tour(tour.code)
            _refuse_changed(seen, catalogue.Tour(row.code, row.name), tour)
            _bring(writing, row, name=tour.name)
        _note("tour.write_tour", tour.code, staff_id)


def write_edition(edition: catalogue.Edition, *, seen: str | None, staff_id: int) -> None:
    """Add an edition of a tour (`seen` None) or change its name and slogan, as `write_tour`."""
    texts = {"name": edition.name, "slogan": edition.slogan}
    with transaction() as writing:
        queries.get_tour(edition.tour)
        if seen is None:
            key = (edition.tour, edition.code)
            _add(writing, Edition, key, tour=edition.tour, code=edition.code, **texts)
        else:
            row = queries.get_edition(edition.tour, edition.code)
            standing = catalogue.Edition(row.tour, row.code, row.name, row.slogan)
            _refuse_changed(seen, standing, edition)
            _bring(writing, row, **texts)
        _note("tour.write_edition", f"{edition.tour}/{edition.code}", staff_id)


def write_command(command: catalogue.Prefecture, *, seen: str | None, staff_id: int) -> None:
    """Add a host command (`seen` None) or change it, as `write_tour`.

    Refused too: NoSuchLevel, BelowItself, EndsBeforeItBegins, NotFound for an unknown parent.
    """
    with transaction() as writing:
        standing = queries.known_commands()
        _check(command, standing)
        if seen is None:
            values = command_values(command)
            _add(writing, Prefecture, (command.code,), code=command.code, **values)
        else:
            row = queries.get_command(command.code)
            _refuse_changed(seen, standing[command.code], command)
            _bring(writing, row, **command_values(command))
        _note("tour.write_command", command.code, staff_id)


def succeed_command(command: catalogue.Prefecture, *, before: str, staff_id: int) -> None:
    """Put the new `command` in the place of `before`, which was raised or lowered to it.

    The old one ends on the day before the new one begins, and stays on the stops that it hosted;
    what stood below it and has not ended stands below the new one. Refused as `write_command`, and:
    BeginningMissing.
    """
    with transaction() as writing:
        old = queries.get_command(before)
        begins = command.since
        if begins is None:
            raise BeginningMissing
        if old.since and begins <= old.since:
            raise EndsBeforeItBegins
        write_command(command, seen=None, staff_id=staff_id)
        _bring(writing, old, until=begins - ONE_DAY)
        for child in queries.commands():
            if child.parent == before and child.until is None and child.code != command.code:
                _bring(writing, child, parent=command.code)
        _note("tour.end_command", before, staff_id)


def _check(command: catalogue.Prefecture, standing: dict[str, catalogue.Prefecture]) -> None:
    if command.level not in {level.code for level in queries.levels()}:
        raise NoSuchLevel
    if command.parent is not None:
        queries.get_command(command.parent)
    parents = {code: one.parent for code, one in standing.items()} | {command.code: command.parent}
    if is_below(command.parent, command.code, parents):
        raise BelowItself
    if command.since and command.until and command.until < command.since:
        raise EndsBeforeItBegins


def _add(writing: Session, model: type[Base], key: tuple[str, ...], **values: Any) -> None:
    if writing.get(model, key) is not None:
        raise CodeIsTaken(code=key[-1])
    writing.add(model(**values))
    writing.flush()


def _bring(writing: Session, row: Base, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    writing.add(row)


def _refuse_changed(seen: str, standing: object, wanted: object) -> None:
    if mark_of(standing) not in (seen, mark_of(wanted)):
        raise MovedMeanwhile


def _note(action: str, subject: str, staff_id: int) -> None:
    """The public pages name tours, slogans and commands: they are drawn anew."""
    versions.bump(rules.TOUR)
    audit.record(action, staff_id=staff_id, subject=subject)
