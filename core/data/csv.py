"""A learner's own data: a CSV file becomes a Dataset, or one sentence that says what is wrong."""

import io
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from core.data.dataset import Dataset, DatasetError, standardized

MAX_FEATURES = 30
MAX_SAMPLES = 6_000
MIN_SAMPLES = 8
MAX_BYTES = 5_000_000
TEST_SHARE = 0.2
# UTF-8 with its optional mark, then what a Chinese Excel writes.
ENCODINGS = ("utf-8-sig", "gb18030")
DECIMAL_COMMA = r"^\s*([+-]?\d*),(\d+(?:[eE][+-]?\d+)?)\s*$"
# What pandas calls a column whose header is empty.
UNNAMED = r"^Unnamed: \d+$"


def read_csv(
    file: str | Path | IO[Any], target: str | None = None, positive: object = None
) -> Dataset:
    """Read a table with one sample a row and split it into training and held-out samples.

    Parameters
    ----------
    file : path or open file, text or bytes
        Separated by commas, semicolons (then with decimal commas, too) or tabs, under a header.
    target : str, optional
        The column with the labels; by default the last one. It must hold exactly two values.
    positive : optional
        The value that is class 1; by default the second of the two in order.

    Returns
    -------
    Dataset
        Columns that hold no numbers are in `dropped`; rows with a gap are left out. Four fifths
        of each class are for training, and the features are standardised by those.

    Raises
    ------
    DatasetError
        With a code: "unreadable", "too_large", "empty", "one_column", "no_such_column",
        "not_two_classes", "no_such_class", "no_numeric_feature", "too_many_features", "infinite",
        "too_few_samples", "no_header".
    """
    table = _table(_content(file))
    target = str(table.columns[-1]) if target is None else target
    if target not in table.columns:
        raise DatasetError(
            "no_such_column", "The file has no column {target!r}; it has {columns}.",
            target=target, columns=", ".join(table.columns),
        )  # fmt: skip
    cells = table.drop(columns=target)
    features = cells.apply(pd.to_numeric, errors="coerce")
    # A column is one of numbers if nearly all of what stands in it is a number.
    numeric = features.notna().sum() >= 0.9 * cells.notna().sum()
    numeric &= features.notna().any()
    # A column without a name is the row numbers that a table was saved with.
    numeric &= ~features.columns.str.match(UNNAMED)
    features = features.loc[:, numeric]
    dropped = tuple(str(name) for name in numeric.index[~numeric])
    if features.shape[1] == 0:
        raise DatasetError("no_numeric_feature", "No column besides the target holds numbers.")
    if features.shape[1] > MAX_FEATURES:
        raise DatasetError(
            "too_many_features",
            "The file has {count} feature columns; at most {most} can be used.",
            count=features.shape[1], most=MAX_FEATURES,
        )  # fmt: skip
    whole = features.notna().all(axis=1) & table[target].notna()
    features, labels = features[whole], table.loc[whole, target].astype(str).str.strip()
    X = features.to_numpy(dtype=float).T
    # Squares must stay finite too, or the deviation would not be.
    if not (np.abs(X) < 1e150).all():
        raise DatasetError(
            "infinite", "The file holds an infinite number, or one too large to use."
        )
    classes = _classes(labels, target, positive)
    if X.shape[1] < MIN_SAMPLES or min((labels == c).sum() for c in classes) < 2:
        raise DatasetError(
            "too_few_samples",
            "Only {count} complete rows are left; at least {least} are needed, 2 of each class.",
            count=X.shape[1], least=MIN_SAMPLES,
        )  # fmt: skip
    y = (labels == classes[1]).to_numpy(dtype=float)
    train, test = _split(y)
    X_train, X_test = standardized(X[:, train], X[:, test])
    # Held-out values can lie too many deviations from training values that are nearly the same.
    if not np.isfinite(X_test).all():
        raise DatasetError("infinite", "The file's numbers are too far apart to be standardised.")
    return Dataset(
        "csv", X_train, y[None, train], X_test, y[None, test],
        tuple(map(str, features.columns)), classes, dropped,
        rows_removed=int((~whole).sum()),
    )  # fmt: skip


def _content(file: str | Path | IO[Any]) -> str:
    try:
        if isinstance(file, str | Path):
            with Path(file).open("rb") as opened:
                raw = opened.read(MAX_BYTES + 1)
        else:
            # An uploaded file is read again on every rerun of the page.
            if hasattr(file, "seek"):
                file.seek(0)
            raw = file.read(MAX_BYTES + 1)
    # What is closed, of another encoding or no file at all: to a learner they are one.
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise DatasetError("unreadable", "The file cannot be read.") from error
    if len(raw) > MAX_BYTES:
        raise DatasetError(
            "too_large", "The file is larger than {most} MB.", most=MAX_BYTES // 1_000_000
        )
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff")
    for encoding in ENCODINGS:
        try:
            return str(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise DatasetError("unreadable", "The file is not text in UTF-8 or GB 18030.")


def _table(content: str) -> pd.DataFrame:
    """The cells as text, with their outer blanks removed and what is empty as missing."""
    lines = content.strip().splitlines()
    if len(lines) < 2:
        raise DatasetError("empty", "The file holds no table: it needs a header and rows.")
    separator = max(",;\t", key=lines[0].count)
    try:
        table = pd.read_csv(
            io.StringIO(content), sep=separator, dtype=str, skipinitialspace=True, index_col=False
        )
    # pandas raises many kinds of error for what is no table; to a learner they are one.
    except Exception as error:
        raise DatasetError("unreadable", "The file is not a table of equal rows.") from error
    table.columns = pd.Index([str(name).strip() for name in table.columns])
    if table.shape[1] < 2:
        raise DatasetError("one_column", "The file needs a column of labels and one of numbers.")
    if sum(map(_is_number, table.columns)) >= table.shape[1] - 1:
        raise DatasetError(
            "no_header", "The first line must name the columns, but it holds numbers."
        )
    if len(table) > MAX_SAMPLES:
        raise DatasetError(
            "too_large", "The file has {count} rows; at most {most} can be used.",
            count=len(table), most=MAX_SAMPLES,
        )  # fmt: skip
    if separator != ",":
        table = table.replace(DECIMAL_COMMA, r"\1.\2", regex=True)
    return table


def _is_number(text: object) -> bool:
    try:
        float(str(text))
    except ValueError:
        return False
    return True


def _classes(labels: "pd.Series[str]", target: str, positive: object) -> tuple[str, str]:
    """The two classes' names, that of class 1 last."""
    values = sorted(labels.unique())
    if all(map(_is_number, values)):
        values.sort(key=float)
    if len(values) != 2:
        raise DatasetError(
            "not_two_classes", "Column {target!r} has {count} different values; it needs two.",
            target=target, count=len(values),
        )  # fmt: skip
    if positive is None:
        return values[0], values[1]
    wanted = str(positive).strip()
    if wanted not in values and _is_number(wanted):
        # A label 1 may stand in the file as 1.0.
        same = [value for value in values if _is_number(value) and float(value) == float(wanted)]
        wanted = same[0] if len(same) == 1 else wanted
    if wanted not in values:
        raise DatasetError(
            "no_such_class", "Column {target!r} has no value {positive!r}; it has {values}.",
            target=target, positive=positive, values=", ".join(values),
        )  # fmt: skip
    first, second = values
    return (first, second) if second == wanted else (second, first)


def _split(y: "np.ndarray[Any, Any]") -> tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]:
    """Positions for training and for testing, a fifth of each class (at least one) for testing."""
    rng = np.random.default_rng(0)
    train, test = [], []
    for label in (0.0, 1.0):
        order = rng.permutation(np.flatnonzero(y == label))
        held_out = max(1, round(TEST_SHARE * len(order)))
        test.append(order[:held_out])
        train.append(order[held_out:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))
