"""What is remembered of a run, made when it is asked for, against passes made at once."""

from itertools import pairwise

import numpy as np
import pytest

from core.config import Config
from core.history import History
from core.passes import measures
from core.training import advance, change, start, visit


@pytest.mark.parametrize(
    "config", [Config(m=60), Config(m=60, activation="relu", initialization="he")]
)
def test_a_measure_is_that_of_the_pass_at_its_iteration(config):
    """After a change of m and of α, too: a record keeps what it was trained on."""
    run = change(advance(start(config), 20), "m", 90)
    run = change(advance(run, 20), "learning_rate", 0.3)
    run = advance(run, 20)
    again = start(config)
    for i in range(61):
        if i == 20:
            again = change(again, "m", 90)
        if i == 40:
            again = change(again, "learning_rate", 0.3)
        exact = list(measures(again.snapshot).values())
        record = run.history.records[i]
        assert record.iteration == i
        np.testing.assert_array_equal(record.measures, exact)
        assert visit(run, i).train.cost == again.snapshot.train.cost
        again = advance(again, 1)


def test_chunks_make_no_difference():
    """Also where the records are taken in as several lots, and where the stride doubles."""
    whole = advance(start(Config(m=20), most_records=700), 2300)
    parts = start(Config(m=20), most_records=700)
    for steps in (1, 499, 3, 700, 997, 100):
        parts = advance(parts, steps)
    assert whole.history.stride == 4
    assert whole.history.iterations == parts.history.iterations == list(range(0, 2301, 4))
    for one, other in zip(whole.history.records[::50], parts.history.records[::50], strict=True):
        np.testing.assert_array_equal(one.parameters, other.parameters)


def made(history: History) -> int:
    """How many records have had their measures made."""
    return sum("measures" in vars(record) for record in history.records)


def test_training_makes_no_measures_and_a_curve_few():
    """As a run grows by frames, a curve of 80 points asks for few that it has not asked for."""
    run = advance(start(Config(m=20)), 500)
    assert made(run.history) == 0
    asked = 0
    for _ in range(100):
        run = advance(run, 20)
        before = made(run.history)
        run.history.measure("cost", run.history.spread(80))
        asked += made(run.history) - before
    # The last record of each frame, and the evenly spread ones, of which 65 at most are new.
    assert asked < 100 + 80 + 65


@pytest.mark.parametrize("count", [1, 2, 79, 80, 81, 500, 1999])
@pytest.mark.parametrize("first", [0, 1, 30])
def test_the_spread_is_even_and_ends_at_the_last(count, first):
    history = start(Config(m=20)).history
    history = History(history.layer_sizes, history.names, records=history.records * count)
    if first >= count:
        return
    at = history.spread(80, first)
    assert len(at) <= 81
    assert at[-1] == count - 1
    assert at[0] >= first
    assert len(at) > min(40, count - first) - 1
    assert len({b - a for a, b in pairwise(at[:-1])}) <= 1


def test_a_weights_past_is_what_it_was():
    run = advance(start(Config(m=40)), 60)
    at = run.history.spread(5)
    runs = (advance(start(Config(m=40)), run.history.iterations[k]) for k in at)
    now = [run.snapshot.train.parameters for run in runs]
    np.testing.assert_array_equal(
        run.history.weight(1, 2, 1, at), [parameters.W[1][2, 1] for parameters in now]
    )
    assert len(set(run.history.weight(2, 0, 3, at))) == len(at)
