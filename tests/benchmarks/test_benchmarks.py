"""Every benchmark runs, at its smallest size; how fast is nobody's pass mark here."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["training", "growth", "live", "load", "start", "sweep"])
def test_it_runs(name: str):
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "--quick"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
