"""The target: which column of a table most likely holds the labels, and which others could."""

import re
from collections import Counter

from core.data.dataset import DatasetError, Note, note
from core.data.identities import is_named_identity
from core.data.labels import MOST_CLASSES, values_of
from core.data.numbers import Decimal, is_missing, number
from core.data.tables import Table
from core.data.wording import listed, short

NAMES = re.compile(
    r"(.*[_ .-])?(label|labels|target|class|classes|y|survived|diagnosis|outcome|result|species|"
    r"kind|category|klasse|ziel|answer|churn|exited|default|quality_label|output|标签|类别|类|"
    r"目标|结果|好瓜|诊断|是否.*)\d?$",
    re.IGNORECASE,
)  # fmt: skip


def suggest(table: Table) -> tuple[str | None, tuple[str, ...]]:
    """The column that most likely holds the labels (or None), and all that could.

    Of the columns with two values, the last one with such a name, or else the last one; a column
    with up to MOST_CLASSES values only if it has such a name and no column has two values.
    """
    counts = {}
    for i, (name, cells) in enumerate(zip(table.names, table.columns, strict=True)):
        if not (i == 0 and table.row_names) and not is_named_identity(name):
            some = Counter(cells)
            counts[name] = len(set(values_of(cells).values())) if len(some) <= 60 else len(some)
    two = [name for name, count in counts.items() if count == 2]
    candidates = [name for name, count in counts.items() if 2 <= count <= MOST_CLASSES]
    named = [name for name in counts if NAMES.match(name)]
    last = [name for name in counts if name == table.names[-1]]
    for choice in (
        [name for name in two if name in named],
        [name for name in named if name in candidates],
        [name for name in named if _is_soft(table, name)],
        two,
        [name for name in last if name in candidates or _is_soft(table, name)],
    ):
        if choice:
            return choice[-1], tuple(candidates)
    return None, tuple(candidates)


def _is_soft(table: Table, name: str) -> bool:
    cells = set(table.columns[table.names.index(name)])
    values = [number(cell, Decimal.UNTOLD) for cell in cells if not is_missing(cell)]
    return bool(values) and all(0 <= value <= 1 for value in values)


def target_of(table: Table, target: object) -> tuple[str, tuple[Note, ...]]:
    """The name of the target column: the one asked for, or a suggestion that a note tells.

    Raises
    ------
    DatasetError
        "no_such_column", or "no_target" where nothing can be suggested.
    """
    if target is not None:
        if str(target) in table.names:
            return str(target), ()
        raise DatasetError(
            "no_such_column", "The file has no column {target!r}; it has {columns}.",
            target=short(target), columns=listed(table.names),
        )  # fmt: skip
    suggested, candidates = suggest(table)
    if suggested is None:
        several = [name for name in table.names if name in candidates]
        raise DatasetError(
            "not_two_classes" if len(several) == 0 else "no_target",
            "No column has two values that could be the labels; choose the target from {columns}.",
            columns=listed(several or table.names),
        )  # fmt: skip
    return suggested, (
        note(
            "target_chosen", "Column {target!r} was taken as the target; {others} could be it too.",
            target=short(suggested),
            others=listed(c for c in candidates if c != suggested) or "no other column",
        ),
    )  # fmt: skip
