"""Every matrix of one forward and backward pass by its name, with the formula that made it."""

from collections.abc import Mapping

from core.network import Cache, Gradients, Parameters
from core.shapes import Name
from core.types import Array


def matrices(
    parameters: Parameters, cache: Cache, gradients: Gradients, Y: Array
) -> Mapping[Name, Array]:
    """All matrices in the order of the forward pass, then of the backward pass."""
    L = len(parameters.W)
    found: dict[Name, Array] = {Name("A", 0): cache.A[0]}
    forward = {"W": parameters.W, "b": parameters.b, "Z": cache.Z, "A": cache.A}
    for l in parameters.layers:
        found |= {Name(kind, l): arrays[l] for kind, arrays in forward.items()}
    found[Name("Y", L)] = Y
    backward = {"dA": gradients.dA, "dZ": gradients.dZ, "dW": gradients.dW, "db": gradients.db}
    for l in range(L, 0, -1):
        found |= {Name(kind, l): arrays[l] for kind, arrays in backward.items()}
    return found


def formula(name: Name, L: int) -> str:
    """The notes' formula for a matrix, as LaTeX; for what is given or learned, just its symbol."""
    l = name.layer
    symbol = latex(name)
    if name.kind == "A" and l == 0:
        return f"{symbol} = X"
    formulas = {
        "Z": f"{_s('W', l)} {_s('A', l - 1)} + {_s('b', l)}",
        "A": f"g^{{[{l}]}}\\left({_s('Z', l)}\\right)",
        "dA": f"{_s('W', l + 1)}^{{\\mathsf T}} \\, {_s('dZ', l + 1)}",
        "dZ": f"{_s('dA', l)} * {{g^{{[{l}]}}}}'\\left({_s('Z', l)}\\right)",
        "dW": f"\\frac{{1}}{{m}} \\, {_s('dZ', l)} \\, {_s('A', l - 1)}^{{\\mathsf T}}",
        "db": f"\\frac{{1}}{{m}} \\sum_{{i=1}}^{{m}} {_s('dz', l, '(i)')}",
    }
    if l == L:
        formulas["dA"] = "-\\frac{Y}{A} + \\frac{1-Y}{1-A}"
        formulas["dZ"] = f"{_s('A', l)} - Y"
    return f"{symbol} = {formulas[name.kind]}" if name.kind in formulas else symbol


def latex(name: Name) -> str:
    """A matrix's symbol as LaTeX, such as dW^{[1]}."""
    return "Y" if name.kind == "Y" else _s(name.kind, name.layer)


def _s(kind: str, l: int, sample: str = "") -> str:
    return f"{kind}^{{[{l}]{sample}}}"
