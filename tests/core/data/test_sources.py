"""The data: against the published recipe, against scikit-learn's copies, and by their promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.linear_model import LogisticRegression

from core.data.dataset import standardized
from core.datasets import SOURCES, DatasetError, make_dataset
from core.network import initialize_parameters, predict
from core.training import train


def test_flower_is_the_published_data_to_the_bit():
    rs = np.random.RandomState(1)
    X, Y = np.zeros((400, 2)), np.zeros((400, 1))
    for j in range(2):
        rows = range(200 * j, 200 * (j + 1))
        t = np.linspace(j * 3.12, (j + 1) * 3.12, 200) + rs.randn(200) * 0.2
        r = 4 * np.sin(4 * t) + rs.randn(200) * 0.2
        X[rows], Y[rows] = np.c_[r * np.sin(t), r * np.cos(t)], j
    data = make_dataset("flower", 400, noise=0.2, seed=1)
    np.testing.assert_array_equal(data.X, X.T)
    np.testing.assert_array_equal(data.Y, Y.T)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("m", [1, 2, 7, 70])
def test_every_source_keeps_its_promises(name: str, m: int):
    source = SOURCES[name]
    data = make_dataset(name, m)
    assert data.X.shape == (source.n0, m)
    assert data.Y.shape == (1, m)
    assert data.X_test.shape[0] == source.n0 == len(data.feature_names)
    assert set(np.unique(data.Y_test)) == {0.0, 1.0}
    assert np.isfinite(data.X).all()
    again = make_dataset(name, m, noise=source.default_noise, seed=1)
    np.testing.assert_array_equal(again.X, data.X)
    # The held-out samples are none of those that train.
    train_points = {tuple(x) for x in data.X.T}
    assert not train_points & {tuple(x) for x in data.X_test.T} or name in ("iris", "breast_cancer")
    with pytest.raises(ValueError, match="read-only"):
        data.X[0, 0] = 1.0


@pytest.mark.parametrize("name", [n for n, s in SOURCES.items() if s.grows and s.max_m == 5000])
def test_a_larger_m_adds_samples_to_the_same_ones(name: str):
    few, many = make_dataset(name, 100, seed=5), make_dataset(name, 200, seed=5)
    np.testing.assert_array_equal(few.X, many.X[:, :100])
    np.testing.assert_array_equal(few.Y, many.Y[:, :100])
    np.testing.assert_array_equal(few.X_test, many.X_test)
    assert not np.array_equal(few.X, make_dataset(name, 100, seed=6).X)


@pytest.mark.parametrize(
    ("name", "load", "keep", "one"),
    [("iris", load_iris, (1, 2), 2), ("breast_cancer", load_breast_cancer, (0, 1), 0)],
)
def test_real_data_are_scikit_learns(name: str, load, keep, one):
    bunch = load()
    chosen = np.isin(bunch.target, keep)
    rows = {
        (*x, float(y == one)) for x, y in zip(bunch.data[chosen], bunch.target[chosen], strict=True)
    }
    data = make_dataset(name, SOURCES[name].max_m, noise=0.0, seed=3)
    assert data.X.shape[1] + data.X_test.shape[1] == chosen.sum()
    # Each feature is a line through the original one, so the order of its values is the same.
    X = np.hstack([data.X, data.X_test])
    y = np.hstack([data.Y, data.Y_test])[0]
    original = np.array(sorted(rows))
    assert y.sum() == (bunch.target == one).sum()
    for feature in range(len(X)):
        ours, theirs = np.sort(X[feature]), np.sort(bunch.data[chosen][:, feature])
        assert len(original) <= len(ours)
        slope, offset = np.polyfit(theirs, ours, 1)
        np.testing.assert_allclose(slope * theirs + offset, ours, atol=1e-9)


@pytest.mark.parametrize("name", ["iris", "breast_cancer"])
def test_real_data_are_standardised_by_the_training_samples_alone(name: str):
    data = make_dataset(name, 60, noise=0.0)
    np.testing.assert_allclose(data.X.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(data.X.std(axis=1), 1, rtol=1e-12)
    assert np.abs(data.X_test.mean(axis=1)).max() > 1e-3


@settings(deadline=None, max_examples=50)
@given(st.floats(-1e6, 1e6), st.integers(1, 9))
def test_a_constant_feature_does_no_harm(value: float, m: int):
    train_X, test_X = standardized(np.full((1, m), value), np.array([[value, value + 1]]))
    np.testing.assert_allclose(train_X, 0, atol=1e-6)
    np.testing.assert_allclose(test_X, [[0, 1]], atol=1e-6)


def accuracy_of_a_small_network(name: str, n1: int) -> float:
    data = make_dataset(name, min(400, SOURCES[name].max_m))
    start = initialize_parameters(
        (data.X.shape[0], n1, 1), method="xavier", rng=np.random.RandomState(2)
    )
    trained, _ = train(start, data.X, data.Y, learning_rate=1.0, iterations=3000)
    return float(np.mean(predict(trained, data.X_test) == data.Y_test))


@pytest.mark.parametrize(
    ("name", "n1"),
    [("moons", 4), ("circles", 4), ("xor", 4), ("quantiles", 4), ("ball", 4), ("linear", 1), ("blobs", 1), ("iris", 4), ("breast_cancer", 4)],
)  # fmt: skip
def test_a_small_network_learns_it(name: str, n1: int):
    assert accuracy_of_a_small_network(name, n1) >= 0.85


@pytest.mark.parametrize("name", ["circles", "xor", "quantiles", "ball"])
def test_a_logistic_regression_does_not(name: str):
    data = make_dataset(name, 400)
    model = LogisticRegression().fit(data.X.T, data.Y[0])
    assert model.score(data.X_test.T, data.Y_test[0]) < 0.7


@pytest.mark.parametrize(
    ("code", "request_"),
    [
        ("unknown_dataset", {"name": "roses", "m": 10}),
        ("m_out_of_range", {"name": "moons", "m": 0}),
        ("m_out_of_range", {"name": "iris", "m": 71}),
        ("noise_out_of_range", {"name": "moons", "m": 10, "noise": float("nan")}),
        ("noise_out_of_range", {"name": "moons", "m": 10, "noise": -0.1}),
        ("noise_out_of_range", {"name": "moons", "m": 10, "noise": "much"}),
        ("m_out_of_range", {"name": "moons", "m": 10.5}),
    ],
)
def test_impossible_requests_are_refused_in_words(code: str, request_):
    with pytest.raises(DatasetError) as caught:
        make_dataset(**request_)
    assert caught.value.code == code
    assert request_["name"] in str(caught.value)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5])
def test_impossible_seeds_are_refused_in_words(seed):
    with pytest.raises(DatasetError, match="seed") as caught:
        make_dataset("moons", 10, seed=seed)
    assert caught.value.code == "seed_out_of_range"
    assert caught.value.fields["seed"] == seed


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(sorted(SOURCES)),
    st.integers(1, 70),
    st.floats(0, 1),
    st.integers(0, 2**32 - 1),
)
def test_any_possible_request_is_met(name: str, m: int, noise: float, seed: int):
    data = make_dataset(name, m, noise=noise, seed=seed)
    assert data.X.shape == (SOURCES[name].n0, m)
    assert np.isfinite(data.X).all()
    assert np.isfinite(data.X_test).all()
    # Whatever m is, neither class is more than its share ahead.
    if name != "breast_cancer":
        assert abs(data.Y.sum() - m / 2) <= 1


@pytest.mark.parametrize("name", [n for n, s in SOURCES.items() if s.max_m == 5000])
def test_generated_test_samples_are_not_training_samples_even_without_noise(name: str):
    data = make_dataset(name, SOURCES[name].max_m, noise=0.0)
    if name != "flower":
        few = make_dataset(name, 3, noise=0.0)
        np.testing.assert_array_equal(few.X_test, data.X_test)
    assert not {tuple(x) for x in data.X.T} & {tuple(x) for x in data.X_test.T}


@pytest.mark.parametrize(
    ("name", "load", "one"), [("iris", load_iris, 2), ("breast_cancer", load_breast_cancer, 0)]
)
def test_each_row_of_a_file_is_used_once(name: str, load, one: int):
    bunch = load()
    chosen = bunch.target != 0 if name == "iris" else np.full(len(bunch.target), True)
    original, labels = bunch.data[chosen], (bunch.target[chosen] == one).astype(float)
    data = make_dataset(name, SOURCES[name].max_m, noise=0.0, seed=8)
    X = np.hstack([data.X, data.X_test])
    # Undo the standardisation: a straight line through the smallest and the largest value.
    low, high = original.min(axis=0)[:, None], original.max(axis=0)[:, None]
    ours, ours_high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    measured = low + (X - ours) * (high - low) / (ours_high - ours)
    rows = np.round(np.vstack([measured, np.hstack([data.Y, data.Y_test])]).T, 6)
    expected = np.round(np.column_stack([original, labels]), 6)
    np.testing.assert_allclose(
        rows[np.lexsort(rows.T)], expected[np.lexsort(expected.T)], atol=2e-6
    )


@pytest.mark.parametrize("name", ["iris", "breast_cancer"])
def test_a_larger_m_adds_rows_to_the_same_ones(name: str):
    few, many = make_dataset(name, 30, noise=0.0), make_dataset(name, 60, noise=0.0)
    np.testing.assert_array_equal(few.Y, many.Y[:, :30])
    np.testing.assert_array_equal(few.Y_test, many.Y_test)
    again, _ = standardized(many.X[:, :30], many.X_test)
    np.testing.assert_allclose(again, few.X, atol=1e-9)
