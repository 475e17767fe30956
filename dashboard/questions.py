"""The questions that the exercises ask, made by core and kept while they are being asked."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from threading import Lock, Thread
from typing import NamedTuple
from zlib import crc32

import numpy as np

from core.data.dataset import Dataset
from core.data.sources import source_named
from core.equations import SAMPLE, evaluate
from core.lessons.sample import Sample
from core.lessons.whatif import ALSO, WHAT_IFS, Outcome
from core.lessons.whatif import run as run_line
from core.practice import assemble, by_hand, shapes
from core.practice.experiments import EXPERIMENTS, PREDICTIONS
from core.practice.faults import Mistake
from core.practice.findings import Finding
from core.practice.mistakes import EVERY
from core.practice.program import Edit
from core.training import Run
from core.types import Shape
from dashboard.lesson import Lesson, notes_network

OTHER_WAYS: Mapping[str, tuple[str, ...]] = {
    step: (*codes, *ALSO.get(step, ())) for step, codes in WHAT_IFS.items()
}
"""The lines of `numpy_says`: those of the lesson first, so that old links mean the same."""
ITEMS: Mapping[str, tuple[str, ...]] = {
    "shapes": tuple(shapes.KINDS),
    "assemble": tuple(assemble.TASKS),
    "numpy_says": tuple(f"{step}.{i}" for step in OTHER_WAYS for i in range(len(OTHER_WAYS[step]))),
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
    return step, OTHER_WAYS[step][int(i)]


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


def bug_code(name: str) -> str:
    """What a link calls a fault: a number, for its name would give the answer away.

    It is made of the name, so that an old link means the same fault when others are added.
    """
    return str(1000 + crc32(name.encode()) % 9000)


BUGS: Mapping[str, str] = {bug_code(name): name for name in EVERY}
"""The faults by what a link calls them."""


def repairs(mistake: Mistake, seed: int, number: int) -> tuple[Edit, ...]:
    """The lines to choose a repair from, in an order that tells nothing."""
    order = np.random.default_rng([seed, number]).permutation(len(mistake.choices))
    return tuple(mistake.choices[i] for i in order)


def samples(item: str, label: str) -> Dataset:
    """The data of one of an experiment's runs, as they are before any feature is squeezed."""
    config = next(t.config for t in EXPERIMENTS[item].trials if t.label == label)
    return source_named(config.dataset).draw(config.m, noise=config.noise, seed=config.seed)


_RUNNING = Lock()
BEFOREHAND = "experiment beforehand"
"""The name of the threads that run an experiment before its question is answered."""


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


def prepare(item: str, drawn: Callable[[], object]) -> None:
    """Run an experiment and make its charts while its question is being read.

    Training takes up to 110 ms, and the first making of the charts up to 370 ms, because it asks
    for the measures of a hundred records a run: together more than a learner may have to wait.

    drawn : makes the charts; what takes long is kept where it is made.
    """

    def ready() -> None:
        experiment(item)
        drawn()

    Thread(target=ready, name=BEFOREHAND, daemon=True).start()
