"""Where the units of a network stand in its drawing."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dashboard.charts.live import HEIGHT

MOST_INPUTS, MOST_UNITS = 8, 16
"""So many units of the input and of any later layer are drawn one by one; of more, one less."""
WIDEST = 6.5
"""Pixels of the widest line; where many lines share the drawing, it is narrower."""
FEW_LINES = 20
TOP, BOTTOM = 36, HEIGHT - 28
"""The rows of pixels between which the nodes stand; shapes are written above, sizes below."""
LEFT, RIGHT = 0.09, 0.88
"""Where the first and the last layer stand, as shares of the width."""
WIDEST_PITCH = 66
STAGGER_FROM = 9
"""From so many nodes in a layer on they stand in two columns, so that each has more room."""
STAGGER = 0.075
"""How far the two columns stand from their middle, as a share of the width."""
WIDEST_SIDE, DISC = 54, 30
"""Sides of a unit's picture at most, and diameter of an input's disc at most, in pixels."""


class Node(NamedTuple):
    """A unit that is drawn: its `row` of A[layer], its place, and the side of its picture.

    x is a share of the drawing's width, y and side are whole pixels.
    """

    layer: int
    row: int
    x: float
    y: int
    side: int


class Column(NamedTuple):
    """Nodes of a layer that stand under one another at x, and the rows of pixels they take."""

    x: float
    nodes: tuple[Node, ...]

    @property
    def top(self) -> int:
        return self.nodes[0].y - self.nodes[0].side // 2

    @property
    def bottom(self) -> int:
        return self.nodes[-1].y - self.nodes[-1].side // 2 + self.nodes[-1].side


class Ellipsis(NamedTuple):
    """What stands for the units of a layer that are not drawn one by one."""

    layer: int
    units: int
    x: float
    y: int


@dataclass(frozen=True)
class Layout:
    """Where everything stands that does not move while a run trains."""

    layer_sizes: tuple[int, ...]
    nodes: tuple[Node, ...]
    ellipses: tuple[Ellipsis, ...]
    widest: float

    @property
    def middles(self) -> list[float]:
        """Where the layers stand, as shares of the width."""
        return _middles(len(self.layer_sizes) - 1)

    def layer(self, l: int) -> list[Node]:
        """The nodes of layer l that are drawn."""
        return [node for node in self.nodes if node.layer == l]

    def columns(self, l: int) -> list[Column]:
        """The nodes of layer l by their columns, one or two."""
        nodes = self.layer(l)
        return [
            Column(x, tuple(node for node in nodes if node.x == x))
            for x in sorted({node.x for node in nodes})
        ]


@lru_cache(maxsize=64)
def layout(layer_sizes: tuple[int, ...]) -> Layout:
    """Places for the units of (n[0], ..., n[L]), the first ones of a layer that is too large."""
    L = len(layer_sizes) - 1
    nodes: list[Node] = []
    ellipses: list[Ellipsis] = []
    middles = _middles(L)
    for l, n in enumerate(layer_sizes):
        most = MOST_UNITS if l else MOST_INPUTS
        places, drawn = min(n, most), n if n <= most else most - 1
        pitch = min(WIDEST_PITCH, (BOTTOM - TOP) / places)
        staggered = places >= STAGGER_FROM
        side = int(min(WIDEST_SIDE, pitch * (1.7 if staggered else 0.94)))
        if l == 0:
            side = min(DISC, side)
        for i in range(places):
            x = middles[l] + STAGGER * (1 if i % 2 else -1) * staggered
            y = round((TOP + BOTTOM) / 2 + (i - (places - 1) / 2) * pitch)
            if i < drawn:
                nodes.append(Node(l, i, x, y, side))
            else:
                ellipses.append(Ellipsis(l, n - drawn, x, y))
    sizes = [sum(node.layer == l for node in nodes) for l in range(L + 1)]
    lines = sum(a * b for a, b in pairwise(sizes))
    widest = WIDEST * float(np.clip(np.sqrt(FEW_LINES / lines), 0.35, 1))
    return Layout(layer_sizes, tuple(nodes), tuple(ellipses), widest)


def _middles(L: int) -> list[float]:
    return [LEFT + (RIGHT - LEFT) * l / L for l in range(L + 1)]
