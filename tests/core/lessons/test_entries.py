"""Every entry of every line that can be opened is the sum of its terms."""

import numpy as np
import pytest

from core.config import Config
from core.equations import SAMPLE, vectorised
from core.lessons.entries import can_be_opened, opened
from core.lessons.sample import sample_of
from core.training import advance, start
from core.types import Name

NETWORKS = [
    Config(),
    Config(dataset="ball", n1=4, m=7, initialization="xavier", activation="relu"),
    Config(dataset="iris", n1=3, m=30, noise=0.0, activation="sigmoid"),
]


def lines_of_sample(config: Config):
    sample = sample_of(advance(start(config), 20).snapshot.train, 2)
    return [(code, sample.values, sample.values[name]) for name, code in SAMPLE.items()]


def lines_of_many(config: Config):
    of = advance(start(config), 20).snapshot.train
    values = {name.code: array for name, array in of.matrices.items()}
    values["dG1"] = of.slopes(1)
    return [(code, values, of.matrices[Name.of(name)]) for name, code in vectorised(2).items()]


@pytest.mark.parametrize("lines", [lines_of_sample, lines_of_many])
@pytest.mark.parametrize("config", NETWORKS)
def test_the_sum_is_the_entry(lines, config: Config):
    count = 0
    for code, values, result in lines(config):
        if not can_be_opened(code):
            continue
        for i, j in np.ndindex(result.shape):
            if j > 12:
                continue
            entry = opened(code, values, result, i, j)
            assert entry.value == result[i, j]
            assert entry.sum == pytest.approx(entry.value, rel=1e-9, abs=1e-12), (code, i, j)
            count += 1
    assert count > 20


def test_which_lines_can_be_opened():
    can = [name for name, code in SAMPLE.items() if can_be_opened(code)]
    assert can == ["z1", "z2", "dz2", "dW2", "da1", "dz1", "dW1"]
    can = [name for name, code in vectorised(2).items() if can_be_opened(code)]
    assert can == ["Z1", "Z2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1"]


def test_by_hand():
    values = {
        "W1": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "x": np.array([[5.0], [6.0]]),
        "b1": np.array([[7.0], [8.0]]),
    }
    entry = opened("W1 @ x + b1", values, np.array([[24.0], [47.0]]), 1, 0)
    assert list(entry.terms) == [15, 24]
    assert (entry.added, entry.divisor, entry.sum) == (8, 1, 47)
    with pytest.raises(ValueError, match="no entry"):
        opened("W1 @ x + b1", values, np.array([[24.0], [47.0]]), 2, 0)
    with pytest.raises(ValueError, match="neither"):
        opened("g1(Z1)", values, np.zeros((1, 1)), 0, 0)
