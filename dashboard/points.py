"""Samples that a learner draws: points on a grid, written so short that a link can hold them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

SIDE = 40
"""The grid has places 0..SIDE across and up; so one character says where a point lies."""
UNIT = 5
"""Places of the grid to one unit of a feature: the plane shows -4..4."""
MOST = 150
SPREAD = 1.6
"""Standard deviation of several points drawn at once around a place, in places."""
_PLACES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcde"
FEATURES = ("x1", "x2")


class Point(NamedTuple):
    """A sample: its place across and up, 0..SIDE, and its label, 0 or 1."""

    across: int
    up: int
    label: int

    @property
    def x(self) -> tuple[float, float]:
        """Its two features."""
        return (self.across - SIDE / 2) / UNIT, (self.up - SIDE / 2) / UNIT


def place_of(x: float) -> int:
    """The nearest place of the grid to a feature's value.

    Raises
    ------
    ValueError
        If the value is not on the plane.
    """
    place = round(x * UNIT + SIDE / 2)
    if not 0 <= place <= SIDE:
        raise ValueError(f"{x} is not on the plane")
    return place


def written(points: Iterable[Point]) -> str:
    """Three characters a point: across, up, label."""
    return "".join(f"{_PLACES[p.across]}{_PLACES[p.up]}{p.label}" for p in points)


def read(text: str) -> tuple[Point, ...]:
    """The points as `written` writes them.

    Raises
    ------
    ValueError
        If the text is none of its, or has more than MOST points.
    """
    if len(text) % 3 or not 0 < len(text) <= 3 * MOST:
        raise ValueError("these are no points")
    points = []
    for across, up, label in zip(text[::3], text[1::3], text[2::3], strict=True):
        if label not in "01":
            raise ValueError(f"{label!r} is no label")
        points.append(Point(_PLACES.index(across), _PLACES.index(up), int(label)))
    return tuple(points)


def as_csv(points: Iterable[Point]) -> str:
    """The points as a table of x1, x2 and y."""
    rows = (f"{p.x[0]:g},{p.x[1]:g},{p.label}" for p in points)
    return "\n".join(["x1,x2,y", *rows]) + "\n"


@dataclass
class Drawing:
    """What has been drawn so far, and what can be taken back.

    version : how often the points have changed.
    """

    points: tuple[Point, ...] = ()
    past: list[tuple[Point, ...]] = field(default_factory=list)
    version: int = 0

    @property
    def enough(self) -> bool:
        """Whether there are two samples of each class, the least that can be trained on."""
        ones = sum(p.label for p in self.points)
        return min(ones, len(self.points) - ones) >= 2

    def put(self, across: int, up: int, label: int, count: int = 1) -> None:
        """Add a sample at a place, or several scattered around it; no more than MOST in all.

        Raises
        ------
        ValueError
            If there is no such place or label.
        """
        if not {across, up} <= set(range(SIDE + 1)) or label not in (0, 1):
            raise ValueError(f"there is no place {across}, {up} for {label}")
        # From what is there already, so that the same clicks draw the same samples.
        rng = np.random.default_rng([len(self.points), across, up])
        spread = 0.0 if count == 1 else SPREAD
        places = rng.normal((across, up), spread, (count, 2)).round().clip(0, SIDE).astype(int)
        self._keep((*self.points, *(Point(x, y, label) for x, y in places.tolist())))

    def erase(self, across: int, up: int) -> None:
        """Take away the samples at a place and next to it."""
        self._keep(tuple(p for p in self.points if max(abs(p.across - across), abs(p.up - up)) > 1))

    def undo(self) -> None:
        """Take the latest change back."""
        if self.past:
            self.points, self.version = self.past.pop(), self.version + 1

    def clear(self) -> None:
        """Take all samples away."""
        self._keep(())

    def replace(self, points: tuple[Point, ...]) -> None:
        """Draw other samples instead; the former ones can be taken back."""
        self._keep(points)

    def rewrite(
        self,
        edited: Mapping[int, Mapping[str, float | None]],
        added: Sequence[Mapping[str, float | None]],
        deleted: Sequence[int],
    ) -> None:
        """Take over what was written into the table of the samples: x1, x2 and y of a row.

        A row without all three, and one that is not on the plane, is left as it was, or left out.
        """
        rows: list[Point | None] = list(self.points)
        for at, change in edited.items():
            if 0 <= at < len(rows):
                rows[at] = _point(change, rows[at]) or rows[at]
        kept = [row for at, row in enumerate(rows) if at not in deleted and row is not None]
        new = [point for point in map(_point, added) if point is not None]
        self._keep((*kept, *new))

    def _keep(self, points: tuple[Point, ...]) -> None:
        if points != self.points:
            self.past.append(self.points)
            self.points, self.version = points[:MOST], self.version + 1


def _point(row: Mapping[str, float | None], before: Point | None = None) -> Point | None:
    """The sample of a table's row, or nothing where it is not whole."""
    known: dict[str, float | None] = {} if before is None else {
        "x1": before.x[0], "x2": before.x[1], "y": float(before.label)
    }  # fmt: skip
    cells = {**known, **row}
    x1, x2, y = (cells.get(name) for name in (*FEATURES, "y"))
    if x1 is None or x2 is None or y not in (0, 1):
        return None
    try:
        return Point(place_of(x1), place_of(x2), int(y))
    except (ValueError, OverflowError):
        return None
