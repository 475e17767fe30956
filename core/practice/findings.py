"""What a guided experiment's runs say: each function computes which prediction came true."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from core.lessons.facts import doubled
from core.training import Run

SEPARATED = 0.98
"""The classes count as separated where this part of the training labels is right."""
ALIKE = 0.05
"""Two sizes that differ by no more than this part of the larger are alike."""
NEAR_ZERO = 0.05
"""J this small has next to nothing left to learn."""
FLAT = 0.01
"""A unit is saturated on a sample where its slope is below this part of the largest possible."""
TURNED = 1.1
"""Test J this many times its least value has turned upwards."""


class Finding(NamedTuple):
    """The option that came true, and the numbers that decided it, by the runs' labels."""

    answer: str
    numbers: Mapping[str, float]


def _largest(labels: Sequence[str], sizes: Sequence[float]) -> str:
    """The label of the largest size, or "alike" where the next one is as large."""
    order = np.argsort(sizes)[::-1]
    first, second = sizes[order[0]], sizes[order[1]]
    return "alike" if first - second <= ALIKE * abs(first) else labels[order[0]]


def _numbers(labels: Sequence[str], values: Sequence[float]) -> Mapping[str, float]:
    return dict(zip(labels, map(float, values), strict=True))


def _accuracies(runs: Sequence[Run]) -> list[float]:
    return [run.snapshot.train.accuracy for run in runs]


def _costs(runs: Sequence[Run]) -> list[float]:
    return [run.snapshot.train.cost for run in runs]


def which_separate(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """Which of two runs separates the classes?"""
    accuracies = _accuracies(runs)
    able = [label for label, a in zip(labels, accuracies, strict=True) if a >= SEPARATED]
    answer = "both" if len(able) == len(labels) else able[0] if able else "none"
    return Finding(answer, _numbers(labels, accuracies))


def smallest_that_separates(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """The first of the runs, in their order, that separates the classes."""
    accuracies = _accuracies(runs)
    able = [label for label, a in zip(labels, accuracies, strict=True) if a >= SEPARATED]
    return Finding(able[0] if able else "none", _numbers(labels, accuracies))


def which_diverges(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    diverged = [label for label, run in zip(labels, runs, strict=True) if run.diverged]
    return Finding(diverged[0] if diverged else "none", _numbers(labels, _costs(runs)))


def lowest_cost(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    costs = _costs(runs)
    return Finding(_smallest(labels, costs), _numbers(labels, costs))


def _smallest(labels: Sequence[str], sizes: Sequence[float]) -> str:
    order = np.argsort(sizes)
    first, second = sizes[order[0]], sizes[order[1]]
    return "alike" if second - first <= ALIKE * second else labels[order[0]]


def doubled_gradient(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """What becomes of dW[1] when every sample is there twice?"""
    del labels
    of = runs[0].snapshot.train
    size = float(np.linalg.norm(of.gradients.dW[1]))
    change = doubled(of).changes["dW[1]"]
    ratios = {"half": 0.5, "same": 0.0, "double": 1.0}
    largest = float(np.abs(of.gradients.dW[1]).max())
    answer = min(ratios, key=lambda name: abs(change / largest - ratios[name]))
    return Finding(answer, {"norm": size, "change": change})


def sum_grows(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """How does dW[1] without its 1/m grow with m?"""
    sizes = [run.dataset.X.shape[1] * run.snapshot.train.sizes[0].norm for run in runs]
    m = [run.dataset.X.shape[1] for run in runs]
    power = float(np.log(sizes[1] / sizes[0]) / np.log(m[1] / m[0]))
    powers = {"same": 0.0, "as_root_m": 0.5, "as_m": 1.0}
    answer = min(powers, key=lambda name: abs(power - powers[name]))
    return Finding(answer, {**_numbers(labels, sizes), "power": power})


def gap(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """Is test J minus training J smaller or larger in the second run than in the first?"""
    gaps = [run.snapshot.test.cost - run.snapshot.train.cost for run in runs]
    largest = _largest(("smaller", "larger"), gaps)
    return Finding(largest, _numbers(labels, gaps))


def first_gradient(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """What happens to ‖dW[1]‖ during the run?"""
    del labels
    norms = runs[0].history.measure("dW[1]")
    answer = "grows" if norms[-1] > norms[0] else "falls"
    answer = answer if norms.any() else "zero"
    return Finding(answer, {"first": float(norms[0]), "last": float(norms[-1])})


def what_moved(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """Which parameters are no longer what they were at the start, which was zero?"""
    del labels
    now = runs[0].snapshot.train.parameters
    sizes = {f"W[{l}]": float(np.abs(now.W[l]).max()) for l in now.layers}
    sizes |= {f"b[{l}]": float(np.abs(now.b[l]).max()) for l in now.layers}
    moved = [name for name, size in sizes.items() if size > 0]
    answer = "nothing" if not moved else "only_b2" if moved == ["b[2]"] else "all"
    return Finding(answer, sizes)


def larger_first_gradient(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """In which run is ‖dW[1]‖ larger at its last iteration?"""
    sizes = [run.snapshot.train.sizes[0].norm for run in runs]
    return Finding(_largest(labels, sizes), _numbers(labels, sizes))


def comes_near_zero(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """Does J come near 0 in all the runs, in the first alone, or in none?"""
    costs = _costs(runs)
    near = [cost < NEAR_ZERO for cost in costs]
    answer = "all" if all(near) else "only_without_noise" if near[0] else "none"
    return Finding(answer, _numbers(labels, costs))


def held_out_cost(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """Does test J fall to the end, stay as it was, or turn upwards?"""
    del labels
    costs = runs[0].history.measure("test_cost")
    # The last record may lie some updates before the end.
    first, last = float(costs[0]), runs[0].snapshot.test.cost
    least = min(float(costs.min()), last)
    numbers = {"first": first, "least": least, "last": last}
    if last > TURNED * least:
        return Finding("turns_upward", numbers)
    return Finding("falls" if last < (1 - ALIKE) * first else "stays", numbers)


def more_saturated(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """In which run of tanh are more activations in the flat part?"""
    shares = [float(np.mean(1 - run.snapshot.train.cache.A[1] ** 2 < FLAT)) for run in runs]
    return Finding(_largest(labels, shares), _numbers(labels, shares))


def units_differ(labels: Sequence[str], runs: Sequence[Run]) -> Finding:
    """In which runs do the hidden units, the rows of W[1], come to differ from one another?"""
    spreads = [float(np.ptp(run.snapshot.train.parameters.W[1], axis=0).max()) for run in runs]
    differing = [label for label, spread in zip(labels, spreads, strict=True) if spread > 0]
    answer = "both" if len(differing) == len(labels) else differing[0] if differing else "none"
    return Finding(answer, _numbers(labels, spreads))
