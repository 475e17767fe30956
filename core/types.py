"""The two type names that the whole model shares."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Layers = Mapping[int, Array]
"""One array per layer, by layer number: W[1], dZ[2], A[0]."""
