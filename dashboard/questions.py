"""The questions that the exercises ask, made by core and kept while they are being asked."""

from collections.abc import Mapping
from functools import cache, lru_cache
from threading import Lock, Thread
from typing import NamedTuple

import numpy as np

from core.equations import SAMPLE, evaluate
from core.lessons.sample import Sample
from core.lessons.whatif import WHAT_IFS, Outcome
from core.lessons.whatif import run as run_line
from core.practice import assemble, by_hand, shapes
from core.practice.detectors import CURVE_ITERATIONS, Verdict, fixture, reference_costs, verdicts
from core.practice.experiments import EXPERIMENTS, PREDICTIONS
from core.practice.faults import Mistake
from core.practice.findings import Finding
from core.practice.mistakes import EVERY
from core.practice.program import Edit, Running, Setup, program_for
from core.training import Run
from core.types import Array, Shape
from dashboard.lesson import Lesson, notes_network

ITEMS: Mapping[str, tuple[str, ...]] = {
    "shapes": tuple(shapes.KINDS),
    "assemble": tuple(assemble.TASKS),
    "numpy_says": tuple(f"{step}.{i}" for step in WHAT_IFS for i in range(len(WHAT_IFS[step]))),
    "by_hand": tuple(f"{g}.{m}" for m in (1, 2) for g in by_hand.LARGEST_Z1),
    "bugs": tuple(EVERY),
    "predict": PREDICTIONS,
    "experiments": tuple(name for name in EXPERIMENTS if name not in PREDICTIONS),
}  # fmt: skip
"""What each exercise can ask about, by codes that a link can hold."""
TASK_SEEDS = 10_000
"""Below this every seed of a computation by hand is known to have fit numbers."""
SAMPLE_SIZES = assemble.Sizes()
"""Of a line for one sample: the notes' own network."""


class Ran(NamedTuple):
    """What NumPy made of a line of shapes: a shape, or its own words."""

    shape: Shape | None
    message: str = ""


def ran(question: shapes.Question, code: str) -> Ran:
    """Run a line on zeros of the shapes that a question gives."""
    names = {**question.arrays, "np": np, "m": question.sizes.m}
    try:
        return Ran(np.asarray(evaluate(code, names)).shape)
    except ValueError as error:
        return Ran(None, str(error))


def sizes_of(item: str, seed: int, number: int) -> assemble.Sizes:
    """The sizes on which an assembled line is run.

    Over m samples they are pairwise different and at least 2, so that no line fits by luck.
    """
    if item.startswith("sample_"):
        return SAMPLE_SIZES
    drawn = np.random.default_rng([seed, number]).permutation(np.arange(2, 8))[:4]
    return assemble.Sizes(*(int(n) for n in drawn))


@cache
def sample() -> Sample:
    """The sample on which other ways to write a line are run: the first one of the notes."""
    return Lesson().sample(notes_network())


def other_way(item: str) -> tuple[str, str]:
    """The step that an item of `numpy_says` is about, and the line that is asked about."""
    step, _, i = item.partition(".")
    return step, WHAT_IFS[step][int(i)]


def numpy_says(item: str) -> Outcome:
    """What NumPy says to the line of an item of `numpy_says`."""
    step, code = other_way(item)
    return run_line(code, sample().namespace, sample().values[step])


def right_way(item: str) -> str:
    """The right line of the step that an item of `numpy_says` is about."""
    return SAMPLE[other_way(item)[0]]


@lru_cache(maxsize=64)
def hand_task(seed: int, number: int, item: str) -> by_hand.Task:
    """The numbers of a computation by hand; an item is an activation and m."""
    activation, _, m = item.partition(".")
    return by_hand.task((997 * seed + number) % TASK_SEEDS, int(m), activation)


class Hunt(NamedTuple):
    """A faulty program and all that its run shows.

    costs, right_costs : J after 0, 1, ... updates, of the faulty and of the right program; the
        first ends where an error ends the program.
    verdicts : of every detector.
    """

    mistake: Mistake
    setup: Setup
    verdicts: Mapping[str, Verdict]
    costs: Array
    right_costs: Array

    @property
    def caught(self) -> frozenset[str]:
        """The detectors that really reject it."""
        return frozenset(name for name, verdict in self.verdicts.items() if verdict.rejects)


@lru_cache(maxsize=len(EVERY))
def hunt(item: str) -> Hunt:
    """A fault of the table, run with all detectors."""
    mistake = EVERY[item]
    setup = fixture(n1=mistake.n1)
    found = verdicts(mistake.edits, setup)
    right = reference_costs(setup, CURVE_ITERATIONS)
    return Hunt(mistake, setup, found, costs(mistake.edits, setup), right)


def costs(edits: tuple[Edit, ...], setup: Setup) -> Array:
    """J at every iteration of a program, as far as it comes."""
    running = Running(program_for(setup, edits), setup)
    while running.iteration < CURVE_ITERATIONS and running.step():
        pass
    return np.array(running.costs)


def repairs(mistake: Mistake, seed: int, number: int) -> tuple[Edit, ...]:
    """The lines to choose a repair from, in an order that tells nothing."""
    order = np.random.default_rng([seed, number]).permutation(len(mistake.choices))
    return tuple(mistake.choices[i] for i in order)


_RUNNING = Lock()


def experiment(item: str) -> tuple[tuple[Run, ...], Finding]:
    """The runs of an experiment, and what they say."""
    # Whoever asks while it runs waits for it and does not run it a second time.
    with _RUNNING:
        return _experiment(item)


@lru_cache(maxsize=len(EXPERIMENTS))
def _experiment(item: str) -> tuple[tuple[Run, ...], Finding]:
    card = EXPERIMENTS[item]
    runs = card.run()
    return runs, card.answer(runs)


def prepare(item: str) -> None:
    """Begin to run an experiment while its question is being read.

    The longest ones train for 270 ms, which would be most of what a learner may have to wait.
    """
    Thread(target=experiment, args=(item,), daemon=True).start()
