"""How time and memory grow with m, with n[1] and with the number of iterations.

`python -m tests.benchmarks.growth` prints a row for each size; `--quick` runs the smallest only.
Time a step divided by n[1] m should stay about the same from a few thousand entries on.
"""

import argparse
import time
import tracemalloc

import numpy as np

from core.descent import Descent
from core.history import MAX_BYTES
from core.network import initialize_parameters
from core.training import Config, advance, start

SAMPLES = (100, 1_000, 10_000, 100_000)
UNITS = (1, 8, 64, 512)
ITERATIONS = (1_000, 10_000, 100_000, 1_000_000)


def step(n1: int, m: int) -> tuple[float, int]:
    """Seconds a step, and bytes at most, of a 2-n1-1 network on m samples."""
    rng = np.random.RandomState(0)
    X, Y = rng.randn(2, m), (rng.rand(1, m) < 0.5).astype(float)
    parameters = initialize_parameters((2, n1, 1), method="xavier", rng=rng)
    tracemalloc.start()
    descent = Descent(parameters, X, Y, "tanh", 0.1)
    steps = max(3, min(2_000, 20_000_000 // (n1 * m)))
    best = np.inf
    for _ in range(3):
        began = time.perf_counter()
        for _ in range(steps):
            descent.step()
        best = min(best, (time.perf_counter() - began) / steps)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return best, peak


def history(iterations: int) -> tuple[float, int, int]:
    """Seconds an iteration of the last tenth of a run, its records, and their numbers' bytes."""
    run = advance(start(Config(m=50)), iterations - iterations // 10)
    began = time.perf_counter()
    run = advance(run, iterations // 10)
    seconds = (time.perf_counter() - began) / (iterations // 10)
    records = run.history.records
    size = sum(record.measures.nbytes + record.parameters.nbytes for record in records)
    assert size < MAX_BYTES
    return seconds, len(records), size


def measure(samples=SAMPLES, units=UNITS, iterations=ITERATIONS) -> None:
    """Print the tables."""
    for n1, m in [*((4, m) for m in samples), *((n1, 400) for n1 in units)]:
        seconds, peak = step(n1, m)
        print(
            f"n[1] = {n1:4}  m = {m:7,}  {1e6 * seconds:9.1f} µs a step  "
            f"{1e9 * seconds / (n1 * m):7.2f} ns an entry  {peak / 1e6:7.2f} MB"
        )
    for count in iterations:
        seconds, records, size = history(count)
        print(
            f"{count:9,} iterations  {1e6 * seconds:6.1f} µs each at the end  "
            f"{records:5} records  {size / 1e6:5.2f} MB"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    if parser.parse_args().quick:
        measure(SAMPLES[:1], UNITS[:1], ITERATIONS[:1])
    else:
        measure()
