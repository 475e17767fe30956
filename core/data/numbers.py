"""Cells to numbers: decimal commas, thousands signs, percent, currency, and what is missing."""

import math
import re
from collections.abc import Iterable, Sequence
from enum import Enum

import numpy as np

from core.types import Array

MISSING = frozenset(
    cell
    for cells in (
        ("", "?", "-", "--", "—", ".", "na", "n/a", "#n/a", "nan", "-nan", "<na>"),
        ("null", "none", "nil", "missing", "无", "缺失"),
    )
    for cell in cells
)
"""What means that there is no value, without regard to case."""
MINUS = re.compile("^[\u2212\u2013\ufe63\uff0d]")
MONEY = "[€$£¥￥₩₹₽]|USD|EUR|GBP|CNY|RMB|CHF|元"
AROUND = re.compile(rf"^([-+]?)\s*(?:{MONEY})?\s*([-+]?[^%％]*?)\s*(?:{MONEY})?\s*([%％]?)$")
PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$", re.IGNORECASE | re.ASCII)
COMMA = re.compile(r"[-+]?\d*,\d+(?:e[-+]?\d+)?$", re.IGNORECASE | re.ASCII)
# Groups of three digits with one sign between all of them, and then a decimal sign, or none.
GROUPS = re.compile(r"[-+]?[1-9]\d{0,2}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$", re.ASCII)
INFINITE = re.compile(r"[-+]?inf(?:inity)?$|[-+]?∞$", re.IGNORECASE)


class Decimal(Enum):
    """The decimal sign of a column; a cell such as 1,234 does not tell it by itself."""

    POINT = "."
    COMMA = ","
    UNTOLD = ""


def is_missing(cell: str) -> bool:
    return cell.casefold() in MISSING


def is_number(cell: str) -> bool:
    """Whether the cell holds a number in one of the ways of writing known here."""
    return not math.isnan(number(cell, Decimal.POINT))


def _bare(cell: str) -> tuple[str, bool]:
    """The cell without currency, percent sign and blanks of other widths; whether percent."""
    for blank in "\u00a0\u202f\u2009\u2007":
        cell = cell.replace(blank, " ")
    cell = MINUS.sub("-", cell.strip())
    found = AROUND.match(cell)
    if not found:
        return cell, False
    return found[1] + MINUS.sub("-", found[2]), bool(found[3])


def number(cell: str, decimal: Decimal) -> float:
    """The number in a cell; NaN where there is none. Percent are hundredths.

    Parameters
    ----------
    cell : str
    decimal : Decimal
        What a single comma or point before three digits is; every other cell tells by itself.
    """
    text, percent = (cell, False) if PLAIN.match(cell) else _bare(cell)
    value = _value(text, decimal)
    return value / 100 if percent else value


def _value(text: str, decimal: Decimal) -> float:
    if INFINITE.match(text):
        return math.inf if text[0] != "-" else -math.inf
    groups = GROUPS.match(text)
    if groups and not (_ambiguous(text) and groups[1] == decimal.value):
        # What stands between groups cannot be the decimal sign after them.
        if groups[2] and groups[1] == groups[2]:
            return math.nan
        if not (_ambiguous(text) and groups[1] == "." and decimal is Decimal.UNTOLD):
            return float(text.replace(groups[1], "").replace(",", "."))
    if PLAIN.match(text):
        return float(text)
    if COMMA.match(text):
        return float(text.replace(",", "."))
    return math.nan


def _ambiguous(text: str) -> bool:
    """Whether a single point or comma before three digits may be either sign: 1.234 or 1,234."""
    groups = GROUPS.match(text)
    return bool(groups) and len(re.findall("[.,]", text)) == 1 and " " not in text and (
        not {"'", "’"} & set(text)
    )  # fmt: skip


def decimal_of(cells: Iterable[str]) -> Decimal:
    """The decimal sign that cells tell by themselves, where they agree."""
    told = {Decimal.POINT: 0, Decimal.COMMA: 0}
    for cell in cells:
        text, _ = _bare(cell) if not PLAIN.match(cell) else (cell, False)
        groups = GROUPS.match(text)
        if groups and not _ambiguous(text):
            sign = groups[2] or {".": ",", ",": "."}.get(groups[1], "")
        elif groups:
            continue
        else:
            sign = "." if PLAIN.match(text) and "." in text else "," if COMMA.match(text) else ""
        if sign:
            told[Decimal(sign)] += 1
    if told[Decimal.POINT] == told[Decimal.COMMA]:
        return Decimal.UNTOLD
    return max(told, key=told.__getitem__)


def _decimal_by_mixture(cells: Sequence[str]) -> Decimal:
    """The sign of a column with whole numbers below 1000 beside cells such as 1,234 or 1.234.

    Whoever writes three decimals writes them everywhere, so these are thousands.
    """
    bare = [_bare(cell)[0] for cell in cells]
    doubtful = {re.sub(r"[^.,]", "", text) for text in bare if _ambiguous(text)}
    whole = [text for text in bare if re.fullmatch(r"[-+]?\d+", text, re.ASCII)]
    if len(doubtful) == 1 and whole and all(len(text.lstrip("+-")) <= 3 for text in whole):
        return Decimal.COMMA if doubtful == {"."} else Decimal.POINT
    return Decimal.UNTOLD


def numbers(cells: Sequence[str], of_file: Decimal) -> Array:
    """The numbers in a column's cells; NaN where there is none.

    Parameters
    ----------
    cells : sequence of str
    of_file : Decimal
        The decimal sign that the file's other columns tell.
    """
    unlike = set(cells)
    if all(PLAIN.match(cell) and not GROUPS.match(cell) for cell in unlike):
        return np.array(cells, dtype=float) if cells else np.empty(0)
    present = [cell for cell in unlike if not is_missing(cell)]
    decimal = decimal_of(present)
    if decimal is Decimal.UNTOLD:
        decimal = of_file
    if decimal is Decimal.UNTOLD:
        decimal = _decimal_by_mixture(present)
    values = {cell: number(cell, decimal) for cell in present}
    return np.array([values.get(cell, math.nan) for cell in cells])
