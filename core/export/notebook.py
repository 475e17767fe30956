"""The run's program as a Jupyter notebook, cell by cell in the order of the notes."""

import json
import re
from collections.abc import Mapping

from core.export.script import numpy_script
from core.training import Run

SECTIONS: Mapping[str, str] = {
    "data": "# The samples, one per column",
    "start": "# The start.",
    "functions": "def sigmoid(z):",
    "training": "m, alpha = ",
}
"""Where each part of the program begins, by the key of its heading."""
HEADINGS: Mapping[str, str] = {
    "title": "# A run of Shallow\n\nIt needs NumPy; the last cell draws with matplotlib.",
    "data": "## The samples\n\nEach column of X is a sample, Y holds the labels.",
    "start": "## The start",
    "functions": "## The activations and the slope of g",
    "training": "## Forward, J, backward, update",
    "plot": "## J over the iterations",
}
"""English words for the cells; the page gives those of its own language."""
_PLOT = """import matplotlib.pyplot as plt

plt.plot(costs)
plt.xlabel("iteration")
plt.ylabel("J")
plt.show()
"""


def notebook(run: Run, headings: Mapping[str, str] = HEADINGS) -> str:
    """The text of a notebook (nbformat 4) that trains this run again and draws its J.

    Its code is that of `numpy_script`, so it prints the same J.

    Parameters
    ----------
    run : Run
    headings : mapping
        Markdown above each part, by the keys of HEADINGS.

    Raises
    ------
    ValueError
        If the network has not one hidden layer.
    """
    program = numpy_script(run)
    at = [program.index(mark) for mark in SECTIONS.values()]
    # What stands above the imports is the title, which the notebook has in words.
    imports = re.sub(r'^""".*?"""\s*', "", program[: at[0]], flags=re.DOTALL)
    parts = [program[a:b] for a, b in zip(at, [*at[1:], len(program)], strict=True)]
    training = parts[-1].replace(
        "    if iteration in PRINTED:", "    costs.append(J)\n    if iteration in PRINTED:"
    )
    parts[-1] = "costs = []\n" + training
    cells = [_text(headings["title"]), _code(imports)]
    for key, part in zip(SECTIONS, parts, strict=True):
        cells += [_text(headings[key]), _code(part)]
    cells += [_text(headings["plot"]), _code(_PLOT)]
    for i, cell in enumerate(cells):
        cell["id"] = f"cell{i}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5},
        ensure_ascii=False, indent=1,
    )  # fmt: skip


def _text(words: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": words}


def _code(text: str) -> dict[str, object]:
    return {
        "cell_type": "code", "metadata": {}, "source": text.strip(), "outputs": [],
        "execution_count": None,
    }  # fmt: skip
