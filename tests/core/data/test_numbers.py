"""Numbers as people write them: decimal commas, thousands, percent, currency, gaps."""

import io

import numpy as np
import pytest

from core.datasets import read_table, source_of
from tests.core.data.learners import (
    X,
    Y,
    codes,
    read,
    rng,
    samples,
    table,
)

POINTS = [1234.5, 999.0, 12.25, -7.0, 1_234_567.5, 0.125] * 7


@pytest.mark.parametrize(
    ("sep", "groups", "decimal"),
    [
        (";", ".", ","),
        (";", " ", ","),
        (";", "\u00a0", ","),
        (";", "\u202f", ","),
        ("\t", ",", "."),
        (";", "'", "."),
        (",", ",", "."),
        (",", ".", ","),
        ("|", ",", "."),
        (";", "", ","),
    ],
)
@pytest.mark.parametrize("form", ["{}", "€{}", "{} $", "{} EUR"])
def test_thousands_and_decimal_signs(sep: str, groups: str, decimal: str, form: str):
    def written(x: float) -> str:
        text = f"{x:,.3f}".rstrip("0").rstrip(".")
        text = text.replace(",", "_").replace(".", decimal).replace("_", groups)
        return f'"{form.format(text)}"' if sep in text else form.format(text)

    text = table(lambda i: (written(POINTS[i]), i % 5 / 2, Y[i]), sep=sep)
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0], POINTS[:40])


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("999", "1,000", "12,500"), (999, 1000, 12500)),
        (("999", "1.000", "12.500"), (999, 1000, 12500)),
        (("0,125", "1,250", "12,500"), (0.125, 1.25, 12.5)),
        (("0.125", "1.250", "12.500"), (0.125, 1.25, 12.5)),
        (("1.250", "2.500", "12.500"), (1.25, 2.5, 12.5)),
        (("5 %", "12.5%", "100％"), (0.05, 0.125, 1)),
        (("−5", "–2.5", "3"), (-5, -2.5, 3)),
        (("-$5", "$-2", "$1,200.50"), (-5, -2, 1200.5)),
        (("1e3", "2.5E-1", "+7"), (1000, 0.25, 7)),
    ],
)
def test_numbers_in_other_words(cells, values):
    text = table(lambda i: (cells[i % 3], "ab"[i // 3 % 2], Y[i]), sep=";")
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0, :3], values)


@pytest.mark.parametrize(
    "gap", ["", "?", "-", "NA", "N/A", "nan", "NaN", "null", "None", " ", "#N/A"]
)
def test_a_gap_is_a_gap_however_it_is_written(gap: str):
    few = read(table(lambda i: (gap if i % 8 == 0 else X[i, 0], X[i, 1], Y[i])))
    assert (few.rows_removed, few.dropped) == (5, ())
    most = read(table(lambda i: (X[i, 0] if i % 8 == 0 else gap, X[i, 1], Y[i])))
    assert (most.rows_removed, most.dropped) == (0, ("a",))
    assert "mostly_empty" in codes(most)
    words = read(table(lambda i: (gap if i % 8 == 0 else "pq"[i % 2], X[i, 1], Y[i])))
    assert (words.rows_removed, words.feature_names) == (5, ("a = q", "b"))


def test_columns_go_before_most_rows_do():
    names = ",".join(f"v{i}" for i in range(8)) + ",y"
    text = table(
        lambda i: (*("" if (i + j) % 5 == 0 else rng.normal() for j in range(8)), Y[i]), names
    )
    data = read(text)
    assert samples(data) >= 20
    assert data.dropped


def test_the_other_columns_tell_what_a_point_means():
    text = table(lambda i: (("1.250", "2.500", "999")[i % 3], f"{i % 7},5", Y[i]), sep=";")
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0, :3], [1250, 2500, 999])
    text = table(lambda i: (("1.250", "2.500", "999")[i % 3], f"{i % 7}.5", Y[i]), sep=";")
    _, chosen = source_of(read_table(io.StringIO(text)))
    np.testing.assert_allclose(chosen.X[0, :3], [1.25, 2.5, 999])
