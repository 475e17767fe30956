"""The landscape against the network's own J, scikit-learn's principal directions, and the notes' run."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from core.config import Config
from core.explore.landscape import costs_at, landscape, path_vectors
from core.explore.sections import gradient_section, principal_section, weight_section
from core.network import Parameters, compute_cost, forward_propagation, update_parameters
from core.training import Run, advance, change, start, visit
from core.types import Name
from core.vectors import flatten, layer_sizes_of, unflatten
from tests.core.strategies import Problem, problems


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(1, 7))
def test_many_networks_cost_what_each_costs(problem: Problem, k: int):
    parameters, X, Y, activation = problem
    rng = np.random.default_rng(k)
    vectors = flatten(parameters) + rng.standard_normal((k, len(flatten(parameters))))
    sizes = layer_sizes_of(parameters)
    alone = [
        compute_cost(forward_propagation(unflatten(v, sizes), X, activation), Y) for v in vectors
    ]
    np.testing.assert_allclose(costs_at(vectors, sizes, X, Y, activation), alone, rtol=1e-12)


def test_a_well_fitted_sample_costs_what_it_costs():
    """One unit at z = 40 with y = 1: J = log(1 + e^-40), to all digits."""
    found = costs_at(np.array([[40.0, 0.0]]), (1, 1), np.ones((1, 1)), np.ones((1, 1)))
    np.testing.assert_allclose(found, [np.log1p(np.exp(-40.0))], rtol=1e-13)


def test_chunks_are_put_together(monkeypatch: pytest.MonkeyPatch):
    here = start(Config(m=20)).snapshot.train
    vectors = np.random.default_rng(0).standard_normal((11, 17))
    whole = costs_at(vectors, (2, 4, 1), here.X, here.Y)
    monkeypatch.setattr("core.explore.landscape.CHUNK", 3 * 4 * 20)
    np.testing.assert_allclose(costs_at(vectors, (2, 4, 1), here.X, here.Y), whole, rtol=1e-13)


@pytest.fixture(scope="module")
def published() -> Run:
    return advance(start(Config()), 7000)


def test_the_published_runs_path(published: Run):
    section = principal_section(path_vectors(published)[1])
    assert section.shares is not None
    assert [round(100 * share) for share in section.shares] == [98, 1]
    found = landscape(published, section)
    assert found.path.gap == pytest.approx(0.047, abs=0.002)
    at = [found.path.iterations.index(i) for i in (0, 7000)]
    np.testing.assert_array_equal(found.path.costs[at].round(6), [0.693048, 0.217504])
    # The plane goes through the end, so there it has nothing to leave out.
    assert found.path.plane_costs[-1] == pytest.approx(found.path.costs[-1], rel=1e-9)


def test_the_directions_are_scikit_learns(published: Run):
    vectors = path_vectors(published)[1]
    ends = vectors - vectors[-1]
    # Mirrored points have their mean at the path's end, where the plane has its origin.
    reference = PCA(2).fit(np.vstack([ends, -ends]))
    section = principal_section(vectors)
    np.testing.assert_allclose(section.shares, reference.explained_variance_ratio_, rtol=1e-6)
    cosines = np.sum(section.directions * reference.components_, axis=1)
    np.testing.assert_allclose(np.abs(cosines), 1.0, rtol=1e-8)


def test_every_place_of_the_grid_is_the_costs_of_its_network(published: Run):
    found = landscape(published, principal_section(path_vectors(published)[1]), side=9)
    data, sizes = published.dataset, (2, 4, 1)
    for row, column in [(0, 0), (0, 8), (8, 0), (3, 5)]:
        place = np.array([found.across[column], found.up[row]])
        network = unflatten(found.section.points(place), sizes)
        J = compute_cost(forward_propagation(network, data.X), data.Y)
        assert found.costs[row, column] == pytest.approx(J, rel=1e-12)


def test_the_next_step_is_where_the_run_goes():
    run = advance(start(Config(m=100)), 50)
    here = run.snapshot.train
    found = landscape(run, gradient_section(here.parameters, here.gradients), side=5)
    then = advance(run, 1).snapshot.train.parameters
    np.testing.assert_allclose(
        found.next_step, found.section.coordinates(flatten(then)), atol=1e-12
    )
    # Along -∇J the step is α times the gradient's length, and nothing to the side.
    length = np.sqrt(sum(s.norm**2 for s in here.sizes if s.name.kind != "dZ"))
    np.testing.assert_allclose(found.next_step, [1.2 * length, 0], atol=1e-9)
    np.testing.assert_allclose(found.here, [0, 0], atol=1e-12)


def test_time_travel_shows_the_path_so_far():
    run = change(advance(start(Config(m=100)), 50), "learning_rate", 0.1)
    run = advance(run, 50)
    section = principal_section(path_vectors(run)[1])
    early, late = landscape(run, section, iteration=30, side=5), landscape(run, section, side=5)
    assert early.path.iterations[-1] == 30
    assert late.path.iterations[-1] == 100
    step = [np.linalg.norm(found.next_step - found.here) for found in (early, late)]
    assert step[0] > step[1]


def test_two_weights():
    parameters = start(Config()).snapshot.train.parameters
    section = weight_section(parameters, (Name("W", 1), 2, 1), (Name("b", 2), 0, 0))
    moved = unflatten(section.points(np.array([0.5, -0.25])), (2, 4, 1))
    assert moved.W[1][2, 1] == 0.5
    assert moved.b[2][0, 0] == -0.25
    assert np.sum(flatten(moved) != flatten(parameters)) == 2


@pytest.mark.parametrize("iteration", [500, 7000])
def test_two_weights_of_the_published_run(published: Run, iteration: int):
    """Coordinates are the weights' own values, and J is that of the network with them put in."""
    now = visit(published, iteration).train
    entries = ((Name("W", 1), 1, 0), (Name("W", 2), 0, 3))
    section = weight_section(now.parameters, *entries)
    found = landscape(published, section, iteration=iteration, side=7)
    assert found.here.tolist() == [now.parameters.W[1][1, 0], now.parameters.W[2][0, 3]]
    for at, place in zip(found.path.iterations, found.path.coordinates, strict=True):
        then = visit(published, at).train.parameters
        assert place.tolist() == [then.W[1][1, 0], then.W[2][0, 3]]
    step = update_parameters(now.parameters, now.gradients, 1.2)
    np.testing.assert_allclose(found.next_step, [step.W[1][1, 0], step.W[2][0, 3]], rtol=1e-12)
    for row, column in [(0, 0), (6, 2), (3, 6)]:
        W1, W2 = now.parameters.W[1].copy(), now.parameters.W[2].copy()
        W1[1, 0], W2[0, 3] = found.across[column], found.up[row]
        network = Parameters({1: W1, 2: W2}, now.parameters.b)
        J = compute_cost(forward_propagation(network, now.X), now.Y)
        assert found.costs[row, column] == pytest.approx(J, rel=1e-12)
    # Through the present parameters; elsewhere on the path the other weights were others.
    assert found.path.plane_costs[-1] == pytest.approx(now.cost, rel=1e-12)
    assert found.path.gap > 0.1


@pytest.mark.parametrize("kind", ["path", "weights"])
def test_a_close_look_holds_the_next_step_and_shows_it_large(published: Run, kind: str):
    parameters = published.snapshot.train.parameters
    section = (
        principal_section(path_vectors(published)[1])
        if kind == "path"
        else weight_section(parameters, (Name("W", 1), 0, 0), (Name("W", 2), 0, 0))
    )
    wide, close = (landscape(published, section, side=9, closely=near) for near in (False, True))
    assert wide.step_share < 0.03
    assert 1 / 3 <= close.step_share < 0.5
    np.testing.assert_array_equal(wide.next_step, close.next_step)
    for place in (close.here, close.next_step):
        assert close.across[0] < place[0] < close.across[-1]
        assert close.up[0] < place[1] < close.up[-1]
    # Here and there J is the network's own, whatever the window.
    on = close.section.points(np.array([close.across[2], close.up[6]]))
    J = compute_cost(forward_propagation(unflatten(on, (2, 4, 1)), published.dataset.X),
                     published.dataset.Y)  # fmt: skip
    assert close.costs[6, 2] == pytest.approx(J, rel=1e-12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((Name("W", 1), 0, 0), (Name("W", 1), 0, 0)),
        ((Name("W", 3), 0, 0), (Name("W", 1), 0, 0)),
        ((Name("dW", 1), 0, 0), (Name("W", 1), 0, 0)),
        ((Name("W", 1), 0, 0), (Name("W", 1), 4, 0)),
    ],
)
def test_weights_that_do_not_exist(one, other):
    with pytest.raises(ValueError, match=r"same one|no weight|no entry"):
        weight_section(start(Config()).snapshot.train.parameters, one, other)


def test_no_plane_without_a_direction():
    with pytest.raises(ValueError, match="does not move"):
        principal_section(np.ones((3, 5)))
    run = start(Config(initialization="zeros", dataset="flower"))
    here = run.snapshot.train
    with pytest.raises(ValueError, match="gradient is 0"):
        gradient_section(here.parameters, here.gradients)


def test_a_path_of_two_points_has_a_second_direction():
    section = principal_section(np.array([[0.0, 0.0, 0.0], [3.0, 0.0, 0.0]]))
    np.testing.assert_allclose(section.directions @ section.directions.T, np.eye(2), atol=1e-12)
    assert section.shares == (1.0, 0.0)
