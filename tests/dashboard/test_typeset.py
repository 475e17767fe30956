"""Formulas as the notes have them: each read from the code, compared with what was typed by hand."""

import re

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.config import Config
from core.equations import SAMPLE, vectorised
from core.lessons.sample import Sample
from core.network import Parameters
from core.training import start
from core.types import Name
from dashboard import shape_lines, typeset
from dashboard.charts.graph import ON_THE_WAY, PLACES, edges
from dashboard.lesson import Lesson, notes_network
from dashboard.panels.lessons.columns import BACKWARD, FORWARD
from dashboard.text import text_in

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
        "relu": r"\begin{cases} 1 & z^{[1]} > 0 \\ 0 & z^{[1]} \le 0 \end{cases}",
        "leaky_relu": r"\begin{cases} 1 & z^{[1]} > 0 \\ 0.01 & z^{[1]} \le 0 \end{cases}",
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
    written += [f(s, sample) for s in SAMPLE for f in (typeset.substituted, shape_lines.shape_line)]
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
        r"\sigma(-8.500) = 2.034\cdot 10^{-4}"
    )
    assert r"\end{bmatrix}^{\top}" in typeset.substituted("dW1", sample)


@pytest.mark.parametrize("step", SAMPLE)
def test_the_line_of_shapes_has_the_arrays_shapes(step: str):
    sample = Lesson().sample(notes_network())
    line = re.sub(
        r"\\underline\{\\boldsymbol\{(\d)\}\}|\\,",
        lambda m: m[1] or "",
        shape_lines.shape_line(step, sample),
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
    assert cached == {
        ("a2", "da2"), ("z2", "dz2"), ("a1", "dW2"), ("W2", "da1"), ("z1", "dz1"), ("x", "dW1"),
    }  # fmt: skip
    words = {e.end: e.words for e in edges() if not e.cached}
    assert words == {
        "z1": "W[1], b[1]", "a1": "g[1]", "z2": "W[2], b[2]", "a2": "σ", "L": "y", "da2": "",
        "dz2": "σ′", "dW2": "", "db2": "", "da1": "W[2]ᵀ", "dz1": "g[1]′", "dW1": "", "db1": "",
    }  # fmt: skip
    # The derivation takes both transposed.
    taken = {e.start: e.words for e in edges() if e.cached and e.words}
    assert taken == {"a1": "a[1]ᵀ", "x": "xᵀ"}
    assert {e.start for e in edges()} | {
        e.end for e in edges()
    } == PLACES.keys() | ON_THE_WAY.keys()


def test_names_are_one_thing_each():
    for written in ("W[1]", "dW[12]", "Z[2]", "X", "Y"):
        assert str(Name.of(written)) == written
        assert Name.of(Name.of(written).code) == Name.of(written)
    assert Name.of("dW12").latex == "dW^{[12]}"
    with pytest.raises(ValueError, match="not the name"):
        Name.of("1W")


@pytest.mark.parametrize(
    ("plain", "typeset_"),
    [
        ("W[2]ⱼ moves z[2] by a[1]ⱼ", "$W^{[2]}_{j}$ moves $z^{[2]}$ by $a^{[1]}_{j}$"),
        ("对z[1]求导", "对$z^{[1]}$求导"),
        ("dW[1]ⱼₖ = dz[1]ⱼ · xₖ", r"$dW^{[1]}_{jk} = dz^{[1]}_{j} \cdot x_{k}$"),
        ("the slope a[2](1 − a[2]).", "the slope $a^{[2]}(1 - a^{[2]})$."),
        ("误差 a[2] − y，即 −log(1 − a[2])", r"误差 $a^{[2]} - y$，即 $-\log(1 - a^{[2]})$"),
        ("a sum W[2]ⱼ a[1]ⱼ, then a z[1]", "a sum $W^{[2]}_{j} a^{[1]}_{j}$, then a $z^{[1]}$"),
        ("g[1]′(z[1]) (see z[1])", "$g^{[1]}'(z^{[1]})$ (see $z^{[1]}$)"),
        (
            "z[1], a[1] and W[1] (n[1], n[0])",
            "$z^{[1]}$, $a^{[1]}$ and $W^{[1]}$ $(n^{[1]}, n^{[0]})$",
        ),
        ("b[1] − α db[1]; W[1] X + b[1]", r"$b^{[1]} - \alpha db^{[1]}$; $W^{[1]} X + b^{[1]}$"),
        ("√(1/n[l−1]) × normal", r"$\sqrt{1/n^{[l-1]}}$ × normal"),
        ("dA[2] = −Y/A[2] + (1 − Y)/(1 − A[2])", "$dA^{[2]} = -Y/A^{[2]} + (1 - Y)/(1 - A^{[2]})$"),
        ("dZ[1] = dA[1] * g′(Z[1])", "$dZ^{[1]} = dA^{[1]} * g'(Z^{[1]})$"),
        ("**a[1]** * a[2], z[1](i)", "**$a^{[1]}$** * $a^{[2]}$, $z^{[1](i)}$"),
        ("by xₖ and no", "by $x_{k}$ and no"),
        ("a[2] > 0.5 and 3 z[1]", "$a^{[2]} > 0.5$ and 3 $z^{[1]}$"),
        ("n[0] = 3 inputs", "$n^{[0]} = 3$ inputs"),
        ("the code `W[1] @ x`, and $z[1]$", "the code `W[1] @ x`, and $z[1]$"),
        ("A[1]ᵀ, g[1]′, b[l]", "$A^{[1]\\top}$, $g^{[1]}'$, $b^{[l]}$"),
        ("costs[1] and core[2]", "costs[1] and core[2]"),
    ],
)
def test_symbols_in_prose_are_typeset(plain: str, typeset_: str):
    assert typeset.prose(plain) == typeset_


SIGN = r"[·*=−+/]"


def in_pieces(words: str) -> bool:
    """Whether a sign or a bracket stands outside of a formula that it belongs to."""
    parts = re.split(r"(\$[^$]+\$|`[^`]*`)", words)
    before, after = parts[:-1:2], parts[2::2]
    return any(
        formula[0] == "$"
        and (re.search(rf"[\w)$] ?{SIGN} ?$", left) or re.match(rf" ?{SIGN} ?[\w($]|\(", right))
        for left, formula, right in zip(before, parts[1::2], after, strict=True)
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_formula_in_a_sentence_is_one_piece(language: str):
    """Where a sign of arithmetic stands between two formulas, they are one, and are set as one."""
    assert in_pieces("so $dW$ = $dz$ · x")
    assert in_pieces("the slope $a$(1 − $a$)")
    assert in_pieces("the error y − $a$")
    assert not in_pieces("so $dW = dz$, and $a$ is (1, 1)")
    found = {}
    for key, words in text_in(language).table.items():
        written = typeset.prose(re.sub(r"\{\w+\}", "7", words))
        if in_pieces(written):
            found[key] = written
    assert found == {}


def test_shapes_are_aligned_from_the_right():
    """(4, 1) over (4,): the 4 stands below the 1, and the result is NumPy's."""
    tex = shape_lines.aligned({"b": (4, 1), "db": (4,)})
    assert plain(tex) == plain(
        r"\begin{array}{lrr} b: & (4, & 1) \\ db: & & (4{,}) \\ \hline & (4, & 4) \end{array}"
    )
    assert r"\hline & (4, & 60)" in plain(shape_lines.aligned({"WX": (4, 60), "b": (4, 1)}))


def test_every_line_over_m_has_the_shapes_of_its_arrays():
    of = notes_network().train
    lines = {
        name: shape_lines.line_of_shapes(name, code, of.by_code)
        for name, code in vectorised(2).items()
    }
    m = r"\underline{\boldsymbol{400}}"
    assert plain(lines["dW1"]) == rf"(4, 3) = (4, {m}) \cdot ({m}, 3)"
    assert plain(lines["dW2"]) == rf"(1, 4) = (1, {m}) \cdot ({m}, 4)"
    assert plain(lines["dZ1"]) == "(4, 400) = (4, 400) * (4, 400)"
    assert plain(lines["db1"]).split(r"\;") == [
        "dZ^{[1]} (4, 400) ", r"\to", " db^{[1]} (4, 1)"
    ]  # fmt: skip
    for name, line in lines.items():
        rows, columns = of.by_code[name].shape
        assert f"({rows}, {columns})" in plain(line), name
