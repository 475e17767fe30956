"""Features: ids and copies of the label left out, words as 0 and 1, thirty of a thousand."""

import pytest

from tests.core.data.learners import X, Y, codes, read, refused, rng, table


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "ID",
        "No.",
        "编号",
        "index",
        "PassengerId",
        "patient_id",
        "学号",
        "Unnamed: 0",
        "",
        "row",
    ],
)
def test_ids_are_left_out_unless_wanted(name: str):
    text = table(lambda i: (100 + 7 * (i * 11 % 40), X[i, 0], Y[i]), f"{name},b,y")
    data = read(text)
    assert data.feature_names == ("b",)
    called = data.dropped[0]
    assert called in str(data.notes[-1])
    assert read(text, keep=[called]).feature_names == (called, "b")
    assert read(text, features=[called]).feature_names == (called,)


def test_row_numbers_are_known_by_their_values():
    for first in (0, 1, 57):
        assert read(
            table(lambda i, first=first: (i + first, X[i, 0], Y[i]), "kunde,b,y")
        ).dropped == ("kunde",)
    shuffled = rng.permutation(900_000)[:40] + 100_000
    assert read(table(lambda i: (shuffled[i], X[i, 0], Y[i]), "kunde,b,y")).dropped == ("kunde",)
    assert read(table(lambda i: (f"{i}.0", X[i, 0], Y[i]), "kunde,b,y")).dropped == ("kunde",)
    assert read(table(lambda i: (i, X[i, 0], Y[i]), "age,b,y")).dropped == ()


@pytest.mark.parametrize(
    "coding",
    [("0", "1"), ("1", "0"), ("no", "yes"), ("B", "M"), ("-1", "1"), ("7", "5"), ("False", "True")],
)
def test_a_copy_of_the_label_is_left_out(coding):
    text = table(lambda i: (X[i, 0], coding[Y[i]], Y[i]), "a,other,y")
    data = read(text)
    assert data.feature_names == ("a",)
    assert data.dropped == ("other",)
    assert "copy_of_target" in codes(data)
    assert len(read(text, target="y", keep=["other"]).feature_names) == 2


def test_a_column_that_one_threshold_separates_is_left_out():
    text = table(lambda i: (X[i, 0], X[i, 1] - 9 * Y[i], Y[i]))
    data = read(text)
    assert (data.feature_names, data.dropped) == (("a",), ("b",))
    assert "one_threshold" in codes(data)
    assert read(text, keep="b").feature_names == ("a", "b")
    # With few samples that is chance, and nothing is left out for it.
    assert read("a,b,y\n1,5,0\n2,7,0\n3,6,1\n4,8,1\n").feature_names == ("a", "b")


def test_words_become_features():
    towns = [f"t{i}" for i in range(13)]
    three = read(table(lambda i: (X[i, 0], towns[i % 3], Y[i]), "a,town,y"))
    assert three.feature_names == ("a", "town = t0", "town = t1", "town = t2")
    assert (
        len(read(table(lambda i: (X[i, 0], towns[i % 12], Y[i]), "a,town,y")).feature_names) == 13
    )
    text = table(lambda i: (X[i, 0], towns[i % 13], Y[i]), "a,town,y")
    assert (read(text).feature_names, read(text).dropped) == (("a",), ("town",))
    text = table(lambda i: (X[i, 0], towns[i % 3], Y[i]), "a,town,y")
    one = read(text, features=["a", "town = t1"])
    assert one.feature_names == ("a", "town = t1")
    refused(
        table(lambda i: (X[i, 0], towns[i % 13], Y[i]), "a,town,y"),
        "feature_unusable",
        "town",
        features=["town"],
    )


def test_constant_features_are_left_out():
    data = read(table(lambda i: (X[i, 0], 5, Y[i])))
    assert (data.feature_names, data.dropped) == (("a",), ("b",))
    assert "constant" in codes(data)
    # What differs only in a row with a gap is constant in the rows left.
    data = read(table(lambda i: (i == 0, "" if i == 0 else X[i, 1], Y[i])))
    assert (data.feature_names, data.dropped, data.rows_removed) == (("b",), ("a",), 1)
    refused(table(lambda i: (5, "x", Y[i])), "no_numeric_feature", "a (constant)")


def test_thirty_of_a_thousand_features():
    V = rng.normal(size=(20, 999))
    text = table(
        lambda i: (*V[i].round(3), Y[i]), ",".join(f"v{j}" for j in range(999)) + ",y", rows=20
    )
    refused(text, "too_many_features", "999", "30")
    data = read(text, features=[f"v{j}" for j in range(30)])
    assert data.X.shape[0] == 30
    assert len(data.dropped) == 969
