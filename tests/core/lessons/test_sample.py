"""One sample step by step: the code shown is the code that gives the numbers."""

from dataclasses import replace

import numpy as np
import pytest

from core.config import Config
from core.equations import SAMPLE, evaluate
from core.lessons.sample import BACKWARD, Sample, sample_of
from core.lessons.whatif import WHAT_IFS, run
from core.network import Parameters
from core.training import advance, start


def sample(n0: int = 3, n1: int = 4, seed: int = 0, activation: str = "tanh") -> Sample:
    rng = np.random.default_rng(seed)
    W = {1: rng.standard_normal((n1, n0)), 2: rng.standard_normal((1, n1))}
    b = {1: rng.standard_normal((n1, 1)), 2: rng.standard_normal((1, 1))}
    x, y = rng.standard_normal((n0, 1)), np.array([[float(seed % 2)]])
    return Sample(Parameters(W, b), x, y, Config(activation=activation))


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "leaky_relu"])
@pytest.mark.parametrize(("n0", "n1"), [(3, 4), (1, 1), (30, 64), (4, 4)])
def test_the_code_of_every_step_gives_its_value(n0: int, n1: int, activation: str):
    one = sample(n0, n1, activation=activation)
    for step, code in SAMPLE.items():
        np.testing.assert_allclose(
            evaluate(code, one.namespace), one.values[step], rtol=1e-9, atol=1e-13, err_msg=step
        )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_every_derivative_agrees_with_its_numerical_twin(seed: int, activation: str):
    one = sample(seed=seed, activation=activation)
    for step in BACKWARD:
        check = one.check(step)
        assert check.verdict == "agrees", step
        assert check.numerical.shape == one.values[step[1:]].shape


def with_fault(one: Sample, step: str, factor: float) -> Sample:
    """The sample with one derivative multiplied, as a faulty backward pass would give it."""
    wrong = replace(one)
    values = {**one.values, step: factor * one.values[step]}
    wrong.__dict__["values"] = values
    return wrong


@pytest.mark.parametrize("factor", [2.0, -1.0, 0.0, 1.001])
@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_a_wrong_derivative_differs(activation: str, factor: float):
    """A doubled derivative, one of the wrong sign, none, one that is a thousandth too large."""
    for seed in range(5):
        one = sample(seed=seed, activation=activation)
        for step in BACKWARD:
            assert with_fault(one, step, factor).check(step).verdict == "differs", step


@pytest.mark.parametrize("scale", [0.01, 1.0, 20.0])
def test_a_right_derivative_never_differs(scale: float):
    """However small or large the weights: at worst rounding hides it, or a kink, or the edge."""
    verdicts = set()
    for seed in range(60):
        one = sample(seed=seed, activation=["tanh", "sigmoid", "relu", "leaky_relu"][seed % 4])
        for l in (1, 2):
            one = one.with_value(f"W{l}", scale * one.values[f"W{l}"])
        verdicts |= {one.check(step).verdict for step in BACKWARD}
    assert verdicts <= {"agrees", "rounding", "kink", "edge"}
    assert "agrees" in verdicts


def test_a_kink_is_told():
    one = sample(activation="relu")
    at_kink = one.with_value("b1", -one.parameters.W[1] @ one.X)
    assert not np.any(at_kink.values["z1"])
    assert at_kink.check("db1").verdict == "kink"
    assert at_kink.check("dW2").verdict == "agrees"


@pytest.mark.parametrize("z", [40.0, -40.0, 800.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_a_saturated_output_is_finite_and_right(z: float, y: float):
    one = sample()
    one = one.with_value("W2", np.zeros((1, 4))).with_value("b2", np.array([[z]]))
    one = one.with_value("y", np.array([[y]]))
    for value in one.values.values():
        assert np.isfinite(value).all()
    assert one.values["L"][0, 0] == pytest.approx(np.logaddexp(0, z if y == 0 else -z), rel=1e-12)
    assert one.values["dz2"][0, 0] == one.values["a2"][0, 0] - y
    assert one.check("dz2").verdict == "agrees"
    assert one.check("da2").verdict in ("agrees", "rounding", "edge")


def test_an_edit_is_followed_by_everything():
    one = sample()
    other = one.with_value("x", one.X + 1)
    for step in SAMPLE:
        assert not np.array_equal(one.values[step], other.values[step]), step
    assert other.values["W1"] is one.values["W1"]


def kinds(one: Sample) -> dict[str, str]:
    return {
        code: run(code, one.namespace, one.values[step]).kind
        for step, codes in WHAT_IFS.items()
        for code in codes
    }


def test_what_numpy_makes_of_every_other_way():
    """The facts that LESSONS.md gives for 3-4-1, and what changes with other sizes."""
    assert kinds(sample()) == {
        "W1 * x + b1": "error", "W1.T @ x + b1": "error", "W2 * a1 + b2": "shape",
        "W2.T @ a1 + b2": "error", "da2 @ dg2": "same", "dz2 @ a1": "error", "dz2 * a1.T": "same",
        "W2 @ dz2": "error", "W2.T * dz2": "same", "da1 @ dg1": "error", "dz1 @ x": "error",
        "dz1 * x.T": "same",
    }  # fmt: skip
    assert set(kinds(sample(1, 1)).values()) == {"same"}
    square = kinds(sample(4, 4))
    assert square["W1.T @ x + b1"] == "values"
    assert square["W1 * x + b1"] == "shape"


def test_numpys_own_words():
    one = sample()
    outcome = run("dz2 @ a1", one.namespace, one.values["dW2"])
    with pytest.raises(ValueError, match="matmul") as raised:
        np.zeros((1, 1)) @ np.zeros((4, 1))
    assert outcome.message == str(raised.value)
    assert (outcome.left, outcome.right) == ((1, 1), (4, 1))
    assert run("W2 * a1 + b2", one.namespace, one.values["z2"]).result.shape == (4, 4)


def test_a_column_of_the_lab_is_the_very_same_sample():
    snapshot = advance(start(Config(m=30)), 50).snapshot.train
    one = sample_of(snapshot, 7)
    np.testing.assert_allclose(one.values["z1"], snapshot.cache.Z[1][:, [7]], rtol=1e-13)
    np.testing.assert_allclose(one.values["dz1"], snapshot.gradients.dZ[1][:, [7]], rtol=1e-12)
