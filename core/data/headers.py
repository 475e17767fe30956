"""Whether the first line of a table names the columns, or is already the first sample."""

import re
from collections import Counter
from collections.abc import Sequence

from core.data.numbers import is_missing, is_number

LOOKED_AT = 300
FEW = 20
WHOLE = re.compile(r"-?\d{1,9}$", re.ASCII)


def names_columns(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether `first` differs from the rows below it as names differ from values.

    Words over numbers are names. Words over words are not if they come again below, as a class or
    a code does. Numbers are names only where they cannot be values: 0, 1, 2, ... as `to_csv`
    writes them, or years over other numbers.
    """
    repeats = len({cell for cell in first if cell}) < sum(1 for cell in first if cell)
    # Names differ from each other; two equal words may yet be a header that repeats a name.
    if repeats and any(is_number(cell) for cell in first):
        return False
    columns = list(zip(*rows[:LOOKED_AT], strict=True))
    over_numbers = again = words = misfit = numerals = 0
    for cell, below in zip(first, columns, strict=True):
        present = [value for value in below if not is_missing(value)]
        numeric = sum(map(is_number, present)) >= max(1, 0.9 * len(present))
        few = len(set(present)) <= max(2, min(FEW, len(present) // 2))
        if is_missing(cell) and cell.casefold() not in {"none", "na", "nil", "null"}:
            continue
        if is_number(cell):
            numerals += 1
            misfit += not (WHOLE.match(cell) and _differs(cell, present, numeric))
        else:
            words += 1
            over_numbers += numeric
            again += few and Counter(present)[cell] > 0
    if numerals > 1 and _counts_up(first):
        return any(map(_of_another_kind, first, columns))
    if misfit:
        return over_numbers > misfit
    if numerals and not over_numbers and words:
        # Years over numbers: the other names must not be values either.
        return again == 0
    if numerals:
        return over_numbers > 0
    return words > 0 and (over_numbers > 0 or again == 0)


def _differs(cell: str, present: Sequence[str], numeric: bool) -> bool:
    """Whether a whole number cannot be one of the values below it."""
    if not present:
        return True
    if not numeric:
        return cell not in present
    values = [float(value) for value in present if re.fullmatch(r"-?\d+(\.\d+)?", value)]
    if not values or any(not float.is_integer(value) for value in values):
        # A column with decimals would show some here too, unless it is a year or an index.
        return "." not in cell and (not values or not min(values) <= float(cell) <= max(values))
    spread = max(values) - min(values)
    return not min(values) - spread - 1 <= float(cell) <= max(values) + spread + 1


def _of_another_kind(cell: str, below: Sequence[str]) -> bool:
    """Whether all values below have decimals, or are a few of which the cell is none."""
    present = [value for value in below if not is_missing(value)]
    decimals = bool(present) and all("." in value or "," in value for value in present)
    few = len(set(present)) <= max(2, min(FEW, len(present) // 2))
    return bool(cell) and (decimals or (few and cell not in present))


def _counts_up(first: Sequence[str]) -> bool:
    """Whether the cells are 0, 1, 2, ..., after an empty one for the row numbers or without it."""
    numerals = list(first[1:] if first and not first[0] else first)
    return len(numerals) > 1 and numerals == [str(i) for i in range(len(numerals))]
