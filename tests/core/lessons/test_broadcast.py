"""Broadcasting of two shapes against NumPy itself."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.broadcast import Misfit, common_shape

SHAPES = st.lists(st.sampled_from([0, 1, 2, 3, 4, 400]), max_size=4).map(tuple)


@given(SHAPES, SHAPES)
def test_it_is_what_numpy_says(first: tuple[int, ...], second: tuple[int, ...]):
    found = common_shape(first, second)
    try:
        assert found == np.broadcast_shapes(first, second)
    except ValueError:
        assert isinstance(found, Misfit)
        assert (first[-found.at], second[-found.at]) == (found.first, found.second)
        # What stands to the right of that place fits.
        right = found.at - 1
        np.broadcast_shapes(first[len(first) - right :], second[len(second) - right :])


def test_the_pairs_of_the_lesson():
    assert common_shape((4, 400), (4, 1)) == (4, 400)
    assert common_shape((4, 1), (4,)) == (4, 4)
    assert common_shape((4, 1), (1, 400)) == (4, 400)
    assert common_shape((4, 400), (4,)) == Misfit(1, 400, 4)
