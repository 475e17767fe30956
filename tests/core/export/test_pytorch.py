"""The exported PyTorch program shows the run's J, with gradients that nobody here wrote."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from core.export import numpy_script, pytorch_script
from core.export.pytorch import MODULES
from tests.core.export.test_script import RUNS, prints_the_costs, with_changes

NEEDED = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is too large to require")


@NEEDED
@pytest.mark.parametrize("name", RUNS)
def test_it_prints_the_runs_costs(name: str, tmp_path: Path):
    run = RUNS[name]()
    prints_the_costs(pytorch_script(run), run, tmp_path, 1e-6)


@pytest.mark.parametrize("activation", MODULES)
def test_it_has_the_data_the_start_and_the_changes_of_the_numpy_program(activation: str):
    """The NumPy program is run by the tests wherever they run."""
    run = with_changes(activation)
    torch_text, numpy_text = pytorch_script(run), numpy_script(run)
    compile(torch_text, "run", "exec")
    packed = [re.findall(r'"([A-Za-z0-9+/=]{8,96})"', text) for text in (torch_text, numpy_text)]
    assert packed[0] == packed[1]
    loop = torch_text[torch_text.index("for iteration") :]
    at = re.findall(r"if iteration == (\d+):\n +([^\n]+ = [^\n]+)", loop)
    assert at == [
        ("60", 'optimizer.param_groups[0]["lr"] = 0.3'),
        ("110", "m = 90"),
        ("150", "model[0].weight.data[1, 0] = 0.75"),
        ("150", "model[2].bias.data[0] = -0.5"),
    ]
    assert MODULES[activation] in torch_text
