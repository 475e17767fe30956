"""A unit and a weight by themselves, against the matrices that they are part of."""

import numpy as np
import pytest

from core.config import Config
from core.focus import response, unit, weight
from core.training import advance, start


@pytest.fixture(params=["tanh", "relu", "sigmoid", "leaky_relu"])
def of(request):
    config = Config(m=50, activation=request.param, initialization="xavier")
    return advance(start(config), 20).snapshot.train


def test_a_weights_gradient_is_the_mean_of_its_products(of):
    for l, W in of.parameters.W.items():
        for i, j in np.ndindex(W.shape):
            found = weight(of, l, i, j)
            assert found.value == W[i, j]
            assert found.gradient == of.gradients.dW[l][i, j]
            assert np.mean(found.products) == pytest.approx(found.gradient, rel=1e-12, abs=1e-15)
            sizes = np.abs(found.products)[found.largest]
            assert (np.diff(sizes) <= 0).all()
            assert sorted(found.largest) == list(range(50))


def test_a_unit_is_its_row_and_its_column(of):
    W, b = of.parameters.W, of.parameters.b
    for i in range(4):
        found = unit(of, 1, i)
        np.testing.assert_array_equal(found.weights, W[1][i])
        np.testing.assert_array_equal(found.outgoing, W[2][:, i])
        assert found.bias == b[1][i, 0]
        np.testing.assert_array_equal(found.A, of.cache.A[1][i])
        # dZ = dA * g', so g' is what the two have between them.
        moved = of.gradients.dA[1][i] * found.slopes
        np.testing.assert_allclose(moved, of.gradients.dZ[1][i], rtol=1e-12)
    assert unit(of, 2, 0).outgoing.size == 0


@pytest.mark.parametrize(
    ("l", "i", "j"), [(0, 0, 0), (3, 0, 0), (1, 4, 0), (1, 0, 2), (1, -1, 0), (2, 0, 4)]
)
def test_what_there_is_not_is_refused(of, l, i, j):
    with pytest.raises(ValueError, match="there is no weight"):
        weight(of, l, i, j)


def test_a_unit_that_there_is_not_is_refused(of):
    for l, i in ((0, 0), (3, 0), (1, 4), (1, -1)):
        with pytest.raises(ValueError, match="has no unit"):
            unit(of, l, i)


def test_the_response_of_a_unit(of):
    """g' by central differences of g, away from a kink; flat where it is below a hundredth of it."""
    for l in (1, 2):
        found = unit(of, l, 0)
        curve = response(of, found)
        assert curve.z[0] < found.Z.min() < found.Z.max() < curve.z[-1]
        h = curve.z[1] - curve.z[0]
        differences = (curve.a[2:] - curve.a[:-2]) / (2 * h)
        smooth = np.abs(curve.z[1:-1]) > 2 * h
        np.testing.assert_allclose(curve.slope[1:-1][smooth], differences[smooth], atol=h**2)
        assert curve.flat == 0.01 * curve.slope.max()
