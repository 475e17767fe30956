"""The exported program, run by a bare interpreter with NumPy only, prints the run's own numbers."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.config import Config
from core.data.csv import read_table, source_of
from core.export import numpy_script
from core.training import Run, advance, change, start
from tests.public import content


def with_changes(activation: str) -> Run:
    run = advance(start(Config(m=120, activation=activation, initialization="xavier")), 60)
    run = advance(change(run, "learning_rate", 0.3), 50)
    run = advance(change(run, "m", 90), 40)
    run = change(run, "W[1](2,1)", 0.75)
    return advance(change(run, "b[2](1,1)", -0.5), 100)


def on_own_data() -> Run:
    """ToothGrowth, as R writes it, with a change on the way."""
    source, _ = source_of(read_table(io.BytesIO(content("toothgrowth.txt"))), "supp")
    run = advance(start(Config(dataset="csv", m=40, noise=0.0, n1=3), source), 80)
    return advance(change(run, "learning_rate", 0.4), 70)


RUNS = {
    "own data": on_own_data,
    "published": lambda: advance(start(Config()), 1000),
    "tanh": lambda: with_changes("tanh"), "sigmoid": lambda: with_changes("sigmoid"),
    "relu": lambda: with_changes("relu"), "leaky_relu": lambda: with_changes("leaky_relu"),
    "real data": lambda: advance(start(Config(dataset="iris", m=60, noise=0.0)), 200),
}  # fmt: skip


def prints_the_costs(text: str, run: Run, folder: Path, within: float, *flags: str) -> None:
    """Run a program and compare the J that it prints with the run's."""
    program = folder / "run.py"
    program.write_text(text)
    result = subprocess.run(
        [sys.executable, "-I", *flags, str(program)],
        capture_output=True, text=True, cwd=folder, timeout=120, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    printed = {int(i): float(J) for i, J in re.findall(r"(\d+)  J = (\S+)", result.stdout)}
    assert 10 <= len(printed) <= 21
    assert {0, run.iteration} <= printed.keys()
    costs = dict(zip(run.history.iterations, run.history.measure("cost"), strict=True))
    costs[run.iteration] = run.snapshot.train.cost
    for iteration, J in printed.items():
        assert pytest.approx(costs[iteration], rel=within) == J, iteration
    assert f"right: {100 * run.snapshot.train.accuracy:.2f} %" in result.stdout


@pytest.mark.parametrize("name", RUNS)
def test_the_program_prints_the_runs_costs(name: str, tmp_path: Path):
    run = RUNS[name]()
    prints_the_costs(numpy_script(run), run, tmp_path, 1e-12, "-W", "error")


def test_it_needs_nothing_but_numpy():
    text = numpy_script(advance(start(Config()), 5))
    assert re.findall(r"^(?:import|from) (\w+)", text, re.M) == ["base64", "numpy"]
    assert "dW1 = 1 / m * (dZ1 @ X.T)" in text
