"""Public data sets in the formats that they are found in, against what is published of them."""

import io

import numpy as np
import pytest
from sklearn import datasets

from core.data.csv import inspect_table, read_csv, read_table
from core.data.dataset import Dataset, DatasetError
from tests.public import PUBLIC, Public, content

BY_FILE = {public.file: public for public in PUBLIC}


def read(public: Public, **options: object) -> Dataset:
    return read_csv(
        io.BytesIO(content(public.file)), public.target, public.positive,
        features=public.features or None, keep=public.features, header=public.header, **options,
    )  # fmt: skip


def column(file: str, name: str) -> list[str]:
    table = read_table(io.BytesIO(content(file)), header=BY_FILE[file].header)
    return list(table.columns[table.names.index(name)])


def values(file: str, name: str) -> np.ndarray:
    return np.array([float(cell.replace(",", ".")) for cell in column(file, name)])


@pytest.mark.parametrize(
    ("file", "rows", "columns"),
    [
        ("iris", 150, 5), ("wine", 178, 14), ("breast_cancer", 569, 31), ("digits", 1797, 65),
        ("diabetes", 442, 11), ("mtcars.csv", 32, 12), ("play_tennis.csv", 14, 6),
        ("toothgrowth.txt", 60, 4), ("sleep.csv", 20, 3), ("anscombe.tsv", 44, 3),
        ("titanic.csv", 20, 12), ("cleveland.data", 22, 14), ("watermelon.csv", 17, 10),
    ],
)  # fmt: skip
def test_all_rows_and_columns_are_there(file: str, rows: int, columns: int):
    table = read_table(io.BytesIO(content(file)), header=BY_FILE[file].header)
    assert (table.rows, len(table.names)) == (rows, columns)


def test_the_tables_written_by_hand_are_the_published_ones():
    """Means that R's help, textbooks and papers give."""
    for name, mean in (
        ("mpg", 20.09062), ("disp", 230.7219), ("hp", 146.6875), ("drat", 3.596563),
        ("wt", 3.21725), ("qsec", 17.84875), ("vs", 0.4375), ("am", 0.40625),
        ("gear", 3.6875), ("carb", 2.8125),
    ):  # fmt: skip
        assert values("mtcars.csv", name).mean() == pytest.approx(mean, rel=1e-6)
    length = values("toothgrowth.txt", "len").reshape(6, 10).mean(axis=1)
    np.testing.assert_allclose(length, [7.98, 16.77, 26.14, 13.23, 22.70, 26.06], atol=1e-9)
    extra = values("sleep.csv", "extra").reshape(2, 10).mean(axis=1)
    np.testing.assert_allclose(extra, [0.75, 2.33], atol=1e-9)
    x, y = (values("anscombe.tsv", name).reshape(4, 11) for name in ("x", "y"))
    np.testing.assert_allclose(x.mean(axis=1), 9)
    np.testing.assert_allclose(y.mean(axis=1), 7.50, atol=0.002)
    np.testing.assert_allclose([np.corrcoef(*pair)[0, 1] for pair in zip(x, y, strict=True)], 0.816, atol=1e-3)  # fmt: skip


def entropy(labels: np.ndarray) -> float:
    shares = np.unique(labels, return_counts=True)[1] / len(labels)
    return float(-(shares * np.log2(shares)).sum())


@pytest.mark.parametrize(
    ("file", "target", "whole", "gains"),
    [
        ("play_tennis.csv", "PlayTennis", 0.940, {"Outlook": 0.247, "Humidity": 0.152, "Wind": 0.048, "Temperature": 0.029}),
        ("watermelon.csv", "好瓜", 0.998, {"色泽": 0.109, "根蒂": 0.143, "敲声": 0.141, "纹理": 0.381, "脐部": 0.289, "触感": 0.006}),
    ],
)  # fmt: skip
def test_the_tables_of_words_have_the_published_information_gains(file, target, whole, gains):
    """Mitchell's (1997) and Zhou's (2016) books work them out to three digits."""
    labels = np.array(column(file, target))
    assert entropy(labels) == pytest.approx(whole, abs=1e-3)
    for name, gain in gains.items():
        cells = np.array(column(file, name))
        rest = sum((cells == c).mean() * entropy(labels[cells == c]) for c in set(cells))
        assert entropy(labels) - rest == pytest.approx(gain, abs=1e-3)


@pytest.mark.parametrize("public", PUBLIC, ids=lambda public: public.file)
def test_each_can_be_trained_on(public: Public):
    data = read(public)
    assert 0 < data.Y.mean() < 1
    assert np.isfinite(data.X).all()
    if public.positive is not None:
        assert data.class_names[1].removesuffix(".0") == public.positive


def test_the_target_is_suggested_where_its_name_or_its_values_tell():
    asked = {"anscombe.tsv", "cleveland.data"}
    for public in PUBLIC:
        table = read_table(io.BytesIO(content(public.file)), header=public.header)
        found = inspect_table(table)
        assert public.target in found.candidates
        if public.file not in asked:
            assert found.target == public.target


def test_what_is_left_out_and_what_words_become():
    titanic = read(BY_FILE["titanic.csv"])
    assert set(titanic.dropped) == {"PassengerId", "Name", "Ticket", "Cabin"}
    assert "Sex = male" in titanic.feature_names
    assert titanic.rows_removed == 3
    cars = read(BY_FILE["mtcars.csv"])
    assert cars.feature_names == ("mpg", "cyl", "disp", "hp", "drat", "wt", "qsec", "vs", "gear", "carb")  # fmt: skip
    assert read(BY_FILE["watermelon.csv"]).dropped == ("编号",)
    assert read(BY_FILE["play_tennis.csv"]).dropped == ("Day",)
    assert read(BY_FILE["cleveland.data"]).rows_removed == 2


def test_what_must_be_chosen_is_asked_for():
    with pytest.raises(DatasetError, match="name the columns") as error:
        read_csv(io.BytesIO(content("cleveland.data")))
    assert error.value.code == "no_header"
    with pytest.raises(DatasetError) as error:
        read_csv(io.BytesIO(content("digits")), "kind", "8")
    assert error.value.code == "too_many_features"


def test_diabetes_comes_back_to_the_last_digit():
    data = read(BY_FILE["diabetes"])
    known = datasets.load_diabetes(scaled=False).data
    whole = np.concatenate([data.X, data.X_test], axis=1)
    at = data.feature_names.index("BMI")
    # Standardised is a line, so equal values stay equal, and the others keep their order.
    assert len(np.unique(whole[at])) == len(np.unique(known[:, 2]))
    slope = np.polyfit(np.sort(known[:, 2]), np.sort(whole[at]), 1)
    np.testing.assert_allclose(np.polyval(slope, np.sort(known[:, 2])), np.sort(whole[at]), atol=1e-9)  # fmt: skip
