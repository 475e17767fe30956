"""How time and memory grow with m, with n[1] and with the number of iterations.

`python -m tests.benchmarks.growth` prints a row for each size; `--quick` runs the smallest only.
Time a step divided by n[1] m should stay about the same from a few thousand entries on.
"""

import argparse
import json
import time
import tracemalloc
from unittest.mock import Mock

import numpy as np
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from core.config import Config
from core.descent import Descent
from core.history import MOST_BYTES
from core.network import initialize_parameters
from core.training import Run, advance, start
from dashboard.panels.lab import boundary, curves, gradients, network
from tests.dashboard.views import view_of

SAMPLES = (100, 1_000, 10_000, 100_000)
UNITS = (1, 8, 64, 512)
PICTURED = (100, 1_000, 5_000)
"""Samples of which pictures are timed; a data set has no more here, a picture shows 500."""
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


def history(iterations: int) -> tuple[Run, float, int]:
    """A run, seconds an iteration of its last tenth, and its record's bytes of numbers."""
    run = advance(start(Config(m=50)), iterations - iterations // 10)
    began = time.perf_counter()
    run = advance(run, iterations // 10)
    seconds = (time.perf_counter() - began) / (iterations // 10)
    records = run.history.records
    size = sum(record.measures.nbytes + record.parameters.nbytes for record in records)
    assert size < MOST_BYTES
    return run, seconds, size


PANELS = (
    network.draw, boundary.draw, curves.draw, gradients.draw,
)  # fmt: skip


def picture(run: Run) -> tuple[float, int]:
    """Seconds to describe the four charts and the gradient table of a run, and the charts' bytes."""
    view, slot = view_of(run), Mock()
    best = np.inf
    for _ in range(5):
        began = time.perf_counter()
        slot.reset_mock()
        for draw in PANELS:
            draw(slot, view)
        best = min(best, time.perf_counter() - began)
    sent = 0
    for call in slot.vega_lite_chart.call_args_list:
        datasets = call.args[0].pop("datasets")
        sent += len(json.dumps(call.args[0]))
        sent += sum(len(convert_anything_to_arrow_bytes(rows)) for rows in datasets.values())
    return best, sent


def measure(samples=SAMPLES, units=UNITS, pictured=PICTURED, iterations=ITERATIONS) -> None:
    """Print the tables."""
    for n1, m in [*((4, m) for m in samples), *((n1, 400) for n1 in units)]:
        seconds, peak = step(n1, m)
        print(
            f"n[1] = {n1:4}  m = {m:7,}  {1e6 * seconds:9.1f} µs a step  "
            f"{1e9 * seconds / (n1 * m):7.2f} ns an entry  {peak / 1e6:7.2f} MB"
        )
    for m in pictured:
        seconds, sent = picture(advance(start(Config(m=m)), 500))
        print(f"m = {m:9,}  {1e3 * seconds:5.1f} ms a picture  {sent / 1e3:5.1f} kB")
    for count in iterations:
        run, seconds, size = history(count)
        drawing, sent = picture(run)
        print(
            f"{count:9,} iterations  {1e6 * seconds:6.1f} µs each at the end  "
            f"{len(run.history.records):5} records  {size / 1e6:5.2f} MB  "
            f"{1e3 * drawing:5.1f} ms a picture  {sent / 1e3:5.1f} kB"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    if parser.parse_args().quick:
        measure(SAMPLES[:1], UNITS[:1], PICTURED[:1], ITERATIONS[:1])
    else:
        measure()
