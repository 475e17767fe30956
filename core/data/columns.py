"""Columns to features: numbers as they are, words as 0 and 1, and why a column is left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.data.dataset import DatasetError, Note, note
from core.data.identities import is_identity, numbers_the_rows
from core.data.leaks import copies, splits
from core.data.numbers import Decimal, decimal_of, is_missing, is_number, numbers
from core.data.wording import listed, short
from core.types import Array

MOST_WORDS = 12
# A column is one of numbers if nearly all of what stands in it is a number.
NUMERIC_SHARE = 0.9
MOST_GAPS = 0.5
# Squares must stay finite, or the deviation would not be.
LARGEST = 1e150


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a file, and the features made of it.

    kind : "numbers", "words", "row_names" or "empty".
    values : the most frequent of its values, with how many rows hold each.
    distinct, missing : how many different values there are, and how many rows hold none.
    features : names and values (rows,), NaN in gaps; several for words.
    left_out : why it is no feature unless it is wanted, or None.
    can_be_used : whether it can be one when it is wanted.
    cells : as written.
    note : what else was noticed.
    """

    name: str
    kind: str
    values: tuple[tuple[str, int], ...]
    distinct: int
    missing: int
    features: tuple[tuple[str, Array], ...]
    left_out: Note | None
    cells: Sequence[str]
    note: Note | None = None

    @property
    def can_be_used(self) -> bool:
        return bool(self.features)

    @property
    def gaps(self) -> Array:
        """(rows,) of True where the column has no value that can be used."""
        gaps: Array = np.isnan(self.features[0][1])
        return gaps


def decimal_of_file(columns: Sequence[Sequence[str]]) -> Decimal:
    """The decimal sign that the first rows of all columns tell together."""
    return decimal_of(cell for cells in columns for cell in set(cells[:200]))


def column_of(name: str, cells: Sequence[str], decimal: Decimal, row_names: bool) -> Column:
    """What a column holds, told without the labels.

    Parameters
    ----------
    name : str
    cells : (rows,) sequence of str
    decimal : Decimal
        The file's.
    row_names : bool
        Whether the column has no name and stands first.
    """
    counts = Counter(cells)
    for cell in [cell for cell in counts if is_missing(cell)]:
        del counts[cell]
    present = sum(counts.values())
    missing = len(cells) - present
    x = numbers(cells, decimal)
    found = int((~np.isnan(x)).sum())
    numeric = present > 0 and found >= NUMERIC_SHARE * present
    kind = "empty" if not present else "numbers" if numeric else "words"
    features: tuple[tuple[str, Array], ...] = ((name, x),) if numeric else ()
    if kind == "words" and len(counts) <= MOST_WORDS:
        features = _words(name, cells, sorted(counts))
    noticed = None
    if numeric and found < present:
        odd = [cell for cell in counts if not is_number(cell)]
        noticed = note(
            "not_numbers", "In column {name!r}, what is no number counts as a gap: {values}.",
            name=short(name), values=listed(odd),
        )  # fmt: skip
    values = tuple((short(value), times) for value, times in counts.most_common(MOST_WORDS))
    unlike = len(counts) == len(cells)
    is_id = is_identity(name, cells) or (numeric and numbers_the_rows(name, cells, x))
    if row_names and (unlike or is_id):
        kind = "row_names"
    if row_names and numeric and found == len(cells) and (np.diff(x) == 1).all():
        is_id = True
    left_out = _reason(name, kind, counts, missing, len(cells), is_id)
    return Column(name, kind, values, len(counts), missing, features, left_out, cells, noticed)


def _words(name: str, cells: Sequence[str], words: list[str]) -> tuple[tuple[str, Array], ...]:
    places = {word: i for i, word in enumerate(words)}
    places_of = np.array([places.get(cell, -1) for cell in cells])
    gaps = places_of < 0
    features = []
    # Of two words, one tells all.
    for word in words[1:] if len(words) == 2 else words:
        x = (places_of == places[word]).astype(float)
        x[gaps] = np.nan
        features.append((f"{name} = {word}", x))
    return tuple(features)


def _reason(
    name: str, kind: str, counts: Counter[str], missing: int, rows: int, is_id: bool
) -> Note | None:
    shown = short(name)
    if kind == "empty":
        return note("empty_column", "Column {name!r} is empty, so it is left out.", name=shown)
    if kind == "row_names" or is_id:
        return note(
            "row_numbers",
            "Column {name!r} only names or numbers the rows, so it is left out.", name=shown,
        )  # fmt: skip
    if missing > MOST_GAPS * rows:
        return note(
            "mostly_empty", "Column {name!r} is empty in {share:.0%} of the rows: it is left out.",
            name=shown, share=missing / rows,
        )  # fmt: skip
    if len(counts) == 1:
        return note(
            "constant", "Column {name!r} is {value!r} in every row, so it is left out.",
            name=shown, value=short(next(iter(counts))),
        )  # fmt: skip
    if kind == "words" and (len(counts) > MOST_WORDS or len(counts) > max(2, rows / 2)):
        return note(
            "too_many_words",
            "Column {name!r} holds {count} different words ({values}), so it is left out.",
            name=shown, count=len(counts), values=listed(counts),
        )  # fmt: skip
    return None


def leak_of(column: Column, y: Array, classes: int, columns: int) -> Note | None:
    """Why a column gives the label away, if it does.

    Parameters
    ----------
    column : Column
    y : (rows,) array of 0.0 and 1.0
    classes : int
        How many different labels the file has: a copy in numbers has as many values.
    columns : int
        How many are looked at.
    """
    if not column.can_be_used:
        return None
    there = np.logical_not(column.gaps)
    labels = y[there]
    x = column.features[0][1][there]
    cells = [cell for cell, present in zip(column.cells, there, strict=True) if present]
    numeric = column.kind == "numbers"
    values, most = (x.tolist(), classes) if numeric else (cells, MOST_WORDS)
    if copies(values, labels, columns, most):
        return note(
            "copy_of_target",
            "Each value of column {name!r} stands for one class, as a copy of the target does, so "
            "it is left out.", name=short(column.name),
        )  # fmt: skip
    if numeric and splits(x, labels, columns):
        return note(
            "one_threshold",
            "One threshold in column {name!r} separates the classes in all rows: it gives the "
            "label away, so it is left out.", name=short(column.name),
        )  # fmt: skip
    return None


def refuse_infinite(column: Column) -> None:
    """Raise "infinite" where a number is too large to compute with, and name column and row."""
    for _, x in column.features:
        large = np.flatnonzero(np.abs(x) >= LARGEST)
        if len(large):
            raise DatasetError(
                "infinite",
                "Column {name!r} holds an infinite number, or one too large to use, in row {row}: "
                "{value}. Mend it or leave the column out.",
                name=short(column.name), row=int(large[0]) + 1,
                value=short(column.cells[large[0]]),
            )  # fmt: skip
