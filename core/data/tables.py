"""Text to a table: lines above it skipped, names found, and every column as long as the others."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from core.data.dataset import DatasetError, Note, note
from core.data.headers import names_columns
from core.data.separators import BLANK, MAX_COLUMNS, MAX_ROWS, Rows, rows_of
from core.data.wording import listed, short

COMMENTS = ("#", "%", "//")
# A title stands in so many lines at most.
MOST_ABOVE = 20


class Table(NamedTuple):
    """Names, the cells of each column as text without outer blanks, and what was noticed.

    row_names : whether the first column holds the rows' names, with no name of its own.
    empty : what columns without name and cells would be called; they are no columns here.
    """

    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    row_names: bool
    notes: tuple[Note, ...]
    empty: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.columns[0])


def table_of(text: str, header: bool | None = None) -> Table:
    """Read a table with one sample a row.

    Parameters
    ----------
    text : str
    header : bool, optional
        Whether the first line names the columns; by default that is told from the lines.

    Raises
    ------
    DatasetError
        What `rows_of` raises, "no_header", "one_column", "duplicate_names" or "ragged".
    """
    notes: list[Note] = []
    text, comment = _without_comments(text, notes)
    if not text.strip():
        raise _empty()
    rows, separator = rows_of(text)
    width = _width(rows)
    rows = _without_titles(rows, width, notes)
    if len(rows) < 2 and (len(rows) < 1 or header is not False):
        raise _empty()
    first, body = _evened(rows, header)
    if header is None:
        header = names_columns(first, body)
        if not header and comment and len(_words(comment)) == len(first):
            # NumPy's savetxt writes the names behind its comment sign.
            header, body, first = True, [first, *body], _words(comment)
        elif not header and separator != BLANK:
            raise DatasetError(
                "no_header",
                "The first line must name the columns, but it holds values like those below it: "
                "{cells}. Add a line of names, or have the columns numbered.",
                cells=listed(first), columns=len(first),
            )  # fmt: skip
    if not header:
        body, first = [first, *body], [f"column {i + 1}" for i in range(len(first))]
        notes.append(
            note("columns_numbered", "The file names no columns, so they are numbered from 1.")
        )
    if len(body) > MAX_ROWS:
        raise DatasetError(
            "too_large", "The file has more than {rows} rows; keep at most so many.", rows=MAX_ROWS
        )
    longest = min(max(map(len, rows)), MAX_COLUMNS)
    return _named(first, tuple(zip(*body, strict=True)), tuple(notes), longest)


def _empty() -> DatasetError:
    return DatasetError(
        "empty", "The file holds no table; it needs a line of names and rows below it."
    )


def _without_comments(text: str, notes: list[Note]) -> tuple[str, str]:
    """The text without comment lines at its top, and the last of those, without its sign."""
    comment = ""
    lines = text.lstrip("\n").split("\n", MOST_ABOVE)
    skipped = 0
    for line in lines[:MOST_ABOVE]:
        stripped = line.strip()
        # A header may begin with the sign as a name: "#,x,y".
        sign = next((sign for sign in COMMENTS if stripped.startswith(sign)), None)
        if stripped and (sign is None or stripped[len(sign) :].lstrip()[:1] in {",", ";", "\t"}):
            break
        skipped += 1
        comment = stripped.removeprefix(sign).strip() if sign else comment
    if comment:
        notes.append(note("lines_skipped", "Comments above the table were skipped."))
    return "\n".join(lines[skipped:]), comment


def _words(comment: str) -> list[str]:
    for separator in (",", ";", "\t", "|"):
        if separator in comment:
            return [word.strip(' "') for word in comment.split(separator)]
    return comment.split()


def _width(rows: Rows) -> int:
    """The most frequent number of cells in a row, without the first, which may be a header."""
    counts = Counter(len(row) for row in (rows[1:] or rows))
    return max(counts, key=lambda count: (counts[count], count)) if counts else 0


def _without_titles(rows: Rows, width: int, notes: list[Note]) -> Rows:
    """The rows from the header on: a title fills fewer cells than the table has columns."""
    above = 0
    while above < min(MOST_ABOVE, len(rows) - 2) and width > 1:
        filled, below = _filled(rows[above]), _filled(rows[above + 1])
        names_below = len(below) >= len(filled) and names_columns(
            _padded(rows[above + 1], width), [_padded(row, width) for row in rows[above + 2 :][:50]]
        )
        is_title = (len(filled) == 1 and bool(rows[above][0])) or (
            len(rows[above]) < width and len(filled) < width - 1
        )
        short_by_one = len(rows[above]) == width - 1 and len(rows[above + 1]) == width
        if not is_title and not (short_by_one and names_below and len(below) >= width - 1):
            break
        if is_title and len(filled) == width - 1 and not names_below:
            # Two columns: a single cell can be the header of a table with row names.
            break
        above += 1
    if above:
        notes.append(
            note(
                "lines_skipped", "Above the table, a title was skipped: {cells}.",
                cells=listed(cell for row in rows[:above] for cell in _filled(row)),
            )
        )  # fmt: skip
    return rows[above:]


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _padded(row: list[str], width: int) -> list[str]:
    return (row + [""] * (width - len(row)))[:width]


def _evened(rows: Rows, header: bool | None) -> tuple[list[str], Rows]:
    """The first line and the rows below, all with the same number of cells.

    Cells without content at the end of rows (from a separator after the last value) go; a row
    that is too short has gaps at its end; a first line that is one cell short leaves out the name
    of the rows' names, as R writes it.
    """
    first, body = rows[0], rows[1:]
    used = max((len(_trimmed(row)) for row in rows), default=0)
    if used < 2:
        raise DatasetError(
            "one_column",
            "Only one column was found; separate labels and numbers by commas, semicolons or tabs.",
        )
    width = max(len(_trimmed(first)), min(used, len(first)))
    if used > width:
        # As many as nearly all rows have, and not the one row that has a comma too many.
        longer = sum(len(_trimmed(row)) == width + 1 for row in body)
        # The rows' names are unlike each other; what is not has lost its name some other way.
        unlike = len({row[0] for row in body}) == len(body)
        if header is not False and longer > 0.5 * len(body) and unlike:
            first, width = ["", *_padded(first, width)], width + 1
    too_long = [at for at, row in enumerate(body) if len(_trimmed(row)) > width]
    if len(too_long) > 0.5 * len(body):
        raise DatasetError(
            "ragged",
            "The first line has {width} cells, but the rows below it have more, such as {text}. "
            "Give each column a name.", width=len(rows[0]), text=listed(body[too_long[0]]),
        )  # fmt: skip
    if too_long:
        row = body[too_long[0]]
        raise DatasetError(
            "ragged",
            "Row {row} below the first line has {cells} cells, but the first line has {width}: "
            "{text}. Put quotation marks around a cell that holds a separator.",
            row=too_long[0] + 1, cells=len(_trimmed(row)), width=len(rows[0]), text=listed(row),
        )  # fmt: skip
    if width > MAX_COLUMNS:
        raise DatasetError(
            "too_many_columns",
            "The file has {count} columns; at most {most} can be read, so leave some out.",
            count=width, most=MAX_COLUMNS,
        )  # fmt: skip
    return _padded(first, width), [_padded(row, width) for row in body]


def _trimmed(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def _named(
    first: Sequence[str],
    columns: tuple[tuple[str, ...], ...],
    notes: tuple[Note, ...],
    longest: int,
) -> Table:
    """The table with a name for every column; what has neither name nor cells is no column."""
    names, kept = [], []
    empty = [f"column {i + 1}" for i in range(len(first), longest)]
    for i, (name, cells) in enumerate(zip(first, columns, strict=True)):
        if name or any(cells):
            names.append(" ".join(name.split()) or f"column {i + 1}")
            kept.append(cells)
        else:
            empty.insert(0, f"column {i + 1}")
    if empty:
        notes += (
            note(
                "empty_column",
                "{names}: without a name and without cells (a separator too many), left out.",
                names=listed(empty),
            ),
        )
    if len(kept) < 2:
        raise DatasetError(
            "one_column",
            "Only one column was found; separate labels and numbers by commas, semicolons or tabs.",
        )
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        raise DatasetError(
            "duplicate_names",
            "More than one column is called {names}; give each column a name of its own.",
            names=", ".join(repr(short(name)) for name in repeated[:5]),
        )  # fmt: skip
    unnamed = not first[0] or first[0].startswith("Unnamed:")
    return Table(tuple(names), tuple(kept), unnamed and any(columns[0]), notes, tuple(empty))
