"""A learner's own data: a CSV file becomes a Dataset, or one sentence that says what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from core.data.columns import Column, column_of, decimal_of_file
from core.data.dataset import Dataset, Note, note
from core.data.decoding import read_text
from core.data.labels import labels_of
from core.data.own import own_source
from core.data.selection import Selection, few_rows, select
from core.data.sources import Source
from core.data.tables import Table, table_of
from core.data.targets import suggest, target_of

FIRST_ROWS = 5


@dataclass(frozen=True, eq=False)
class Inspection:
    """What a file holds, for a learner to choose from.

    columns : all of them, the target's too, each with its kind, values and why it is left out.
    first_rows : the first samples, as written.
    rows : how many there are.
    target : the suggested target, or None.
    candidates : the columns that could be the target.
    notes : what was noticed about the file as a whole.
    """

    columns: tuple[Column, ...]
    first_rows: tuple[tuple[str, ...], ...]
    rows: int
    target: str | None
    candidates: tuple[str, ...]
    notes: tuple[Note, ...]


def read_table(file: str | Path | IO[Any], *, header: bool | None = None) -> Table:
    """The file's table, still as text: read it once, then inspect it and choose from it."""
    return table_of(read_text(file), header)


def inspect_table(table: Table) -> Inspection:
    """The table's columns with what they hold, and the target that is suggested."""
    target, candidates = suggest(table)
    decimal = decimal_of_file(table.columns)
    columns = tuple(
        column_of(name, cells, decimal, table.row_names and i == 0)
        for i, (name, cells) in enumerate(zip(table.names, table.columns, strict=True))
    )
    first = tuple(zip(*(cells[:FIRST_ROWS] for cells in table.columns), strict=True))
    return Inspection(columns, first, table.rows, target, candidates, table.notes)


def source_of(
    table: Table,
    target: str | None = None,
    positive: object = None,
    *,
    features: Sequence[str] | None = None,
    keep: Sequence[str] = (),
    ignore_case: bool = False,
) -> tuple[Source, Selection]:
    """What was chosen of a table, as a source to train on.

    Parameters
    ----------
    table : Table
    target, positive, features, keep, ignore_case
        As for `read_csv`.

    Returns
    -------
    source : Source
    selection : Selection
        The samples in use, what was left out and why.

    Raises
    ------
    DatasetError
    """
    name, notes = target_of(table, target)
    cells = table.columns[table.names.index(name)]
    labels = labels_of(cells, name, positive, ignore_case=ignore_case)
    table, labels, sampled = few_rows(table, labels)
    selection = select(table, name, labels, features=features, keep=keep)
    notes = (*table.notes, *notes, *labels.notes, *sampled, *selection.notes)
    source = own_source(selection.X, selection.y, selection.names, labels.names)
    if source.max_m == len(selection.y):
        notes += (
            note(
                "nothing_held_out",
                "The file has only {rows} samples: all are trained on, and tested on too.",
                rows=len(selection.y),
            ),
        )  # fmt: skip
    return source, replace(selection, notes=notes)


def read_csv(
    file: str | Path | IO[Any],
    target: str | None = None,
    positive: object = None,
    *,
    features: Sequence[str] | None = None,
    keep: Sequence[str] = (),
    header: bool | None = None,
    ignore_case: bool = False,
) -> Dataset:
    """Read a table with one sample a row and split it into training and held-out samples.

    Parameters
    ----------
    file : path or open file, text or bytes
        Separated by commas, semicolons, tabs, pipes or blanks; with decimal points or commas.
    target : str, optional
        The column with the labels; by default one with two values, which a note then names.
    positive : optional
        The value that is class 1, against all others; by default the second of two in order.
    features : sequence of str, optional
        The columns in use, at most 30 features; by default all that can tell something.
    keep : sequence of str
        Columns to use although they would be left out, such as row numbers.
    header : bool, optional
        Whether the first line names the columns; by default that is told from the lines.
    ignore_case : bool
        Whether Yes and yes are one class.

    Returns
    -------
    Dataset
        `dropped` names the columns that are not used and `notes` tell why; rows with a gap are
        left out. Four fifths of each class are for training, and the features are standardised by
        those. Of more than 5,000 rows, 5,000 are drawn, with the classes' shares.

    Raises
    ------
    DatasetError
        With a code and one sentence that says what to do. The file: "unreadable", "workbook",
        "too_large", "too_many_columns", "empty". The table: "one_column", "no_header", "ragged",
        "duplicate_names". The target: "no_such_column", "no_target", "not_two_classes",
        "label_spellings", "soft_labels", "no_such_class". The features: "no_numeric_feature",
        "too_many_features", "feature_unusable", "infinite", "too_few_samples".
    """
    table = read_table(file, header=header)
    source, selection = source_of(
        table, target, positive, features=features, keep=keep, ignore_case=ignore_case
    )
    return replace(
        source.draw(source.max_m),
        dropped=selection.dropped,
        rows_removed=selection.rows_removed,
        notes=selection.notes,
    )
