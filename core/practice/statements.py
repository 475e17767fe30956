"""Where each of the notes' 26 statements is explained: the page, and the step or section on it."""

from collections.abc import Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """A page by its code, and a step of `core.equations.SAMPLE` or a section of that page."""

    page: str
    step: str


PLACES: Mapping[int, Place] = {
    1: Place("lab", "drawing"),
    2: Place("lab", "dimensions"),
    3: Place("lab", "dimensions"),
    4: Place("lab", "dimensions"),
    5: Place("many_samples", "stack"),
    6: Place("one_sample", "z1"),
    7: Place("one_sample", "z1"),
    8: Place("one_sample", "L"),
    9: Place("one_sample", "da2"),
    10: Place("one_sample", "dz2"),
    11: Place("one_sample", "dz2"),
    12: Place("one_sample", "dW2"),
    13: Place("one_sample", "dW2"),
    14: Place("one_sample", "da1"),
    15: Place("one_sample", "dz1"),
    16: Place("one_sample", "dz1"),
    17: Place("one_sample", "dW1"),
    18: Place("one_sample", "db1"),
    19: Place("many_samples", "onward"),
    20: Place("many_samples", "average"),
    21: Place("many_samples", "side"),
    22: Place("many_samples", "mean"),
    23: Place("many_samples", "sums"),
    24: Place("many_samples", "sums"),
    25: Place("many_samples", "update"),
    26: Place("many_samples", "update"),
}
