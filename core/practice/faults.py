"""What a fault of the bug hunt is: a program with one line written wrongly, and its repairs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.network import Cache, Gradients, Parameters
from core.practice.program import RIGHT, Edit, Line, Program, functions
from core.types import Array


@dataclass(frozen=True)
class Mistake:
    """A program with one fault; called, it is the program's backward pass.

    name : its code, by which the words for it are found.
    edit : the line that is wrong.
    repairs : other ways to write the line that look right and are not.
    caught : the detectors that reject it on `core.practice.detectors.fixture(n1=n1)`; empty where
        the result is the same.
    statement : the statement of the notes, 1 to 26, that it goes against.
    given : lines that the right program also has another way here.
    square : whether it needs n[1] = n[0]; the fixture has n[0] = 2.
    harmless_with : activations of the hidden layer with which it changes no number.
    """

    name: str
    edit: Edit
    repairs: tuple[str, ...]
    caught: frozenset[str]
    statement: int
    given: tuple[Edit, ...] = ()
    square: bool = False
    harmless_with: frozenset[str] = frozenset()

    @property
    def n1(self) -> int:
        """The hidden units of the fixture."""
        return 2 if self.square else 4

    def __call__(self, parameters: Parameters, cache: Cache, Y: Array) -> Gradients:
        """The gradients of the faulty backward pass; as `core.network.backward_propagation`.

        Raises
        ------
        ValueError
            NumPy's own, where the fault makes shapes that do not fit; or if there is not exactly
            one hidden layer.
        """
        return run_backward(self.program, parameters, cache, Y)

    @property
    def backward(self) -> "Mistake":
        """The faulty backward pass, for a `core.passes.Pass`."""
        return self

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that the faulty program has other than RIGHT."""
        return (*(edit for edit in self.given if edit.key != self.edit.key), self.edit)

    @cached_property
    def program(self) -> Program:
        return Program(self.edits, n1=self.n1)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The faulty program as it is shown."""
        return self.program.lines

    @property
    def faulty_line(self) -> int:
        """The number of the faulty line, from 1."""
        return self.program.number(self.edit.key)

    @property
    def right_line(self) -> str:
        """What should stand there; of a line in the wrong place, the line to stand before."""
        return next((e.code for e in self.given if e.key == self.edit.key), RIGHT[self.edit.key])

    @property
    def choices(self) -> tuple[Edit, ...]:
        """The right repair first, then the wrong ones; whoever shows them puts them in disorder.

        For a line in the wrong place, a choice is another place: `before` holds its key.
        """
        right = Edit(self.edit.key, self.right_line)
        if self.edit.before is None:
            return (right, *(Edit(self.edit.key, code) for code in self.repairs))
        return (right, *(Edit(self.edit.key, self.edit.code, place) for place in self.repairs))

    def repaired(self, choice: Edit) -> tuple[Edit, ...]:
        """The edits of the program once a choice has been made."""
        return (*(edit for edit in self.given if edit.key != choice.key), choice)


def run_backward(program: Program, parameters: Parameters, cache: Cache, Y: Array) -> Gradients:
    """The lines of a program's backward pass, run on a cache."""
    if len(parameters.W) != 2:
        raise ValueError(f"this backward pass is for one hidden layer, not {len(parameters.W) - 1}")
    A, m = cache.A, cache.A[0].shape[1]
    names: dict[str, object] = {**functions(cache.activation), "m": m, "n1": len(A[1])}
    names |= {"X": A[0], "Y": np.asarray(Y), "alpha": program.alpha}
    for l in (1, 2):
        names |= {f"W{l}": parameters.W[l], f"b{l}": parameters.b[l]}
        names |= {f"Z{l}": cache.Z[l], f"A{l}": A[l]}
    with np.errstate(all="ignore"):
        exec(program.backward, names)

    def layers(kind: str) -> dict[int, Array]:
        return {l: np.asarray(names[f"{kind}{l}"], dtype=np.float64) for l in (1, 2)}

    return Gradients(layers("dW"), layers("db"), layers("dZ"), layers("dA"))
