"""A run's notebook in a Jupyter kernel of its own, plot and all, as its reader will run it."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from core.export import notebook
from tests.core.export.test_script import RUNS


@pytest.mark.parametrize("name", list(RUNS)[-2:])
def test_a_kernel_runs_every_cell(name: str, monkeypatch: pytest.MonkeyPatch):
    # A kernel draws into the notebook unless the environment names another backend.
    monkeypatch.delenv("MPLBACKEND", raising=False)
    run = RUNS[name]()
    read = nbformat.reads(notebook(run), as_version=4)
    nbformat.validate(read)
    NotebookClient(read, timeout=120, kernel_name="python3").execute()
    outputs = [output for cell in read.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error"]
    printed = "".join(o.text for o in outputs if o.output_type == "stream")
    last = re.findall(r"(\d+)  J = (\S+)", printed)[-1]
    assert int(last[0]) == run.iteration
    assert float(last[1]) == pytest.approx(run.snapshot.cost, rel=1e-12)
    assert any("image/png" in o.get("data", {}) for o in outputs)
