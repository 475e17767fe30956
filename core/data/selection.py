"""Which columns and rows of a table are used: what is left out is named, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.data.columns import Column, column_of, decimal_of_file, leak_of, refuse_infinite
from core.data.dataset import DatasetError, Note, note, stratified_order
from core.data.labels import Labels
from core.data.tables import Table
from core.data.wanted import chosen_of, refuse_unusable, wanted_names
from core.data.wording import listed, short
from core.types import Array

MAX_FEATURES = 30
MIN_SAMPLES = 4
MOST_ROWS = 5_000
# Columns with gaps go, the one with most gaps first, until so many of the rows are complete.
COMPLETE_SHARE = 0.5
# What may yet be used where nothing else is left.
DOUBTFUL = frozenset({"one_threshold", "row_numbers"})


@dataclass(frozen=True, eq=False)
class Selection:
    """X (n0, rows) as measured, y (rows,), the features' names, and what was left out.

    dropped : the columns that are not used.
    rows_removed : how many rows had a gap, in the label or in a feature.
    """

    X: Array
    y: Array
    names: tuple[str, ...]
    dropped: tuple[str, ...]
    rows_removed: int
    notes: tuple[Note, ...]


def few_rows(table: Table, labels: Labels) -> tuple[Table, Labels, tuple[Note, ...]]:
    """At most MOST_ROWS of the rows, drawn so that each class keeps its share."""
    if table.rows <= MOST_ROWS:
        return table, labels, ()
    labelled = np.flatnonzero(~np.isnan(labels.y))
    order = stratified_order(labels.y[labelled], np.random.default_rng(0))
    chosen = np.sort(labelled[order[:MOST_ROWS]])
    columns = tuple(tuple(cells[i] for i in chosen) for cells in table.columns)
    told = note(
        "rows_sampled",
        "Of {rows} rows, {used} are used, drawn so that each class keeps its share.",
        rows=table.rows, used=len(chosen),
    )  # fmt: skip
    return table._replace(columns=columns), labels._replace(y=labels.y[chosen]), (told,)


def select(
    table: Table, target: str, labels: Labels, *,
    features: Sequence[str] | None = None, keep: Sequence[str] = (),
) -> Selection:  # fmt: skip
    """The features and rows in use.

    Parameters
    ----------
    table : Table
    target : str
    labels : Labels
    features : sequence of str, optional
        Columns, or features such as "sex = male"; by default all that can tell something.
    keep : sequence of str
        Columns to use although they would be left out.

    Raises
    ------
    DatasetError
        "no_such_column", "feature_unusable", "no_numeric_feature", "too_many_features",
        "infinite" or "too_few_samples".
    """
    wanted = wanted_names(features, keep)
    labelled = ~np.isnan(labels.y)
    columns = _columns(table, target, labelled)
    refuse_unusable(wanted, columns, table, target)
    y = labels.y[labelled]
    columns = [_judged(column, labels._replace(y=y), len(columns), wanted) for column in columns]
    if features is not None:
        columns = [chosen_of(column, wanted) for column in columns]
    columns = _without_gaps(columns, wanted)
    columns = _something(columns, features is not None)
    used = [column for column in columns if column.left_out is None]
    gaps = np.any([column.gaps for column in used], axis=0)
    whole = np.flatnonzero(~gaps)
    names = [name for column in used for name, _ in column.features]
    X = np.array([x[whole] for column in used for _, x in column.features])
    y = y[whole]
    _refuse_too_few(y, labels)
    varied = X.max(axis=1) > X.min(axis=1)
    if not varied.any():
        raise _nothing(columns)
    constant = [
        note(
            "constant", "{name!r} is the same in every row left, so it is left out.", name=short(n)
        )
        for n, varies in zip(names, varied, strict=True)
        if not varies
    ]
    left = [n for n, varies in zip(names, varied, strict=True) if varies]
    notes = [c.left_out for c in columns if c.left_out and c.left_out.code != "not_chosen"]
    dropped = [*(c.name for c in columns if c.left_out), *table.empty]
    dropped += [c.name for c in used if not any(name in left for name, _ in c.features)]
    removed = table.rows - len(y)
    if removed:
        notes.append(
            note("rows_removed", "{rows} rows with a gap were left out.", rows=removed)
        )  # fmt: skip
    noticed = [column.note for column in used if column.note]
    return Selection(
        X[varied], y, tuple(left), tuple(dropped), removed, (*notes, *constant, *noticed)
    )


def _refuse_too_few(y: Array, labels: Labels) -> None:
    if len(y) < MIN_SAMPLES:
        raise DatasetError(
            "too_few_samples",
            "Only {count} complete rows are left; at least {least} are needed. "
            "Add rows or fill the gaps.",
            count=len(y), least=MIN_SAMPLES,
        )  # fmt: skip
    counts = (int((y == 0).sum()), int((y == 1).sum()))
    if min(counts) < 2:
        raise DatasetError(
            "too_few_samples",
            "Of {count} complete rows, class {name!r} has {few}; it needs two, one of them for "
            "testing. Add rows or fill the gaps.",
            count=len(y), few=min(counts), name=short(labels.names[counts.index(min(counts))]),
        )  # fmt: skip


def _columns(table: Table, target: str, labelled: Array) -> list[Column]:
    decimal = decimal_of_file(table.columns)
    rows = np.flatnonzero(labelled)
    every = len(rows) == table.rows
    return [
        column_of(
            name, cells if every else [cells[i] for i in rows], decimal, table.row_names and i == 0
        )
        for i, (name, cells) in enumerate(zip(table.names, table.columns, strict=True))
        if name != target
    ]


def _judged(column: Column, labels: Labels, columns: int, wanted: Sequence[str]) -> Column:
    """The column with the reason why it is left out, if its own or the label's values give one."""
    if column.name in wanted or any(name in wanted for name, _ in column.features):
        refuse_infinite(column)
        return replace(column, left_out=None)
    if column.left_out is None:
        refuse_infinite(column)
        return replace(column, left_out=leak_of(column, labels.y, labels.classes, columns))
    return column


def _without_gaps(columns: list[Column], wanted: Sequence[str]) -> list[Column]:
    """Leave out columns with gaps, the emptiest first, while they cost more than half the rows."""
    columns = list(columns)
    while True:
        used = [i for i, column in enumerate(columns) if column.left_out is None]
        if not used:
            return columns
        gaps = {i: columns[i].gaps for i in used}
        complete = ~np.any(list(gaps.values()), axis=0)
        can_go = [i for i in used if columns[i].name not in wanted and gaps[i].any()]
        if complete.mean() >= COMPLETE_SHARE or not can_go or len(used) == 1:
            return columns
        worst = max(can_go, key=lambda i: int(gaps[i].sum()))
        told = note(
            "mostly_empty", "Column {name!r} is empty in {share:.0%} of the rows: it is left out.",
            name=short(columns[worst].name), share=float(gaps[worst].mean()),
        )  # fmt: skip
        columns[worst] = replace(columns[worst], left_out=told)


def _something(columns: list[Column], chosen: bool) -> list[Column]:
    """The columns, of which some are used: if all are left out, those in doubt stay in use.

    Raises
    ------
    DatasetError
        "no_numeric_feature" or "too_many_features".
    """
    possible = [c for c in columns if not c.left_out or c.left_out.code == "copy_of_target"]
    used = [c for c in columns if not c.left_out]
    if not used and not chosen and len(possible) <= MAX_FEATURES:
        columns = [_in_doubt(column) for column in columns]
        used = possible = [c for c in columns if not c.left_out]
        if not used:
            raise _nothing(columns)
    if not used and chosen:
        raise DatasetError("no_numeric_feature", "No feature was chosen; choose at least one.")
    count = sum(len(column.features) for column in used or possible)
    if count > MAX_FEATURES:
        raise DatasetError(
            "too_many_features",
            "The file has {count} features; at most {most} can be in use, so choose among them.",
            count=count, most=MAX_FEATURES,
        )  # fmt: skip
    return columns


def _in_doubt(column: Column) -> Column:
    why = column.left_out
    if why and why.code in DOUBTFUL and column.kind == "numbers" and column.distinct > 1:
        told = note(
            "used_in_doubt",
            "Column {name!r} is used, because no other is left; it may only number the rows or "
            "give the label away.", name=short(column.name), why=why.code,
        )  # fmt: skip
        return replace(column, left_out=None, note=told)
    return column


def _nothing(columns: Sequence[Column]) -> DatasetError:
    return DatasetError(
        "no_numeric_feature",
        "No column besides the target can be used as a feature: {reasons}.",
        reasons=listed(f"{short(c.name)[:12]} ({c.left_out.code})" for c in columns if c.left_out)
        or "they hold the same value in every row",
    )
