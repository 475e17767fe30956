"""A run as a program of its own: plain NumPy in the notes' notation, with its data inside."""

import base64
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from core.config import Entry
from core.equations import ACTIVATION, SLOPE, UPDATE, vectorised
from core.network import Parameters
from core.training import Run, replay
from core.types import Array

MOST_PRINTED = 20
"""So many iterations are printed at most, evenly spread, the first and the last among them."""
LINE = 96
"""Characters of packed data on a line."""

_PROGRAM = '''"""{title}

Written by Shallow. It needs NumPy only, and prints J at the iterations below as the page shows it.
"""

import base64

import numpy as np


def unpacked(text, *shape):
    """Float64 numbers, bit by bit, from text."""
    return np.frombuffer(base64.b64decode(text)).reshape(shape).copy()


# The samples, one per column, and their labels, by the number of samples m.
DATA = {{
{data}}}

# The start.
W1 = unpacked({W1})
b1 = unpacked({b1})
W2 = unpacked({W2})
b2 = unpacked({b2})


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def g1(z):
    return {g}


def g1_prime(z, a):
    return {slope}


m, alpha = {m}, {alpha!r}
X, Y = DATA[m]
PRINTED = {printed}

for iteration in range({last} + 1):
{changes}    # Forward.
{forward}
    # J, from Z2, because the logarithm of an A2 that has rounded to 0 or 1 would be infinite.
    J = np.sum(Y * np.logaddexp(0, -Z2) + (1 - Y) * np.logaddexp(0, Z2)) / m
    if iteration in PRINTED:
        print(f"{{iteration:>8}}  J = {{J:.15g}}")
    if iteration == {last}:
        break
    # Backward.
{backward}
    # The update: all gradients first, then all parameters.
{update}

print(f"right: {{100 * np.mean((A2 > 0.5) == (Y > 0.5)):.2f}} % of the training samples")
'''


def numpy_script(run: Run) -> str:
    """The text of a program that trains this run again and prints its J.

    Every change of α, m, W and b on the way is in it. Its equations are the lines of
    `core.equations`; J equals the recorded one to 12 digits where the run is not chaotic.

    Raises
    ------
    ValueError
        If the network has not one hidden layer.
    """
    parameters, config = start_of(run), run.config
    return _PROGRAM.format(
        title=f"A network with n[1] = {config.n1} hidden units on the data set {config.dataset}.",
        data="".join(samples(run)),
        W1=packed(parameters.W[1]), b1=packed(parameters.b[1]),
        W2=packed(parameters.W[2]), b2=packed(parameters.b[2]),
        g=_numpy(ACTIVATION[config.activation]), slope=_numpy(SLOPE[config.activation]),
        m=config.m, alpha=config.learning_rate, printed=printed(run), last=run.iteration,
        changes=changes(run, _entry, "alpha"),
        forward=_block(("Z1", "A1", "Z2", "A2")),
        backward=_block(("dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1")),
        update="\n".join(_updates()),
    )  # fmt: skip


def start_of(run: Run) -> Parameters:
    """The parameters with which a run began.

    Raises
    ------
    ValueError
        If the network has not one hidden layer.
    """
    parameters = replay(run.config, (), 0, run.source).snapshot.train.parameters
    if len(parameters.W) != 2:
        raise ValueError("only a run with one hidden layer can be written as a program")
    return parameters


def _block(names: Sequence[str]) -> str:
    """Lines of the pass over m samples, with g1' in place of its name."""
    lines = vectorised(2)
    codes = (lines[name].replace("dG1", "g1_prime(Z1, A1)") for name in names)
    return "\n".join(f"    {name} = {code}" for name, code in zip(names, codes, strict=True))


def _updates() -> Iterator[str]:
    for l in (1, 2):
        for kind, code in UPDATE.items():
            yield f"    {kind}{l} = " + re.sub(rf"\b(d?{kind})\b", rf"\g<1>{l}", code)


def _numpy(code: str) -> str:
    """A line of an activation with the functions as NumPy's."""
    return re.sub(r"\b(tanh|exp|maximum|where)\(", r"np.\1(", code)


def printed(run: Run) -> list[int]:
    """The iterations whose J is printed: recorded ones, evenly spread, and the last."""
    recorded = run.history.iterations
    at = np.unique(np.linspace(0, len(recorded) - 1, MOST_PRINTED).round().astype(int))
    return sorted({*(recorded[i] for i in at), run.iteration})


def samples(run: Run) -> Iterator[str]:
    """The samples of every m that the run has had."""
    sizes = {run.config.m, *(int(c.value) for c in run.changes if c.name == "m")}
    for m in sorted(sizes):
        data = run.source.draw(m, noise=run.config.noise, seed=run.config.seed)
        yield f"    {m}: (\n        unpacked({packed(data.X, 8)}),\n"
        yield f"        unpacked({packed(data.Y, 8)}),\n    ),\n"


def changes(run: Run, entry: Callable[[Entry], str], rate: str) -> str:
    """What is changed before an iteration's forward pass, in the order in which it was changed.

    entry, rate : the place of an entry of W or b, and of α, as the program has it.
    """
    lines = []
    for at, name, value in run.changes:
        place = Entry.of(name)
        what = f"{rate if place is None else entry(place)} = {float(value)!r}"
        if name == "m":
            what = f"m = {int(value)}\n        X, Y = DATA[m]"
        lines.append(f"    if iteration == {at}:\n        {what}\n")
    return "".join(lines)


def _entry(entry: Entry) -> str:
    return f"{entry.kind}{entry.layer}[{entry.row - 1}, {entry.column - 1}]"


def packed(array: Array, indent: int = 4) -> str:
    """The arguments of `unpacked` that give an array back to the last bit."""
    text = base64.b64encode(np.ascontiguousarray(array, dtype=np.float64).tobytes()).decode()
    shape = ", ".join(map(str, array.shape))
    pieces = [text[i : i + LINE] for i in range(0, len(text), LINE)]
    if len(pieces) == 1:
        return f'"{pieces[0]}", {shape}'
    space = " " * (indent + 4)
    body = "\n".join(f'{space}"{piece}"' for piece in pieces)
    return f"\n{body},\n{space}{shape},\n{' ' * indent}"
