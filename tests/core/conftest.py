"""Numerics are tested with every floating-point surprise an error."""

from collections.abc import Iterator

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def strict_arithmetic() -> Iterator[None]:
    # Underflow to zero is how e^-z behaves for large z, in a right computation too.
    with np.errstate(divide="raise", over="raise", invalid="raise", under="ignore"):
        yield
