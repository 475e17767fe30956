"""A run as a PyTorch program: the same start and data, gradients by automatic differentiation."""

from core.config import Entry
from core.export.script import changes, packed, printed, samples, start_of
from core.training import Run

MODULES = {
    "tanh": "torch.nn.Tanh()",
    "sigmoid": "torch.nn.Sigmoid()",
    "relu": "torch.nn.ReLU()",
    "leaky_relu": "torch.nn.LeakyReLU(0.01)",
}
"""PyTorch's hidden activations, by the name of ours; at a kink they take the same derivative."""
_PLACES = {"W": "weight", "b": "bias"}

_PROGRAM = '''"""{title}

Written by Shallow for PyTorch. Nobody wrote its gradients: J.backward() finds them, and J falls as
on the page, to 6 digits and more. PyTorch keeps a sample in a row where the notes keep it in a
column, so the model is given the transpose of X.
"""

import base64

import numpy as np
import torch


def unpacked(text, *shape):
    """Float64 numbers, bit by bit, from text."""
    return torch.from_numpy(np.frombuffer(base64.b64decode(text)).reshape(shape).copy())


# The samples, one per column, and their labels, by the number of samples m.
DATA = {{
{data}}}

# z = W x + b twice, with g between; the output's sigmoid is part of the loss.
model = torch.nn.Sequential(
    torch.nn.Linear({n0}, {n1}), {g}, torch.nn.Linear({n1}, 1)
).double()

# The start.
with torch.no_grad():
    model[0].weight.copy_(unpacked({W1}))
    model[0].bias.copy_(unpacked({b1}).ravel())
    model[2].weight.copy_(unpacked({W2}))
    model[2].bias.copy_(unpacked({b2}).ravel())

loss = torch.nn.BCEWithLogitsLoss()
optimizer = torch.optim.SGD(model.parameters(), lr={alpha!r})
m = {m}
X, Y = DATA[m]
PRINTED = {printed}

for iteration in range({last} + 1):
{changes}    Z2 = model(X.T)
    J = loss(Z2, Y.T)
    if iteration in PRINTED:
        print(f"{{iteration:>8}}  J = {{J.item():.10g}}")
    if iteration == {last}:
        break
    optimizer.zero_grad()
    J.backward()
    optimizer.step()

right = ((Z2 > 0) == (Y.T > 0.5)).double().mean().item()
print(f"right: {{100 * right:.2f}} % of the training samples")
'''


def pytorch_script(run: Run) -> str:
    """The text of a PyTorch program that trains this run again and prints its J.

    Every change of α, m, W and b on the way is in it.

    Raises
    ------
    ValueError
        If the network has not one hidden layer.
    """
    parameters, config = start_of(run), run.config
    n1, n0 = parameters.W[1].shape
    return _PROGRAM.format(
        title=f"A network with n[1] = {n1} hidden units on the data set {config.dataset}.",
        data="".join(samples(run)), n0=n0, n1=n1, g=MODULES[config.activation],
        W1=packed(parameters.W[1], 8), b1=packed(parameters.b[1], 8),
        W2=packed(parameters.W[2], 8), b2=packed(parameters.b[2], 8),
        alpha=config.learning_rate, m=config.m, printed=printed(run), last=run.iteration,
        changes=changes(run, _entry, 'optimizer.param_groups[0]["lr"]'),
    )  # fmt: skip


def _entry(entry: Entry) -> str:
    """Where PyTorch keeps an entry; `data` may be written to without being recorded."""
    place = f"{entry.row - 1}, {entry.column - 1}" if entry.kind == "W" else entry.row - 1
    return f"model[{2 * (entry.layer - 1)}].{_PLACES[entry.kind]}.data[{place}]"
