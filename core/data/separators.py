"""Text to rows of cells: which character stands between them, and quotes read as CSV has them."""

import csv
import re
from collections import Counter
from collections.abc import Iterator

from core.data.dataset import DatasetError

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
# In this order where several fit equally well: a decimal comma fits as well as a real one.
SEPARATORS = ("\t", ";", "|", ",")
BLANK = " "
LOOKED_AT = 200
# The line by which Excel is told the separator of a file.
SEP_LINE = re.compile(r'^\s*"?sep=(.|\\t)"?[\s,;]*$', re.IGNORECASE)
# Two numbers with a blank between them inside one cell: the blank is the separator.
NUMBERS_APART = re.compile(r"\d\s+[-+]?\d*[.,]?\d")

Rows = list[list[str]]


def rows_of(text: str) -> tuple[Rows, str]:
    """The cells of each line that is not empty, without outer blanks, and the separator.

    Raises
    ------
    DatasetError
        "empty", "too_large" (rows), "too_many_columns" or "unreadable".
    """
    first, _, below = text.partition("\n")
    if said := SEP_LINE.match(first):
        text = below
    some = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    separator = {"\\t": "\t"}.get(said[1], said[1]) if said else ""
    # What is said holds, unless nothing is separated by it.
    if not separator or (separator in SEPARATORS and _fit(some, separator) == 0):
        separator = _separator(some)
    rows: Rows = []
    for cells in _parsed(text, separator):
        if not any(cells):
            continue
        # Before any column is made; a separator at the end of each row is no column.
        if len(cells) > MAX_COLUMNS + 1:
            raise _too_wide(len(cells))
        if len(rows) > MAX_ROWS + LOOKED_AT:
            break
        rows.append(cells)
    if len(rows) > MAX_ROWS + 1:
        raise DatasetError(
            "too_large", "The file has more than {rows} rows; keep at most so many.", rows=MAX_ROWS
        )
    return rows, separator


def _too_wide(count: int) -> DatasetError:
    return DatasetError(
        "too_many_columns",
        "The file has {count} columns; at most {most} can be read, so leave some out.",
        count=count, most=MAX_COLUMNS,
    )  # fmt: skip


def _separator(lines: list[str]) -> str:
    """The separator that gives the most lines the same number of cells, at least two."""
    fits = {separator: _fit(lines, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=fits.__getitem__)
    blank = _fit(lines, BLANK)
    # Columns lined up with one tab or two are separated by blanks of any kind.
    least = 1.0 if best == "\t" else 0.8
    if blank > 0 and (fits[best] < min(blank, least) or _blanks_inside(lines, best)):
        return BLANK
    return best if fits[best] > 0 else ","


def _fit(lines: list[str], separator: str) -> float:
    """The share of lines with the most frequent number of cells; 0 if that is one."""
    counts = [len(row) for row in _split(lines, separator)]
    # The header counts like a fifth of the table, because it tells most.
    weight = max(1, len(counts) // 5)
    frequent = Counter(counts[1:] or counts).most_common(1)
    if not frequent or frequent[0][0] < 2:
        return 0.0
    usual, times = frequent[0]
    header = bool(counts) and usual - 1 <= counts[0] <= usual + 1 and counts[0] > 1
    return (times + weight * header) / (max(1, len(counts) - 1) + weight)


def _blanks_inside(lines: list[str], separator: str) -> bool:
    """Whether most lines hold numbers with only blanks between, though a comma is in each."""
    if separator != ",":
        return False
    apart = sum(bool(NUMBERS_APART.search(line)) and ", " not in line for line in lines[1:])
    # A blank can also be a thousands sign: then the commas, not the blanks, are as many a line.
    return apart > 0.8 * len(lines[1:]) and _fit(lines, BLANK) >= _fit(lines, separator)


def _split(lines: list[str], separator: str) -> Iterator[list[str]]:
    try:
        yield from _parsed("\n".join(lines), separator)
    except DatasetError:
        return


def _parsed(text: str, separator: str) -> Iterator[list[str]]:
    lines = text.split("\n")
    if separator == BLANK:
        lines = [line.replace("\t", " ").strip() for line in lines]
    try:
        reader = csv.reader(
            (line + "\n" for line in lines), delimiter=separator, skipinitialspace=True, strict=True
        )
    # A `sep=` line may name what cannot be a separator.
    except (TypeError, ValueError) as error:
        raise DatasetError(
            "unreadable", "{separator!r} cannot separate cells; use commas.", separator=separator
        ) from error
    try:
        for cells in reader:
            yield [cell.strip() for cell in cells]
    except csv.Error as error:
        raise DatasetError(
            "unreadable",
            "Line {line} cannot be split into cells; look for a quotation mark that is not "
            "closed, or for a cell that is too long.",
            line=reader.line_num,
        ) from error
