"""Public cases of learners' tables, read and trained on."""

import io

import numpy as np
import pytest
from sklearn import datasets as sklearn_datasets

from core.config import Config
from core.datasets import DatasetError, inspect_table, read_csv, read_table, source_of
from core.training import advance, change, start
from tests.core.data.learners import (
    FILES,
    Y,
    case,
    codes,
    refused,
    samples,
    table,
)

CASES = {
    # file: (features, classes, left out, samples)
    "01": (("radius_mean", "texture_mean", "area_mean"), ("B", "M"), {"id", "column 6"}, 40),
    "05": (("density", "ratio_sugar"), ("0", "1"), {"idx"}, 40),
    "06": (("alter", "einkommen"), ("ja", "nein"), set(), 40),
    "07": (("密度", "含糖率"), ("否", "是"), {"编号"}, 40),
    "09": (("x1", "smoker"), ("0", "1"), {"column 1"}, 40),
    "10": (("column 1", "column 2"), ("0", "1"), set(), 40),
    "12": (("sleep_hours", "stress"), ("Insomnia", "None"), set(), 40),
    "14": (("x1", "x2", "x3"), ("0", "1"), set(), 33),
    "14c": (("x1", "x2"), ("0", "1"), {"x3"}, 40),
    "16": (("x1", "x2"), ("0", "1"), set(), 40),
    "17": (("Pclass", "Sex = male", "Age"), ("0", "1"), {"PassengerId", "Name"}, 32),
    "18": (("x1", "x2"), ("0", "1"), set(), 200),
    "19": (("0", "1"), ("0", "1"), set(), 40),
}


@pytest.mark.parametrize("number", CASES)
def test_public_cases_are_read(number: str):
    names, classes, left_out, count = CASES[number]
    data = read_csv(case(number))
    assert data.feature_names == names
    assert data.class_names == classes
    assert set(data.dropped) == left_out
    assert samples(data) == count
    told = " ".join(map(str, data.notes))
    assert all(name in told for name in left_out)


def test_public_cases_that_need_a_choice_say_which():
    assert set(FILES) == {case(number) for number in [*CASES, "03", "11", "13", "24"]}
    refused(case("03").read_bytes(), "no_header", "A12, 41, A32, 8704, 4")
    numbered = read_csv(case("03"), header=False)
    assert samples(numbered) == 40
    assert "column 2" in numbered.feature_names
    assert "columns_numbered" in codes(numbered)
    error = refused(case("11").read_bytes(), "not_two_classes", "species", "setosa (33%)")
    assert error.fields["classes"] == ("setosa", "versicolor", "virginica")
    one = read_csv(case("11"), positive="versicolor")
    assert one.class_names == ("setosa, virginica", "versicolor")
    assert one.Y.sum() + one.Y_test.sum() == 15
    refused(case("13").read_bytes(), "label_spellings", "'y'", "Yes, yes")
    assert read_csv(case("13"), ignore_case=True).class_names == ("no", "yes")
    refused(case("24").read_bytes(), "soft_labels", "'p'", "0.1, 0.9")


def test_values_are_read_as_they_are_meant():
    raw = [line.split(";") for line in case("06").read_text().splitlines()[1:]]
    income = np.array([float(cells[1].replace(".", "").replace(",", ".")) for cells in raw])
    source, chosen = source_of(read_table(case("06")))
    np.testing.assert_allclose(chosen.X[1], income)
    assert source.max_m == 32


def test_a_learners_file_is_a_source():
    source, chosen = source_of(read_table(case("17")), "Survived", 1)
    assert source.feature_names == chosen.names
    run = advance(start(Config(m=10, noise=0, n1=3), source), 200)
    assert run.snapshot.train.cost < run.history.measure("cost")[0]
    more = change(run, "m", 20)
    assert more.dataset.X.shape == (3, 20)
    np.testing.assert_array_equal(more.dataset.Y[:, :10], run.dataset.Y)
    np.testing.assert_array_equal(more.dataset.Y_test, run.dataset.Y_test)
    np.testing.assert_allclose(more.dataset.X.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(more.dataset.X.std(axis=1), 1)
    assert np.isfinite(advance(more, 50).snapshot.train.cost)


def test_the_same_rows_whatever_m_and_none_of_them_tested():
    V = np.arange(40.0) ** 1.5
    source, _ = source_of(read_table(io.StringIO(table(lambda i: (V[i], Y[i]), "a,y"))))
    few, all_ = source.draw(12, seed=3), source.draw(32, seed=3)
    np.testing.assert_array_equal(np.argsort(few.X[0]), np.argsort(all_.X[0, :12]))
    assert len(set(np.r_[all_.X[0], all_.X_test[0]].round(9))) == 40
    assert not np.array_equal(source.draw(12, seed=4).X, few.X)
    with pytest.raises(DatasetError):
        source.draw(33)


@pytest.mark.parametrize("loader", ["iris", "wine", "breast_cancer"])
def test_what_scikit_learn_ships_comes_back_to_the_last_digit(loader: str):
    data = getattr(sklearn_datasets, "load_" + loader)()
    names = [str(name) for name in data.feature_names]
    kinds = [str(name) for name in data.target_names]
    text = ",".join([*names, "kind"]) + "\n"
    text += "".join(
        ",".join([*map(repr, map(float, x)), kinds[k]]) + "\n"
        for x, k in zip(data.data, data.target, strict=True)
    )
    for k, kind in enumerate(kinds):
        source, chosen = source_of(read_table(io.StringIO(text)), "kind", kind, features=names)
        np.testing.assert_array_equal(chosen.X, data.data.T)
        np.testing.assert_array_equal(chosen.y, data.target == k)
        assert chosen.names == tuple(names)
        assert source.class_names[1] == kind


def test_a_page_can_show_what_there_is():
    found = inspect_table(read_table(case("17")))
    assert (found.target, found.rows, len(found.first_rows)) == ("Survived", 40, 5)
    kinds = {column.name: column.kind for column in found.columns}
    assert kinds == {
        "PassengerId": "numbers",
        "Survived": "numbers",
        "Pclass": "numbers",
        "Name": "words",
        "Sex": "words",
        "Age": "numbers",
    }
    why = {column.name: column.left_out.code for column in found.columns if column.left_out}
    assert why == {"PassengerId": "row_numbers", "Name": "too_many_words"}
    sex = found.columns[4]
    assert dict(sex.values) == {"female": 20, "male": 20}
    assert found.columns[5].missing == 8
    empty = inspect_table(read_table(case("14c"))).columns[2]
    assert empty.left_out.code == "mostly_empty"
