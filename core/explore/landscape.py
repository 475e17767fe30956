"""J over a plane of the parameters, with a run's path on it and where the next step would lead."""

from dataclasses import dataclass

import numpy as np

from core.activations import activation_named
from core.explore.sections import Section
from core.network import update_parameters
from core.training import Run, visit
from core.types import Array
from core.vectors import flatten, layer_sizes_of, stacked_layers

SIDE = 41
MARGIN = 0.25
"""So much of the path's extent is shown around it."""
CHUNK = 200_000
"""Numbers of A[1] at once; more of them leave the processor's fast memory."""
MOST_POINTS = 300
"""Of a path: more cannot be told apart on a screen."""
AROUND_STEP = 3.0
"""A window on the next step alone is so many times as wide as it."""


@dataclass(frozen=True, eq=False)
class Path:
    """A run's path seen on a plane.

    iterations : of its points, (k,).
    coordinates : where they fall on the plane, (k, 2).
    costs : J of the run itself there, (k,).
    plane_costs : J of the plane below them, (k,); the rest of the parameters differs.
    """

    iterations: tuple[int, ...]
    coordinates: Array
    costs: Array
    plane_costs: Array

    @property
    def gap(self) -> float:
        """The largest difference between J of the plane and J of the run, along the path."""
        return float(np.abs(self.plane_costs - self.costs).max())


@dataclass(frozen=True, eq=False)
class Landscape:
    """J over a window of a plane.

    across, up : (side,), the coordinates of the columns and the rows; rows go upwards.
    costs : (side, side), J at them.
    path : of the run, to the iteration on show.
    here, next_step : (2,), where the iteration on show is, and where α dW, α db lead from it.
    """

    section: Section
    across: Array
    up: Array
    costs: Array
    path: Path
    here: Array
    next_step: Array

    @property
    def step_share(self) -> float:
        """The length of the next step as a part of the window's width and height, seen as 1."""
        extent = np.array([np.ptp(self.across), np.ptp(self.up)])
        return float(np.linalg.norm((self.next_step - self.here) / extent))


def costs_at(
    vectors: Array, layer_sizes: tuple[int, ...], X: Array, Y: Array, activation: str = "tanh"
) -> Array:
    """J of many networks of one shape on the same samples.

    Parameters
    ----------
    vectors : (k, p) array
        Each row a network's parameters in the order of `core.vectors.flatten`.
    layer_sizes : (n[0], ..., n[L])
    X : (n[0], m) array
    Y : (n[L], m) array
    activation : str

    Returns
    -------
    (k,) array
    """
    widest = max(layer_sizes[1:]) * X.shape[1]
    k = max(1, CHUNK // widest)
    parts = [
        _costs(vectors[i : i + k], layer_sizes, X, Y, activation) for i in range(0, len(vectors), k)
    ]
    return np.concatenate(parts)


def _costs(
    vectors: Array, layer_sizes: tuple[int, ...], X: Array, Y: Array, activation: str
) -> Array:
    g, layers = activation_named(activation).g, stacked_layers(vectors, layer_sizes)
    A = Z = X
    for l in layers.layers:
        Z = layers.W[l] @ A + layers.b[l]
        A = g(Z) if l < len(layer_sizes) - 1 else Z
    # log(1 + e^z) - y z is shorter, but of a well fitted sample it is the difference of two nearly
    # equal numbers: at J = 0.00001 it has eleven digits, and at 1e-17 none.
    losses = Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)
    costs: Array = losses.sum(axis=(1, 2)) / X.shape[1]
    return costs


def path_vectors(run: Run, until: int | None = None) -> tuple[tuple[int, ...], Array]:
    """The recorded iterations up to one, thinned evenly, and their parameters (k, p)."""
    records = [r for r in run.history.records if until is None or r.iteration <= until]
    at = np.unique(np.linspace(0, len(records) - 1, min(MOST_POINTS, len(records))).astype(int))
    chosen = [records[i] for i in at]
    return tuple(r.iteration for r in chosen), np.array([r.parameters for r in chosen])


def landscape(
    run: Run, section: Section, *, iteration: int | None = None, side: int = SIDE,
    closely: bool = False,
) -> Landscape:  # fmt: skip
    """J over the part of a plane that holds the run's path and its next step.

    Parameters
    ----------
    run : Run
    section : Section
    iteration : int, optional
        The one on show, recorded or the run's last; by default the last.
    side : int
        So many columns and rows.
    closely : bool
        Whether to look at the surroundings of the next step only.
    """
    snapshot = visit(run, run.iteration if iteration is None else iteration)
    here = snapshot.train
    sizes = layer_sizes_of(here.parameters)
    activation = here.config.activation

    def costs(vectors: Array) -> Array:
        return costs_at(vectors, sizes, here.X, here.Y, activation)

    iterations, vectors = path_vectors(run, snapshot.iteration)
    on = section.coordinates(vectors)
    path = Path(iterations, on, costs(vectors), costs(section.points(on)))
    after = update_parameters(here.parameters, here.gradients, here.config.learning_rate)
    now, then = (section.coordinates(flatten(p)) for p in (here.parameters, after))
    if closely:
        across, up = _square((now + then) / 2, AROUND_STEP * float(np.abs(then - now).max()), side)
    else:
        across, up = _window(np.vstack([on, now, then]), side)
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    over = costs(section.points(grid.reshape(-1, 2))).reshape(side, side)
    return Landscape(section, across, up, over, path, now, then)


def _square(middle: Array, extent: float, side: int) -> tuple[Array, Array]:
    """Evenly spaced coordinates across and up around a point (2,); some, if the extent is 0."""
    half = (extent or 1e-3) / 2
    return (
        np.linspace(middle[0] - half, middle[0] + half, side),
        np.linspace(middle[1] - half, middle[1] + half, side),
    )


def _window(points: Array, side: int) -> tuple[Array, Array]:
    """Evenly spaced coordinates across and up around points (k, 2), none of them too narrow."""
    low, high = points.min(axis=0), points.max(axis=0)
    extent = np.maximum(high - low, max(1e-3, 0.2 * float((high - low).max())))
    middle, half = (low + high) / 2, (0.5 + MARGIN) * extent
    return (
        np.linspace(middle[0] - half[0], middle[0] + half[0], side),
        np.linspace(middle[1] - half[1], middle[1] + half[1], side),
    )
