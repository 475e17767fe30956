"""The types that the whole model shares: arrays by layer, and the names of the matrices."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Layers = Mapping[int, Array]
"""One array per layer, by layer number: W[1], dZ[2], A[0]."""
Shape = tuple[int, ...]

_NAME = re.compile(r"([A-Za-z]+)(?:\[(\d+)\]|(\d+))?")


class Name(NamedTuple):
    """A quantity of the notes by its kind and its layer: W[1], dZ[2] or, of one sample, a[1].

    X, Y, x, y and the loss L belong to no layer, so their layer is 0. The kinds "dG" and "dg" are
    the slopes g'(Z[l]) of m samples and g'(z[l]) of one.
    """

    kind: str
    layer: int = 0

    @classmethod
    def of(cls, written: str) -> "Name":
        """The name behind "dW[1]" (as people read it) or "dW1" (as code has it).

        Raises
        ------
        ValueError
            If it is written in neither way.
        """
        found = _NAME.fullmatch(written)
        if found is None:
            raise ValueError(f"{written!r} is not the name of a matrix, such as W[1]")
        kind, bracketed, bare = found.groups()
        return cls(kind, int(bracketed or bare or 0))

    @property
    def code(self) -> str:
        """As a variable in code: dW1."""
        return f"{self.kind}{self.layer or ''}"

    @property
    def latex(self) -> str:
        """As LaTeX: dW^{[1]}."""
        if self.kind == "L":
            return r"\mathcal{L}"
        if self.kind in SLOPES:
            return f"{{g^{{[{self.layer}]}}}}'({SLOPES[self.kind]}^{{[{self.layer}]}})"
        return f"{self.kind}^{{[{self.layer}]}}" if self.layer else self.kind

    def __str__(self) -> str:
        """As plain text: dW[1]."""
        if self.kind in SLOPES:
            return f"g'({SLOPES[self.kind]}[{self.layer}])"
        return f"{self.kind}[{self.layer}]" if self.layer else self.kind


SLOPES = {"dG": "Z", "dg": "z"}
"""What the slope g' is taken of, by the kind of its name."""
X, Y = Name("X"), Name("Y")
"""The samples, which are A[0], and their labels."""
