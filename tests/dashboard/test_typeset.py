"""Formulas as the notes have them: each read from the code, compared with what was typed by hand."""

import re

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.config import Config
from core.equations import SAMPLE
from core.lessons.sample import Sample
from core.network import Parameters
from core.training import start
from core.types import Name
from dashboard import typeset
from dashboard.charts.graph import PLACES, edges
from dashboard.lesson import Lesson, notes_network
from dashboard.panels.lessons.columns import BACKWARD, FORWARD

BY_HAND = {
    "z1": r"z^{[1]} = W^{[1]} x + b^{[1]}",
    "a1": r"a^{[1]} = g^{[1]}(z^{[1]}) = \tanh(z^{[1]})",
    "z2": r"z^{[2]} = W^{[2]} a^{[1]} + b^{[2]}",
    "a2": r"a^{[2]} = \sigma(z^{[2]})",
    "L": r"\mathcal{L} = -(y \log a^{[2]} + (1 - y) \log (1 - a^{[2]}))",
    "da2": r"da^{[2]} = -\frac{y}{a^{[2]}} + \frac{1 - y}{1 - a^{[2]}}",
    "dz2": r"dz^{[2]} = da^{[2]} * \sigma'(z^{[2]})",
    "dW2": r"dW^{[2]} = dz^{[2]} a^{[1]\top}",
    "db2": r"db^{[2]} = dz^{[2]}",
    "da1": r"da^{[1]} = W^{[2]\top} dz^{[2]}",
    "dz1": r"dz^{[1]} = da^{[1]} * {g^{[1]}}'(z^{[1]})",
    "dW1": r"dW^{[1]} = dz^{[1]} x^{\top}",
    "db1": r"db^{[1]} = dz^{[1]}",
}
OVER_M = {
    "z1": r"Z^{[1]} = W^{[1]} X + b^{[1]}",
    "a1": r"A^{[1]} = g^{[1]}(Z^{[1]})",
    "z2": r"Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]}",
    "a2": r"A^{[2]} = \sigma(Z^{[2]})",
    "dz2": r"dZ^{[2]} = A^{[2]} - Y",
    "dW2": r"dW^{[2]} = \frac{1}{m} dZ^{[2]} A^{[1]\top}",
    "db2": r"db^{[2]} = \frac{1}{m} \sum_{i=1}^{m} dz^{[2](i)}",
    "da1": r"dA^{[1]} = W^{[2]\top} dZ^{[2]}",
    "dz1": r"dZ^{[1]} = dA^{[1]} * {g^{[1]}}'(Z^{[1]})",
    "dW1": r"dW^{[1]} = \frac{1}{m} dZ^{[1]} X^{\top}",
    "db1": r"db^{[1]} = \frac{1}{m} \sum_{i=1}^{m} dz^{[1](i)}",
}


def plain(latex: str) -> str:
    """Without what only spaces a formula or fits its brackets."""
    latex = latex.replace(r"\left", "").replace(r"\right", "").replace(r"\,", " ")
    return re.sub(r"\s+", " ", latex).replace("( ", "(").strip()


@pytest.mark.parametrize("step", SAMPLE)
def test_a_step_reads_as_in_the_notes(step: str):
    assert plain(typeset.symbolic(step, "tanh")) == BY_HAND[step]


def test_the_two_columns_read_as_in_the_notes():
    for step, (single, many) in zip(
        (*FORWARD, *BACKWARD), typeset.pairs(*FORWARD, *BACKWARD), strict=True
    ):
        by_hand = {**BY_HAND, "a1": "a^{[1]} = g^{[1]}(z^{[1]})", "dz2": "dz^{[2]} = a^{[2]} - y"}
        assert plain(single) == by_hand[step]
        assert plain(many) == OVER_M[step]
    assert (*FORWARD, *BACKWARD) == tuple(step for step in SAMPLE if step in OVER_M)


def test_every_matrix_of_the_lab_reads_as_in_the_notes():
    found = {
        str(name): plain(typeset.formula(name, 2))
        for name in start(Config()).snapshot.train.matrices
    }
    assert found == {
        "X": "X = A^{[0]}", "Y": "Y", "W[1]": "W^{[1]}", "b[1]": "b^{[1]}", "W[2]": "W^{[2]}",
        "b[2]": "b^{[2]}", "Z[1]": OVER_M["z1"], "A[1]": OVER_M["a1"], "Z[2]": OVER_M["z2"],
        "A[2]": OVER_M["a2"], "dZ[2]": OVER_M["dz2"], "dW[2]": OVER_M["dW2"], "db[2]": OVER_M["db2"],
        "dA[2]": r"dA^{[2]} = -\frac{Y}{A^{[2]}} + \frac{1 - Y}{1 - A^{[2]}}",
        "dA[1]": OVER_M["da1"], "dZ[1]": OVER_M["dz1"], "dW[1]": OVER_M["dW1"], "db[1]": OVER_M["db1"],
    }  # fmt: skip


def test_g_and_its_slope_read_as_in_every_book():
    assert {name: plain(typeset.slope(name)) for name in ACTIVATIONS} == {
        "tanh": "1 - a^{[1]} * a^{[1]}", "sigmoid": "a^{[1]} * (1 - a^{[1]})",
        "relu": r"(z^{[1]} > 0 ?\; 1 : 0)", "leaky_relu": r"(z^{[1]} > 0 ?\; 1 : 0.01)",
    }  # fmt: skip
    ends = {name: plain(typeset.symbolic("a1", name)).split(" = ")[-1] for name in ACTIVATIONS}
    assert ends == {
        "tanh": r"\tanh(z^{[1]})", "sigmoid": r"\sigma(z^{[1]})", "relu": r"\max(0, z^{[1]})",
        "leaky_relu": r"\max(0.01 z^{[1]}, z^{[1]})",
    }  # fmt: skip


def test_no_superscript_stands_upon_another():
    """KaTeX calls that a double superscript and shows the source in red."""
    matrices = start(Config()).snapshot.train.matrices
    sample = Lesson().sample(notes_network())
    written = [typeset.formula(name, L) for name in matrices for L in (2, 3)]
    written += [f(s, "tanh") for s in SAMPLE for f in (typeset.symbolic,)]
    written += [f(s, sample) for s in SAMPLE for f in (typeset.substituted, typeset.shape_line)]
    written += [line for pair in typeset.pairs(*FORWARD, *BACKWARD) for line in pair]
    for latex in written:
        assert not re.search(r"\^\{(?:[^{}]|\{[^{}]*\})*\}\s*\^", latex), latex


def network_of(W2: float) -> Sample:
    parameters = Parameters(
        {1: np.array([[2.0, -1.0], [0.5, 3.0]]), 2: np.array([[W2, -2.0]])},
        {1: np.array([[1.0], [0.0]]), 2: np.array([[0.5]])},
    )
    return Sample(
        parameters, np.array([[1.0], [2.0]]), np.array([[1.0]]), Config(activation="relu")
    )


def test_numbers_put_in_are_the_samples():
    """z1 = (2·1 - 1·2 + 1, 0.5·1 + 3·2 + 0) = (1, 6.5); a1 the same; z2 = 4·1 - 2·6.5 + 0.5 = -8.5."""
    sample = network_of(4.0)
    assert plain(typeset.substituted("z1", sample)) == plain(
        r"\begin{bmatrix} 2 & -1 \\ 0.5000 & 3 \end{bmatrix} "
        r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} + \begin{bmatrix} 1 \\ 0 \end{bmatrix}"
        r" = \begin{bmatrix} 1 \\ 6.500 \end{bmatrix}"
    )
    assert typeset.substituted("z2", sample).endswith(r"\begin{bmatrix} -8.500 \end{bmatrix}")
    assert plain(typeset.substituted("a2", sample)).startswith(
        r"\sigma((-8.500)) = 2.034\cdot 10^{-4}"
    )
    assert r"\end{bmatrix}^{\top}" in typeset.substituted("dW1", sample)


@pytest.mark.parametrize("step", SAMPLE)
def test_the_line_of_shapes_has_the_arrays_shapes(step: str):
    sample = Lesson().sample(notes_network())
    line = re.sub(
        r"\\underline\{\\boldsymbol\{(\d)\}\}|\\,",
        lambda m: m[1] or "",
        typeset.shape_line(step, sample),
    )
    shapes = re.findall(r"\((\d),(\d)\)", line)
    rows, columns = sample.values[step].shape
    here = shapes[-1] if r"\to" in line else shapes[0]
    assert tuple(map(int, here)) == (rows, columns)


def test_the_graph_is_read_from_the_code():
    """What every step needs, as the derivation by hand has it."""
    chain = {(e.start, e.end) for e in edges() if not e.cached}
    assert chain == {
        ("x", "z1"), ("z1", "a1"), ("a1", "z2"), ("z2", "a2"), ("a2", "L"), ("L", "da2"),
        ("da2", "dz2"), ("dz2", "dW2"), ("dz2", "db2"), ("dz2", "da1"), ("da1", "dz1"),
        ("dz1", "dW1"), ("dz1", "db1"),
    }  # fmt: skip
    cached = {(e.start, e.end) for e in edges() if e.cached}
    assert cached == {("a2", "da2"), ("z2", "dz2"), ("a1", "dW2"), ("z1", "dz1"), ("x", "dW1")}
    words = {e.end: e.words for e in edges() if not e.cached}
    assert words == {
        "z1": "W[1], b[1]", "a1": "g[1]", "z2": "W[2], b[2]", "a2": "σ", "L": "y", "da2": "",
        "dz2": "σ′", "dW2": "", "db2": "", "da1": "W[2]ᵀ", "dz1": "g[1]′", "dW1": "", "db1": "",
    }  # fmt: skip
    assert {e.start for e in edges()} | {e.end for e in edges()} == PLACES.keys()


def test_names_are_one_thing_each():
    for written in ("W[1]", "dW[12]", "Z[2]", "X", "Y"):
        assert str(Name.of(written)) == written
        assert Name.of(Name.of(written).code) == Name.of(written)
    assert Name.of("dW12").latex == "dW^{[12]}"
    with pytest.raises(ValueError, match="not the name"):
        Name.of("1W")
