"""Taking over what stops refer to: host commands, services, tours, partners."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from caravan.kernel import purposes, versions
from caravan.kernel.clock import now
from caravan.kernel.db import Base, transaction
from caravan.tour import rules
from caravan.tour.bank.bank_file import BANK_FILE
from caravan.tour.bank.taking import take_over
from caravan.tour.catalogue import Catalogue, read_catalogue
from caravan.tour.duties.duty_file import DUTIES_FILE
from caravan.tour.duties.models import AnsweringBody, AnswerRoute
from caravan.tour.figures.figure_file import FIGURES_FILE
from caravan.tour.figures.models import YearlyFigure
from caravan.tour.models import LoadedFile
from caravan.tour.plan_rows import catalogue_values

_Row = tuple[type[Base], Mapping[str, str], Mapping[str, Any]]


def load_catalogue(files: Mapping[str, bytes]) -> Catalogue:
    """Take over the catalogue files, by name; what they no longer name stays: old stops name it.

    A file that was taken over before and has not changed since changes nothing, so that what staff
    edited on screen after it stays. Refused with every fault: BadCatalogue.
    """
    read = read_catalogue(files)
    rows = catalogue_values(read)
    with transaction() as writing:
        fresh = [name for name in files if _is_new_file(writing, name, files[name])]
        if DUTIES_FILE in fresh:
            writing.execute(delete(AnswerRoute))  # a route that the file no longer has is none
        if FIGURES_FILE in fresh:
            writing.execute(delete(YearlyFigure))  # likewise a figure that was taken out
        news = _put_all(writing, chain.from_iterable(rows.get(name, ()) for name in fresh))
        if BANK_FILE in fresh:
            take_over(writing, read.bank)
        if DUTIES_FILE in fresh:
            _withdraw(writing, {one.code for one in read.duties.bodies})
        if any(news):
            versions.bump(rules.TOUR)
            versions.bump(purposes.TOPIC)
    return read


def _withdraw(writing: Session, named: Collection[str]) -> None:
    """Bodies that the file names no longer answer no more; one that it names again does again."""
    for body in writing.scalars(select(AnsweringBody)):
        body.is_withdrawn = body.code not in named


def _is_new_file(writing: Session, name: str, content: bytes) -> bool:
    """Whether the file is not the one that was taken over last; from now on it is."""
    content_hash = hashlib.sha256(content).hexdigest()
    row = writing.get(LoadedFile, name) or LoadedFile(name=name)
    if row.content_hash == content_hash:
        return False
    row.content_hash, row.loaded_at = content_hash, now()
    writing.add(row)
    return True


def _put_all(writing: Session, rows: Iterable[_Row]) -> list[bool]:
    """Write these rows in their order; says of each whether it changed. One look at each table."""
    news = []
    for model, of_it in groupby(rows, key=itemgetter(0)):
        standing = {inspect(row).identity: row for row in writing.scalars(select(model))}
        for _, key, values in of_it:
            row = standing.get(tuple(key.values())) or model(**key)
            news.append(_put(writing, row, values))
        writing.flush()  # what follows may refer to them
    return news


def _put(writing: Session, row: Base, values: Mapping[str, Any]) -> bool:
    """Write the values into the row; says whether that changed anything."""
    if row in writing and all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    writing.add(row)
    return True
