"""What the tests of learners' tables share: small files, how they are read, and what was refused."""

import io
from pathlib import Path

import numpy as np
import pytest

from core.datasets import Dataset, DatasetError, read_csv

TABLES = Path(__file__).parent / "tables"
FILES = sorted(TABLES.iterdir())
rng = np.random.default_rng(4)
X = rng.normal(size=(40, 2))
Y = rng.permutation([0, 1] * 20)


def table(
    cells=lambda i: (f"{X[i, 0]:.2f}", f"{X[i, 1]:.2f}", Y[i]),
    header="a,b,y",
    sep=",",
    rows=40,
    end="\n",
    tail="",
):
    lines = [sep.join(map(str, cells(i))) + tail for i in range(rows)]
    return end.join(([header.replace(",", sep) + tail] if header else []) + lines) + end


def read(content, **options) -> Dataset:
    return read_csv(
        io.BytesIO(content) if isinstance(content, bytes) else io.StringIO(content), **options
    )


def refused(content, code: str, *words: str, **options) -> DatasetError:
    with pytest.raises(DatasetError) as caught:
        read(content, **options)
    sentence = str(caught.value)
    assert caught.value.code == code, sentence
    assert sentence.endswith(".")
    assert len(sentence) < 400
    for word in words:
        assert word in sentence
    return caught.value


def codes(data: Dataset) -> list[str]:
    return [note.code for note in data.notes]


def samples(data: Dataset) -> int:
    return int(data.X.shape[1] + data.X_test.shape[1])


PLAIN = read(table())


def same_as_plain(data: Dataset):
    np.testing.assert_array_equal(data.X, PLAIN.X)
    np.testing.assert_array_equal(data.Y, PLAIN.Y)


def case(number: str) -> Path:
    return next(path for path in FILES if path.name.startswith(number + "_"))
