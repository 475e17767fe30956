"""Formulas as LaTeX: in symbols, with a sample's numbers put in, and as a line of shapes."""

import re
from collections.abc import Mapping

from core.equations import SAMPLE
from core.lessons.sample import Sample
from core.types import Array, Name
from dashboard import format

MOST_ROWS, MOST_COLUMNS = 6, 6
"""A larger matrix is shortened to one row or column less, and dots before its last one."""

FORMULAS: Mapping[str, str] = {
    "z1": r"<W1> \, <x> + <b1>",
    "a1": "<g1>",
    "z2": r"<W2> \, <a1> + <b2>",
    "a2": r"\sigma\left(<z2!>\right)",
    "L": r"-\left(<y!> \log <a2!> + (1 - <y!>) \log(1 - <a2!>)\right)",
    "da2": r"-\frac{<y!>}{<a2!>} + \frac{1 - <y!>}{1 - <a2!>}",
    "dz2": "<da2> * <dg2>",
    "dW2": r"<dz2> \, {<a1>}^{\mathsf T}",
    "db2": "<dz2>",
    "da1": r"{<W2>}^{\mathsf T} \, <dz2>",
    "dz1": "<da1> * <dg1>",
    "dW1": r"<dz1> \, {<x>}^{\mathsf T}",
    "db1": "<dz1>",
}
"""<name> stands for a matrix, <name!> for the number in a (1,1) one, <g1> for g[1](z1)."""

G: Mapping[str, str] = {
    "tanh": r"\tanh\left(<z1>\right)",
    "sigmoid": r"\sigma\left(<z1>\right)",
    "relu": r"\max\left(0, <z1>\right)",
    "leaky_relu": r"\max\left(0.01 <z1>, <z1>\right)",
}
SLOPES: Mapping[str, str] = {
    "tanh": r"1 - a^{[1]} * a^{[1]}",
    "sigmoid": r"a^{[1]} * (1 - a^{[1]})",
    "relu": r"\left(z^{[1]} > 0\right)",
    "leaky_relu": r"\left(z^{[1]} > 0\,?\; 1 : 0.01\right)",
}
"""g'(z1) of each activation."""


def symbol(name: str) -> str:
    """A quantity's symbol, such as dW^{[1]}."""
    if name in ("x", "y"):
        return name
    if name == "L":
        return r"\mathcal{L}"
    if name in ("dg1", "dg2"):
        return {"dg1": r"{g^{[1]}}'(z^{[1]})", "dg2": r"\sigma'(z^{[2]})"}[name]
    return f"{name[:-1]}^{{[{name[-1]}]}}"


def spoken(name: str) -> str:
    """A quantity's symbol without typesetting, such as dW[1]."""
    return f"{name[:-1]}[{name[-1]}]" if name[-1].isdigit() else name


def number(value: float) -> str:
    """A number to four digits."""
    text = format.size(value)
    if text == "∞":
        return r"\infty"
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa}\cdot 10^{{{int(exponent)}}}" if exponent else text


def in_brackets(value: float) -> str:
    """A number as it stands in a formula."""
    return rf"({number(value)})" if value < 0 else number(value)


def matrix(array: Array) -> str:
    """A matrix in brackets, a large one shortened."""
    rows, columns = (
        _shown(n, most) for n, most in zip(array.shape, (MOST_ROWS, MOST_COLUMNS), strict=True)
    )
    lines = []
    for i in rows:
        if i is None:
            lines.append(" & ".join(r"\ddots" if j is None else r"\vdots" for j in columns))
        else:
            cells = (r"\cdots" if j is None else number(float(array[i, j])) for j in columns)
            lines.append(" & ".join(cells))
    return r"\begin{bmatrix} " + r" \\ ".join(lines) + r" \end{bmatrix}"


def flat(array: Array) -> str:
    """A matrix in as few lines as it needs: a column as a transposed row."""
    if array.shape[1] == 1 and array.shape[0] > 1:
        return rf"{matrix(array.T)}^{{\mathsf T}}"
    return matrix(array)


def _shown(count: int, most: int) -> list[int | None]:
    """Positions that are shown of so many, None for those that dots stand for."""
    if count <= most:
        return list(range(count))
    return [*range(most - 2), None, count - 1]


def symbolic(step: str, activation: str) -> str:
    """A step's formula in symbols."""
    formula = re.sub(r"<(\w+)!?>", lambda match: symbol(match[1]), _formula(step, activation))
    general = r"g^{[1]}(z^{[1]}) = " if step == "a1" else ""
    return f"{symbol(step)} = {general}{formula}"


def substituted(step: str, sample: Sample) -> str:
    """A step's formula with the sample's matrices put in, and its result."""

    def put_in(match: re.Match[str]) -> str:
        value = sample.values[match[1]]
        return in_brackets(float(value[0, 0])) if match[2] else matrix(value)

    formula = re.sub(r"<(\w+)(!?)>", put_in, _formula(step, sample.config.activation))
    value = sample.values[step]
    scalar = "!>" in FORMULAS[step]
    return f"{formula} = {number(float(value[0, 0])) if scalar else matrix(value)}"


def _formula(step: str, activation: str) -> str:
    return FORMULAS[step].replace("<g1>", G[activation])


def cancellation(sample: Sample) -> tuple[str, str]:
    """dz2 = da2 σ'(z2) as the notes simplify it: in symbols, and in format."""
    a, y, dz = (float(sample.values[name][0, 0]) for name in ("a2", "y", "dz2"))
    symbols = (
        r"\left(-\frac{y}{a^{[2]}} + \frac{1-y}{1-a^{[2]}}\right) a^{[2]} (1 - a^{[2]})"
        r" = -y\,(1 - a^{[2]}) + (1-y)\, a^{[2]} = a^{[2]} - y"
    )
    v, w = number(a), number(y)
    values = (
        rf"-{w} \cdot (1 - {v}) + (1 - {w}) \cdot {v} = {v} - {w} = {number(dz)}"
    )  # fmt: skip
    return symbols, values


def shape_line(step: str, sample: Sample) -> str:
    """The shapes that a step's code puts together, equal inner dimensions underlined."""
    code, values = SAMPLE[step], sample.values
    names = re.findall(r"[A-Za-z]\w*(?:\.T)?", code)
    operands = {
        name: values[name.removesuffix(".T")] for name in names if name.removesuffix(".T") in values
    }
    shapes = {
        name: (array.T if name.endswith(".T") else array).shape for name, array in operands.items()
    }
    result = _shape(values[step].shape)
    product = re.match(r"([\w.]+) ([@*]) ([\w.]+)( \+ (\w+))?$", code)
    if product is None:
        inputs = r",\ ".join(f"{symbol(name)}\\,{_shape(shape)}" for name, shape in shapes.items())
        return rf"{inputs} \;\to\; {symbol(step)}\,{result}"
    left, operator, right, _, added = product.groups()
    if operator == "@":
        line = rf"{_shape(shapes[left], 1)} \cdot {_shape(shapes[right], 0)}"
    else:
        line = f"{_shape(shapes[left])} * {_shape(shapes[right])}"
    return f"{result} = {line}" + (f" + {_shape(shapes[added])}" if added else "")


def _shape(shape: tuple[int, ...], marked: int | None = None) -> str:
    """A shape with one of its dimensions marked."""
    parts = [
        rf"\underline{{\boldsymbol{{{n}}}}}" if i == marked else str(n) for i, n in enumerate(shape)
    ]
    return f"({', '.join(parts)})".replace(" ", r"\,")


def formula(name: Name, L: int) -> str:
    """The notes' formula for a matrix of m samples; for what is given or learned, its symbol."""
    l = name.layer
    if name.kind == "X":
        return "X = A^{[0]}"

    def s(kind: str, layer: int) -> str:
        return "X" if (kind, layer) == ("A", 0) else f"{kind}^{{[{layer}]}}"

    def turned(kind: str, layer: int) -> str:
        return rf"{{{s(kind, layer)}}}^{{\mathsf T}}"

    g = rf"g^{{[{l}]}}" if l < L else r"\sigma"
    formulas = {
        "Z": f"{s('W', l)} {s('A', l - 1)} + {s('b', l)}",
        "A": rf"{g}\left({s('Z', l)}\right)",
        "dA": rf"{turned('W', l + 1)} \, {s('dZ', l + 1)}",
        "dZ": rf"{s('dA', l)} * {{g^{{[{l}]}}}}'\left({s('Z', l)}\right)",
        "dW": rf"\frac{{1}}{{m}} \, {s('dZ', l)} \, {turned('A', l - 1)}",
        "db": rf"\frac{{1}}{{m}} \sum_{{i=1}}^{{m}} dz^{{[{l}](i)}}",
    }
    if l == L:
        formulas["dA"] = rf"-\frac{{Y}}{{{s('A', l)}}} + \frac{{1-Y}}{{1-{s('A', l)}}}"
        formulas["dZ"] = f"{s('A', l)} - Y"
    return f"{name.latex} = {formulas[name.kind]}" if name.kind in formulas else name.latex
