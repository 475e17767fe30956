"""The default sweep against scikit-learn's MLPClassifier through joblib, both on two cores.

`python -m tests.benchmarks.sweep` prints the seconds of each, how many times ours scikit-learn
takes, and when our first cell came; `--quick` makes a tenth of the updates. Both do the same
arithmetic: full batches, no momentum, no penalty, the same number of updates.
"""

import argparse
import time
import warnings
from collections.abc import Callable
from typing import NamedTuple

from joblib import Parallel, delayed
from sklearn.neural_network import MLPClassifier

from core.config import Config
from core.data.sources import make_dataset
from core.explore.sweep import sweep

AXES: dict[str, list[float]] = {
    "n1": [1, 2, 3, 4, 5, 8, 20, 50],
    "learning_rate": [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
}
ITERATIONS, WORKERS = 2000, 2


class Measured(NamedTuple):
    """Seconds of each side at its best, and until our first cell."""

    ours: float
    first: float
    sklearn: float

    @property
    def ratio(self) -> float:
        return self.sklearn / self.ours


def fit(X, y, n1: int, rate: float, iterations: int) -> int:
    """One cell by scikit-learn; the updates it made."""
    network = MLPClassifier(
        (n1,), activation="tanh", solver="sgd", alpha=0, batch_size=len(y), momentum=0,
        learning_rate="constant", learning_rate_init=rate, max_iter=iterations, tol=0,
        n_iter_no_change=iterations + 1, shuffle=False,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network.fit(X, y)
    return int(network.n_iter_)


def by_sklearn(iterations: int) -> None:
    config = Config()
    data = make_dataset(config.dataset, config.m, noise=config.noise, seed=config.seed)
    jobs = [
        delayed(fit)(data.X.T, data.Y[0], n1, rate, iterations)
        for n1 in AXES["n1"]
        for rate in AXES["learning_rate"]
    ]
    made = Parallel(n_jobs=WORKERS)(jobs)
    assert made == [iterations] * len(jobs)


def by_us(iterations: int) -> float:
    """Every cell; the seconds until the first."""
    began, first, count = time.perf_counter(), None, 0
    for cell in sweep(Config(), AXES, iterations=iterations, workers=WORKERS):
        first = first or time.perf_counter() - began
        assert cell.diverged or cell.iterations == iterations
        count += 1
    assert count == len(AXES["n1"]) * len(AXES["learning_rate"])
    assert first is not None
    return first


def timed(work: Callable[[int], float | None], iterations: int) -> tuple[float, float | None]:
    began = time.perf_counter()
    told = work(iterations)
    return time.perf_counter() - began, told


def measure(iterations: int, turns: int) -> Measured:
    """Both in turns, in one run, each at its best."""
    by_sklearn(1)  # joblib keeps its processes; their start is not counted.
    ours = firsts = rival = float("inf")
    for _ in range(turns):
        seconds, first = timed(by_us, iterations)
        ours, firsts = min(ours, seconds), min(firsts, first or seconds)
        rival = min(rival, timed(by_sklearn, iterations)[0])
    return Measured(ours, firsts, rival)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the updates, once")
    quick = parser.parse_args().quick
    found = measure(ITERATIONS // 10 if quick else ITERATIONS, 1 if quick else 3)
    print(
        f"ours {found.ours:.2f} s (first cell after {found.first:.2f} s)   MLPClassifier through "
        f"joblib, {WORKERS} workers, {found.sklearn:.2f} s   x {found.ratio:.2f}"
    )


if __name__ == "__main__":
    main()
