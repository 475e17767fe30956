"""Planes through the space of all parameters, on which J can be looked at."""

from dataclasses import dataclass

import numpy as np

from core.network import Gradients, Parameters
from core.types import Array, Name
from core.vectors import flatten, flatten_gradients, layer_sizes_of, parameter_count, unflatten


@dataclass(frozen=True, eq=False)
class Section:
    """A plane through the space of all p parameters: origin + x directions[0] + y directions[1].

    origin : (p,), in the order of `core.vectors.flatten`.
    directions : (2, p), of length 1 and at right angles to each other.
    shares : of the path's variation that each direction holds, 0 to 1; None where no path made
        the plane.
    """

    origin: Array
    directions: Array
    shares: tuple[float, float] | None = None

    def coordinates(self, vectors: Array) -> Array:
        """Where vectors (..., p) fall on the plane, (..., 2)."""
        on: Array = (vectors - self.origin) @ self.directions.T
        return on

    def points(self, coordinates: Array) -> Array:
        """The parameters (..., p) at places (..., 2) of the plane."""
        there: Array = self.origin + coordinates @ self.directions
        return there


def principal_section(path: Array) -> Section:
    """The plane through a path's end along its two principal directions.

    Those of the differences to the end, as Li et al. 2018 ("Visualizing the loss landscape of
    neural nets") take them; `shares` are their parts of the sum of squared distances.

    Parameters
    ----------
    path : (k, p) array
        Two points or more, not all the same.

    Raises
    ------
    ValueError
        If the path does not move.
    """
    differences = path - path[-1]
    if not np.any(differences):
        raise ValueError("the path does not move, so it has no directions")
    # All rows of V are needed where the path is so short that it has one direction only.
    _, sizes, V = np.linalg.svd(differences, full_matrices=len(path) < 3)
    parts = np.concatenate([sizes**2, [0.0]]) / np.sum(sizes**2)
    # A principal direction has no sign of its own; the largest entry positive is one for all.
    signs = np.sign(V[:2][[0, 1], np.abs(V[:2]).argmax(axis=1)])
    return Section(path[-1], signs[:, None] * V[:2], (float(parts[0]), float(parts[1])))


def weight_section(
    parameters: Parameters, first: tuple[Name, int, int], second: tuple[Name, int, int]
) -> Section:
    """The plane on which two weights or biases change and all others keep their present values.

    Its coordinates are the two values themselves: the origin has 0 in their places.

    Parameters
    ----------
    parameters : Parameters
    first, second : (name, row, column)
        Such as (Name("W", 1), 0, 1), counted from 0.

    Raises
    ------
    ValueError
        If one of them does not exist, or both are the same.
    """
    sizes = layer_sizes_of(parameters)
    directions = np.array([_unit(sizes, *entry) for entry in (first, second)])
    if np.array_equal(directions[0], directions[1]):
        raise ValueError("the two weights are the same one")
    held = ~directions.any(axis=0)
    return Section(np.where(held, flatten(parameters), 0.0), directions)


def _unit(sizes: tuple[int, ...], name: Name, row: int, column: int) -> Array:
    count = parameter_count(sizes)
    numbered = unflatten(np.arange(count, dtype=float), sizes)
    layers = {"W": numbered.W, "b": numbered.b}.get(name.kind, {})
    if name.layer not in layers:
        raise ValueError(f"{name} is no weight or bias of this network")
    rows, columns = layers[name.layer].shape
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(f"{name} is {rows} x {columns}, so it has no entry {row}, {column}")
    unit = np.zeros(count)
    unit[int(layers[name.layer][row, column])] = 1.0
    return unit


def gradient_section(parameters: Parameters, gradients: Gradients, seed: int = 0) -> Section:
    """The plane of -∇J, across, and of a random direction at right angles to it, up.

    Raises
    ------
    ValueError
        If the gradient is 0, or there is one parameter only.
    """
    origin, slope = flatten(parameters), -flatten_gradients(gradients)
    size = np.linalg.norm(slope)
    if not size or len(slope) < 2:
        raise ValueError("the gradient is 0 here, so it has no direction")
    across = slope / size
    up = np.random.default_rng(seed).standard_normal(len(slope))
    up -= (up @ across) * across
    return Section(origin, np.array([across, up / np.linalg.norm(up)]))
