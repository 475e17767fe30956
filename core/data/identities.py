"""Columns that number or name the rows: they tell samples apart and say nothing about them."""

import re
from collections.abc import Sequence

import numpy as np

WHOLE = re.compile(r"[-+]?\d+$", re.ASCII)
NAMED = re.compile(
    r"unnamed: ?\d+|#|№|n[or°º]\.?|num|number|nummer|key|guid|uuid|"
    r"idx|index|ids?|row|rows?[ _.-]?(id|no|nr|num|number|names?|index)|rownum|obs|observation|"
    r"(case|sample|patient|subject|record|customer|user|passenger|person|student|instance|entry|"
    r"item|serial|sequence|line|ticket|kunden?|客户|用户|学生|样本|病人)"
    r"[ _.-]?(id|no\.?|nr\.?|num|number|nummer|index|code|编号|序号)|"
    r".*[ _.-](id|idx|index|key|uuid)|"
    r"编号|序号|学号|行号|号|号码|.*编号|.*序号|.*ID|身份证号?|代码",
    re.IGNORECASE,
)  # fmt: skip
# PassengerId: the capital letter tells an id from the end of a word such as "valid".
CAMEL = re.compile(r".*[a-z](Id|ID|Idx|Index|No|Nr)$")
# What is measured may be different and whole in every row, and numbers of features are no ids.
MEASURED = re.compile(
    r".*(height|weight|age|alter|length|width|size|area|price|preis|cost|amount|income|einkommen|"
    r"salary|gehalt|balance|count|time|year|hour|day|minute|second|temp|pressure|speed|distance|"
    r"score|points|level|rate|volume|density|mass|dose|glucose|身高|体重|年龄|长|宽|面积|价|收入|"
    r"工资|时间|温度|分|金额|密度).*|(x|f|v|feature|feat|attr|var|pixel|column|col)?[ _.-]?\d+|[a-z]",
    re.IGNORECASE,
)  # fmt: skip
LEAST_ROWS = 8


def is_named_identity(name: str) -> bool:
    return bool(NAMED.fullmatch(name) or CAMEL.match(name)) and not name.casefold().endswith(
        ("valid", "grid", "paid", "acid", "solid", "fluid")
    )


def numbers_the_rows(name: str, cells: Sequence[str], x: np.ndarray) -> bool:  # type: ignore[type-arg]
    """Whether the column counts the rows, or holds a whole number that no two rows share.

    Parameters
    ----------
    name : str
        A measured quantity or a feature called x1 is no id, whatever its values.
    cells, x : (rows,)
        As written, and as numbers.
    """
    if len(cells) < LEAST_ROWS or np.isnan(x).any():
        return False
    steps = np.diff(x)
    if (numbered := name.startswith("column ")) or not MEASURED.fullmatch(name):
        if (steps == 1).all():
            return True
        # Amounts in a table without names are whole and different, too; ids have equal lengths.
        equally_long = not numbered or len({len(cell) for cell in cells}) == 1
        whole = all(map(WHOLE.match, cells))
        return whole and equally_long and len(set(cells)) == len(cells)
    return False
