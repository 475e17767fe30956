"""A column to labels: which values are one class, which are missing, and which is class 1."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.data.dataset import DatasetError, Note, note
from core.data.numbers import Decimal, is_missing, is_number, number
from core.data.wording import listed, short
from core.types import Array

MOST_CLASSES = 20
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
    _refuse(classes, target)
    one = _positive(classes, spelled, times, target, wanted)
    names = (listed(value for value in classes if value != one), one)
    if len(classes) == 2:
        names = (classes[1 - classes.index(one)], one)
    y = np.array([float(spelled[c] == one) if c in spelled else np.nan for c in cells])
    return Labels(y, names, _notes(classes, spelled, times, target, one, y), len(classes))


def _refuse(classes: list[str], target: str) -> None:
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
