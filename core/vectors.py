"""Parameters as one vector and back, so that they can be stored, differenced and projected."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.network import Gradients, Parameters
from core.types import Array, Layers


def layer_sizes_of(parameters: Parameters) -> tuple[int, ...]:
    """(n[0], n[1], ..., n[L])."""
    W = parameters.W
    return (W[1].shape[1], *(W[l].shape[0] for l in parameters.layers))


def parameter_count(layer_sizes: Sequence[int]) -> int:
    """How many numbers W[1], b[1], ..., W[L], b[L] hold."""
    return sum(n * (fan_in + 1) for fan_in, n in pairwise(layer_sizes))


def flatten(parameters: Parameters) -> Array:
    """W[1], b[1], W[2], b[2], ... row by row in one new vector."""
    return _joined(parameters.W, parameters.b)


def flatten_gradients(gradients: Gradients) -> Array:
    """dW[1], db[1], dW[2], db[2], ... in the order of `flatten`."""
    return _joined(gradients.dW, gradients.db)


def _joined(weights: Layers, biases: Layers) -> Array:
    parts = [part.ravel() for l in sorted(weights) for part in (weights[l], biases[l])]
    return np.concatenate(parts)


def unflatten(vector: Array, layer_sizes: Sequence[int]) -> Parameters:
    """The inverse of `flatten`."""
    layers = stacked_layers(vector, layer_sizes)
    return Parameters(
        {l: weights.copy() for l, weights in layers.W.items()},
        {l: biases.copy() for l, biases in layers.b.items()},
    )


def stacked_layers(vectors: Array, layer_sizes: Sequence[int]) -> Parameters:
    """Views of many vectors (..., p) as W[l] (..., n[l], n[l-1]) and b[l] (..., n[l], 1)."""
    W, b, start, lead = {}, {}, 0, vectors.shape[:-1]
    for l, (fan_in, n) in enumerate(pairwise(layer_sizes), start=1):
        W[l] = vectors[..., start : start + n * fan_in].reshape(*lead, n, fan_in)
        start += n * fan_in
        b[l] = vectors[..., start : start + n].reshape(*lead, n, 1)
        start += n
    return Parameters(W, b)
