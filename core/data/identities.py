"""Columns that number or name the rows: they tell samples apart and say nothing about them."""

import re
from collections.abc import Sequence

import numpy as np

from core.data.numbers import is_number
from core.types import Array

WHOLE = re.compile(r"[-+]?\d+$", re.ASCII)
NAMED = re.compile(
    r"unnamed: ?\d+|#|№|guid|uuid|idx|index|ids?|row[ _.-]?(id|no|nr|num|number|names?|index)|"
    r"(case|sample|patient|subject|record|customer|user|passenger|person|student|instance|entry|"
    r"item|serial|sequence|ticket|kunden?|客户|用户|学生|样本|病人)"
    r"[ _.-]?(id|no\.?|nr\.?|num|number|nummer|index|编号|序号)|"
    r".*[ _.-](id|idx|uuid)|编号|序号|学号|行号|.*编号|.*序号|.*身份证号?",
    re.IGNORECASE,
)  # fmt: skip
# PassengerId: the capital letter tells an id from the end of a word such as "valid".
CAMEL = re.compile(r".*[a-z](Id|ID|Idx|No|Nr)$")
# Only where no two rows share a value: a "number" may also be a count.
MAYBE = re.compile(
    r"n[or°º]\.?|num|number|nummer|key|code|rows?|obs|observation|line|nr\.?|号|号码|代码|"
    r".*[ _.-](key|no\.?|nr\.?|number)",
    re.IGNORECASE,
)
# What is measured may be different and whole in every row, and numbers of features are no ids.
MEASURED = re.compile(
    r".*(height|weight|age|alter|length|width|size|area|price|preis|cost|amount|income|einkommen|"
    r"salary|gehalt|balance|count|time|year|hour|day|minute|second|temp|pressure|speed|distance|"
    r"score|points|level|rate|volume|density|mass|dose|glucose|身高|体重|年龄|长|宽|面积|价|收入|"
    r"工资|时间|温度|分|金额|密度).*|"
    r"(x|f|v|feature|feat|attr|var|pixel|column|col)?[ _.-]?\d+|[a-z]",
    re.IGNORECASE,
)  # fmt: skip
LEAST_ROWS = 8


def is_named_identity(name: str) -> bool:
    """Whether the name is one of a column that tells samples apart."""
    return bool(NAMED.fullmatch(name) or CAMEL.fullmatch(name))


def is_identity(name: str, cells: Sequence[str]) -> bool:
    """Whether name and cells are those of a column that tells samples apart; no decimals do."""
    if any("." in cell and is_number(cell) and not cell.endswith(".0") for cell in cells[:100]):
        return False
    unlike = len(set(cells)) == len(cells)
    return is_named_identity(name) or (unlike and bool(MAYBE.fullmatch(name)))


def numbers_the_rows(name: str, cells: Sequence[str], x: Array) -> bool:
    """Whether the column counts the rows, or holds a whole number that no two rows share.

    Parameters
    ----------
    name : str
        A measured quantity, or a feature called x1, is no id, whatever its values.
    cells, x : (rows,)
        As written, and as numbers.
    """
    if len(cells) < LEAST_ROWS or np.isnan(x).any():
        return False
    unnamed = name.startswith("column ")
    if MEASURED.fullmatch(name) and not unnamed:
        return False
    if (np.abs(np.diff(x)) == 1).all() and len(set(cells)) == len(cells):
        return True
    # Amounts in a table without names are whole and different, too; ids have equal lengths.
    equally_long = not unnamed or len({len(cell) for cell in cells}) == 1
    whole = all(map(WHOLE.match, cells))
    return whole and equally_long and len(set(cells)) == len(cells)
