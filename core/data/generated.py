"""Generated data: each source is a function that puts random samples of two classes in place.

All sources but the flower always draw the same BLOCK of samples and hand out the first m, so a
larger m adds samples to the same ones, to the bit.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from core.types import Array

BLOCK = 5_000
TEST_SAMPLES = 200
TRAINING, TEST = 0, 1


class Samples(NamedTuple):
    """X (n0, m) and Y (1, m) for training, and the same of the test samples."""

    X: Array
    Y: Array
    X_test: Array
    Y_test: Array


class Draws(NamedTuple):
    """What a sample is made of: its class y (m,), uniform numbers u and normal numbers z (3, m)."""

    y: Array
    u: Array
    z: Array


def flower(m: int, noise: float, seed: int) -> Samples:
    """The notes' assignment: r = 4 sin(4θ), half of the petals of each class.

    θ is spaced evenly over (3.12 y, 3.12 (y + 1)), class 0 first, and noise (standard deviation)
    is added to θ and to r; x = (r sin θ, r cos θ). Test angles are drawn at random instead: evenly
    spaced ones would be the training angles themselves when there is no noise.

    Source: planar data of the course "Neural Networks and Deep Learning", week 3.
    """
    rng = np.random.RandomState(seed)
    spaced = [
        np.linspace(3.12 * y, 3.12 * (y + 1), number)
        for y, number in enumerate(((m + 1) // 2, m // 2))
    ]
    rng_test = np.random.RandomState([seed, TEST])
    drawn = [3.12 * (y + rng_test.random_sample(TEST_SAMPLES // 2)) for y in (0, 1)]
    return Samples(*_petals(spaced, noise, rng), *_petals(drawn, noise, rng_test))


def _petals(angles: list[Array], noise: float, rng: np.random.RandomState) -> tuple[Array, Array]:
    parts = []
    for angle in angles:
        theta = angle + noise * rng.randn(len(angle))
        r = 4 * np.sin(4 * theta) + noise * rng.randn(len(angle))
        parts.append(np.vstack((r * np.sin(theta), r * np.cos(theta))))
    Y = np.repeat([[0.0, 1.0]], [len(angle) for angle in angles], axis=1)
    return np.hstack(parts), Y


def moons(draws: Draws) -> Array:
    """Two half circles of radius 1 that reach into each other. Source: scikit-learn, make_moons."""
    y, (u, *_), _ = draws
    upper = np.vstack((np.cos(np.pi * u), np.sin(np.pi * u)))
    lower = np.vstack((1 - np.cos(np.pi * u), 0.5 - np.sin(np.pi * u)))
    return np.where(y == 0, upper, lower)


def circles(draws: Draws) -> Array:
    """A circle of radius 1/2 (y = 1) in one of radius 1. Source: scikit-learn, make_circles."""
    y, (u, *_), _ = draws
    return np.where(y == 0, 1.0, 0.5) * _on_circle(u)


def blobs(draws: Draws) -> Array:
    """Two round clouds, normal with standard deviation 0.6, around (-1.5, -1) and (1.5, 1)."""
    y, _, z = draws
    return np.array([[1.5], [1.0]]) * _sign(y) + 0.6 * z[:2]


def xor(draws: Draws) -> Array:
    """Four squares; y = 1 where the signs of x1 and x2 differ. 0.1 stays free along the axes."""
    y, u, _ = draws
    first = _sign(u[2] < 0.5)
    return np.vstack((first, -first * _sign(y))) * (0.1 + 0.9 * u[:2])


def spirals(draws: Draws) -> Array:
    """Two arms of one and a quarter turns, r from 0.4 to 4, each the other turned by half."""
    y, (u, *_), _ = draws
    # The root spreads the samples evenly along the arm, which is longer further out.
    t = np.sqrt(0.01 + 0.99 * u)
    X: Array = 4 * _sign(y) * t * _on_circle(1.25 * t)
    return X


def quantiles(draws: Draws) -> Array:
    """A round normal cloud, its inner half (y = 1) and its outer half.

    r = sqrt(-2 log(1 - p)) at the probability p that a sample lies within r, so that the classes
    meet at p = 1/2, r = 1.18. Source: scikit-learn, make_gaussian_quantiles.
    """
    y, (u, v, _), _ = draws
    p = (u + 1 - y) / 2
    X: Array = np.sqrt(-2 * np.log1p(-p)) * _on_circle(v)
    return X


def linear(draws: Draws) -> Array:
    """Two halves of a square, 0.2 apart along the line x1 + 2 x2 = 0."""
    y, (u, v, _), _ = draws
    across, along = np.array([[1.0], [2.0]]) / 5**0.5, np.array([[2.0], [-1.0]]) / 5**0.5
    X: Array = across * _sign(y) * (0.1 + 0.9 * u) + along * (2 * v - 1)
    return X


def ball(draws: Draws) -> Array:
    """A ball of radius 1 (y = 1) in a shell from 1.5 to 2, in space.

    Three features, as in the notes' figure, and its n[1] = 4 is the smallest that can do it: four
    planes are the fewest that enclose a piece of space, while one plane only cuts it in two.
    """
    y, (u, *_), z = draws
    r = np.where(y == 1, np.cbrt(u), 1.5 + 0.5 * u)
    X: Array = r * z / np.sqrt(np.sum(z**2, axis=0))
    return X


def _on_circle(turns: Array) -> Array:
    return np.vstack((np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)))


def _sign(y: Array) -> Array:
    """-1 where y is 0 or False, 1 where it is 1 or True."""
    return 2.0 * y - 1


GROWING: Mapping[str, Callable[[Draws], Array]] = {
    "moons": moons,
    "ball": ball,
    "circles": circles,
    "blobs": blobs,
    "xor": xor,
    "spirals": spirals,
    "quantiles": quantiles,
    "linear": linear,
}


def growing(place: Callable[[Draws], Array], m: int, noise: float, seed: int) -> Samples:
    """The first m of a source's samples, classes in turn, and its test samples.

    Normal noise with standard deviation `noise` is added to every feature.
    """
    X, Y = _block(place, BLOCK, noise, seed, TRAINING)
    return Samples(X[:, :m], Y[:, :m], *_block(place, TEST_SAMPLES, noise, seed, TEST))


def _block(
    place: Callable[[Draws], Array], m: int, noise: float, seed: int, part: int
) -> tuple[Array, Array]:
    rng = np.random.default_rng([seed, part])
    y = np.arange(m, dtype=np.float64) % 2
    X = place(Draws(y, rng.random((3, m)), rng.standard_normal((3, m))))
    return X + noise * rng.standard_normal(X.shape), y[np.newaxis]
