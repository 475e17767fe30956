"""The target: which column holds the labels, which values are one class, and which is class 1."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.data.dataset import DatasetError, Note, note
from core.data.identities import is_named_identity
from core.data.numbers import Decimal, is_missing, is_number, number
from core.data.tables import Table
from core.data.wording import listed, short
from core.types import Array

MOST_CLASSES = 20
NAMES = re.compile(
    r"(.*[_ .-])?(label|labels|target|class|classes|y|survived|diagnosis|outcome|result|species|"
    r"kind|category|klasse|ziel|answer|churn|exited|default|quality_label|output|标签|类别|类|"
    r"目标|结果|好瓜|诊断|是否.*)\d?$",
    re.IGNORECASE,
)  # fmt: skip
# A word for "missing" that so large a share of the labels is, is a class.
CLASS_SHARE = 0.1


class Labels(NamedTuple):
    """y (rows,) of 0, 1 and NaN where the label is missing, the classes' names, and notes.

    classes : how many different labels there are, before all but one became the rest.
    """

    y: Array
    names: tuple[str, str]
    notes: tuple[Note, ...]
    classes: int


def values_of(cells: Sequence[str], wanted: str | None = None) -> dict[str, str]:
    """Each way in which a label is written, with the way that stands for its class.

    1, 1.0 and 01 are one class, under the spelling used most. What means missing is no class,
    unless there would be only one class without it, it is `wanted`, or it is a word in many rows.
    """
    times = Counter(cells)
    missing = [cell for cell in times if is_missing(cell)]
    present = [cell for cell in times if not is_missing(cell)]
    words = [cell for cell in missing if cell and cell != "?"]
    if len(words) == 1 and len(present) == 1:
        present += words
    else:
        share = CLASS_SHARE * len(cells)
        often = [cell for cell in words if cell.casefold() == "none" and times[cell] > share]
        present += [cell for cell in words if cell == wanted or cell in often]
    spelled: dict[object, list[str]] = {}
    for cell in present:
        value = number(cell, Decimal.UNTOLD) if len(cell) <= 40 else np.nan
        spelled.setdefault(cell if np.isnan(value) else value, []).append(cell)
    return {
        cell: max(same, key=lambda spelling: (times[spelling], spelling))
        for same in spelled.values()
        for cell in same
    }


def _in_order(classes: set[str]) -> list[str]:
    if all(map(is_number, classes)):
        return sorted(classes, key=lambda cell: number(cell, Decimal.UNTOLD))
    return sorted(classes)


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
            "target_chosen", "Column {target!r} was taken as the target; others could be {others}.",
            target=short(suggested), others=listed(c for c in candidates if c != suggested) or "none",
        ),
    )  # fmt: skip


def labels_of(
    cells: Sequence[str], target: str, positive: object = None, *, ignore_case: bool = False
) -> Labels:
    """The labels of a column: 1 for the class `positive`, 0 for the other one or all others.

    Raises
    ------
    DatasetError
        "not_two_classes", "soft_labels", "label_spellings" or "no_such_class".
    """
    if ignore_case:
        cells = [cell.casefold() for cell in cells]
    wanted = None if positive is None else str(positive).strip()
    if ignore_case and wanted:
        wanted = wanted.casefold()
    spelled = values_of(cells, wanted)
    times = Counter(spelled[cell] for cell in cells if cell in spelled)
    classes = _in_order(set(times))
    _refuse(classes, times, target)
    one = _positive(classes, spelled, times, target, wanted)
    names = (listed(value for value in classes if value != one), one)
    if len(classes) == 2:
        names = (classes[1 - classes.index(one)], one)
    y = np.array([float(spelled[c] == one) if c in spelled else np.nan for c in cells])
    return Labels(y, names, _notes(classes, spelled, times, target, one, y), len(classes))


def _refuse(classes: list[str], times: Counter[str], target: str) -> None:
    """Raise where no choice of a class would make the labels right."""
    folded: dict[str, list[str]] = {}
    for value in classes:
        folded.setdefault(value.casefold(), []).append(value)
    alike = next((same for same in folded.values() if len(same) > 1), None)
    if alike and len(classes) <= 3 * MOST_CLASSES:
        raise DatasetError(
            "label_spellings",
            "Column {target!r} writes the same label in several ways: {values}. "
            "Write it in one way, or have upper and lower case taken as one.",
            target=short(target), values=listed(alike), classes=listed(classes),
        )  # fmt: skip
    values = [number(value, Decimal.UNTOLD) for value in classes[: 10 * MOST_CLASSES]]
    inside = [value for value in values if 0 < value < 1]
    if inside and all(0 <= value <= 1 for value in values):
        raise DatasetError(
            "soft_labels",
            "Column {target!r} holds labels between 0 and 1 ({values}); a label must be one of two "
            "classes, so choose another column or round them to 0 and 1.",
            target=short(target), values=listed(classes),
        )  # fmt: skip
    if len(classes) < 2 or len(classes) > MOST_CLASSES:
        raise DatasetError(
            "not_two_classes",
            "The target needs two different values, but column {target!r} has {count} ({values}). "
            "Choose another target.",
            target=short(target), count=len(classes), values=listed(classes), classes=(),
        )  # fmt: skip


def _positive(
    classes: list[str],
    spelled: dict[str, str],
    times: Counter[str],
    target: str,
    wanted: str | None,
) -> str:
    if wanted is None:
        if len(classes) > 2:
            raise DatasetError(
                "not_two_classes",
                "Column {target!r} has {count} different values: {shares}. Choose the one that "
                "counts as 1; it then stands against the rest.",
                target=short(target), count=len(classes), shares=_shares(times),
                classes=tuple(classes),
            )  # fmt: skip
        return classes[1]
    if wanted in spelled:
        return spelled[wanted]
    if is_number(wanted) or wanted in {"True", "False"}:
        # A label 1 may stand in the file as 1.0.
        value = float(wanted == "True") if not is_number(wanted) else number(wanted, Decimal.POINT)
        same = [name for name in classes if number(name, Decimal.UNTOLD) == value]
        if len(same) == 1:
            return same[0]
    raise DatasetError(
        "no_such_class", "Column {target!r} has no value {positive!r}; it has {values}.",
        target=short(target), positive=short(wanted), values=listed(classes),
    )  # fmt: skip


def _shares(times: Counter[str]) -> str:
    rows = sum(times.values())
    return listed(f"{short(name)[:18]} ({n / rows:.0%})" for name, n in times.most_common())


def _notes(
    classes: list[str], spelled: dict[str, str], times: Counter[str], target: str, one: str,
    y: Array,
) -> tuple[Note, ...]:  # fmt: skip
    notes = []
    merged = [cell for cell, value in spelled.items() if cell != value]
    if merged:
        notes.append(
            note(
                "labels_merged", "In column {target!r}, equal numbers are one class: {values}.",
                target=short(target), values=listed([spelled[merged[0]], *merged]),
            )
        )  # fmt: skip
    for value in classes:
        if is_missing(value):
            notes.append(
                note(
                    "missing_is_class", "In column {target!r}, {value!r} is a class, not a gap.",
                    target=short(target), value=short(value),
                )
            )  # fmt: skip
    share = float(np.nanmean(y))
    if len(classes) > 2:
        notes.append(
            note(
                "one_against_rest",
                "Class 1 is {one!r} ({share:.0%} of the rows) against the rest: {shares}.",
                one=short(one), share=share, shares=_shares(times),
            )
        )  # fmt: skip
    if min(share, 1 - share) < 0.2:
        notes.append(
            note(
                "imbalanced", "Always guessing the larger class would be right in {right:.0%}.",
                right=max(share, 1 - share),
            )
        )  # fmt: skip
    return tuple(notes)
