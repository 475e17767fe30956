"""Guided experiments: a question, what may be predicted, runs, and which prediction came true."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.config import Config
from core.data.generated import Samples
from core.data.sources import Source, source_named
from core.practice import findings
from core.practice.findings import Finding
from core.training import Run, advance, start

RECORDS = 100
"""The history of an experiment's run; J of the latest updates is kept one by one beside it."""
OFTEN = 400
"""Of 1,500 updates every fourth: test J falls during the first 16 only."""


class Trial(NamedTuple):
    """One run of an experiment.

    label : what tells it from the others, such as a value of α.
    stretched : the second feature is multiplied by this before training.
    records : so many iterations are remembered at most.
    """

    label: str
    config: Config
    iterations: int
    stretched: float = 1.0
    records: int = RECORDS

    def run(self) -> Run:
        """Train it; the same trial gives the same bits."""
        source = stretched(source_named(self.config.dataset), self.stretched)
        return advance(start(self.config, source, most_records=self.records), self.iterations)


def stretched(source: Source, factor: float) -> Source:
    """A source with its second feature multiplied, which makes its data badly conditioned."""
    if factor == 1:
        return source

    def make(m: int, noise: float, seed: int) -> Samples:
        samples = source.make(m, noise, seed)
        X, X_test = samples.X.copy(), samples.X_test.copy()
        X[1] *= factor
        X_test[1] *= factor
        return samples._replace(X=X, X_test=X_test)

    return replace(source, make=make)


Judge = Callable[[Sequence[str], Sequence[Run]], Finding]


@dataclass(frozen=True)
class Experiment:
    """A card: its question is found by its name.

    name : its code.
    topic : what is varied or seen.
    options : what may be predicted.
    judge : says from the runs, by their labels, which option came true; it is never written down.
    statement : the statement of the notes that explains it, or None where none does.
    """

    name: str
    topic: str
    options: tuple[str, ...]
    trials: tuple[Trial, ...]
    judge: Judge
    statement: int | None

    def run(self) -> tuple[Run, ...]:
        return tuple(trial.run() for trial in self.trials)

    def answer(self, runs: Sequence[Run]) -> Finding:
        """Which option the runs prove right, and the numbers that say so."""
        return self.judge([trial.label for trial in self.trials], runs)


def _vary(
    base: Config, name: str, values: Sequence[float | str], iterations: int
) -> tuple[Trial, ...]:
    """A run for each value of one field of the config."""
    return tuple(
        Trial(f"{value:g}" if isinstance(value, float | int) else value,
              replace(base, **{name: value}), iterations)  # type: ignore[arg-type]
        for value in values
    )  # fmt: skip


_MOONS = Config("moons", 200, 0.15, n1=6, initialization="xavier", learning_rate=1.0)
_XOR = Config("xor", 200, 0.0, n1=4, initialization="xavier", learning_rate=1.2)
_BALL = Config("ball", 200, 0.0, n1=4, initialization="xavier", learning_rate=1.2)
_LINEAR = Config("linear", 200, 0.0, initialization="xavier", learning_rate=1.0)
_FEW = Config("moons", 20, 0.4, n1=32, initialization="he", learning_rate=1.0)
_FEW_SLOWLY = replace(_FEW, learning_rate=0.1)
"""With α = 1 test J has its least value after the first update, and no curve shows it falling."""
_ZEROS = replace(_MOONS, initialization="zeros", m=101)


def _card(
    name: str,
    topic: str,
    options: str,
    trials: tuple[Trial, ...],
    judge: Judge,
    statement: int | None = None,
) -> Experiment:
    return Experiment(name, topic, tuple(options.split()), trials, judge, statement)


_ALL = (
    _card("width_line", "n1", "1 8 both none", _vary(_LINEAR, "n1", (1, 8), 300),
          findings.which_separate),
    _card("width_xor", "n1", "2 3 4 none", _vary(_XOR, "n1", (2, 3, 4), 1500),
          findings.smallest_that_separates),
    _card("width_ball", "n1", "2 3 4 none", _vary(_BALL, "n1", (2, 3, 4), 2000),
          findings.smallest_that_separates),
    _card("alpha_diverges", "learning_rate", "0.1 1 100 none",
          _vary(_MOONS, "learning_rate", (0.1, 1.0, 100.0), 300), findings.which_diverges, 26),
    _card("alpha_slow", "learning_rate", "0.01 0.1 1 alike",
          _vary(_MOONS, "learning_rate", (0.01, 0.1, 1.0), 500), findings.lowest_cost, 26),
    _card("m_doubled", "m", "half same double", _vary(_MOONS, "m", (200,), 0),
          findings.doubled_gradient, 22),
    _card("m_without_mean", "m", "same as_root_m as_m", _vary(_MOONS, "m", (50, 800), 0),
          findings.sum_grows, 22),
    _card("m_against_overfitting", "m", "smaller alike larger", _vary(_FEW, "m", (20, 400), 1000),
          findings.gap),
    _card("zero_gradient", "initialization", "zero falls grows",
          _vary(_ZEROS, "initialization", ("zeros",), 200), findings.first_gradient, 14),
    _card("zero_learns", "initialization", "nothing only_b2 all",
          _vary(_ZEROS, "initialization", ("zeros",), 200), findings.what_moved, 14),
    _card("start_small", "initialization", "small xavier alike",
          _vary(_MOONS, "initialization", ("small", "xavier"), 10), findings.lowest_cost, 14),
    _card("activation_slope", "activation", "tanh sigmoid alike",
          _vary(_MOONS, "activation", ("tanh", "sigmoid"), 300), findings.lowest_cost, 15),
    _card("vanishing", "activation", "tanh sigmoid alike",
          _vary(_MOONS, "activation", ("tanh", "sigmoid"), 0), findings.larger_first_gradient, 15),
    _card("noise_floor", "noise", "all only_without_noise none",
          _vary(_MOONS, "noise", (0.0, 0.3, 0.6), 500), findings.comes_near_zero),
    _card("overfitting", "overfitting", "falls stays turns_upward",
          (Trial("20", _FEW_SLOWLY, 1500, records=OFTEN),), findings.held_out_cost),
    _card("saturation", "saturation", "1 10 alike",
          _vary(_MOONS, "learning_rate", (1.0, 10.0), 200), findings.more_saturated, 15),
    _card("symmetry", "symmetry", "zeros small both none",
          _vary(replace(_MOONS, m=101), "initialization", ("zeros", "small"), 200),
          findings.units_differ),
    _card("conditioning", "conditioning", "plain stretched alike",
          (Trial("plain", _XOR, 500), Trial("stretched", _XOR, 500, stretched=0.05)),
          findings.lowest_cost),
)  # fmt: skip
EXPERIMENTS: Mapping[str, Experiment] = {experiment.name: experiment for experiment in _ALL}
"""The cards by name, in the order in which they are offered."""

PREDICTIONS = ("alpha_diverges", "width_ball", "zero_gradient", "m_doubled")
"""Those asked under "predict, then see" as well."""
