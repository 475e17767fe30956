"""One question of an exercise, and whether an answer to it is right: core says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from core.practice.assemble import TASKS, Outcome, build
from core.practice.bench import Bench, Hunt, hunt_on
from core.practice.by_hand import PARTS, STEPS, Task
from core.practice.detectors import DETECTORS as DETECTED
from core.practice.experiments import EXPERIMENTS
from core.practice.marking import BLANK, FOLLOWS, RIGHT, UNREADABLE, Mark, mark
from core.practice.mistakes import EVERY
from core.practice.shapes import Question, question
from dashboard import questions

ANSWER, TILES, LINE, DETECTORS, REPAIR = "answer", "tiles", "line", "detectors", "repair"
"""The parts of a question; those of a computation by hand are its steps."""
SHAPES = "shapes."
"""What the skills of the shape drills begin with, before their kind."""
SAID = ("error", "shape", "values", "same")
"""What can come of a line that is written another way."""
NOTHING = "none"
"""The prediction that no detector rejects a program."""


@dataclass
class Round:
    """One question, and what became of it.

    drill : the exercise.
    seed, number : decide what is asked.
    item : what it is about, one of the exercise's ITEMS.
    given : the latest answer to each part of it.
    first : whether the first answer to each part was right; only that one counts.
    told : whether the learner has asked for the answer.
    blank : the part that was sent off without an answer just now, or "".
    step : the place in a computation by hand, from 0.
    bench : what a bug hunt is run on, which the page keeps up to date; None for core's fixture.
    """

    drill: str
    seed: int
    number: int
    item: str
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first: dict[str, bool] = field(default_factory=dict)
    told: bool = False
    blank: str = ""
    step: int = 0
    bench: Bench | None = field(default=None, compare=False, repr=False)

    @property
    def hunt(self) -> Hunt:
        """The faulty program of a bug hunt, run with all detectors."""
        return hunt_on(self.item, self.bench)

    @property
    def shapes(self) -> Question:
        """The shape drill that is asked."""
        return question(self.seed, self.number, self.item)

    @property
    def outcome(self) -> Outcome:
        """What came of the line that is assembled."""
        sizes = questions.sizes_of(self.item, self.seed, self.number)
        return build(TASKS[self.item], self.given.get(TILES, ()), sizes)

    @property
    def task(self) -> Task:
        """The numbers of a computation by hand."""
        return questions.hand_task(self.seed, self.number, self.item)

    @property
    def marks(self) -> list[Mark]:
        """What became of every step by hand that has an answer."""
        return mark(self.task, self.given)


def choices(now: Round, part: str) -> Sequence[str] | None:
    """What the answer to a part can be chosen from; None where it is typed.

    A browser can send any words for a choice, such as those of the language it had a moment ago.

    Raises
    ------
    ValueError
        If the question has no such part.
    """
    if now.drill == "by_hand":
        if part not in STEPS:
            raise ValueError(f"there is no step {part!r}")
        return None
    if now.drill == "bugs":
        mistake = EVERY[now.item]
        counted = {LINE: len(mistake.lines) + 1, REPAIR: len(mistake.choices)}
        return [*DETECTED, NOTHING] if part == DETECTORS else list(map(str, range(counted[part])))
    if now.drill == "numpy_says":
        return SAID
    if now.drill in ("predict", "experiments"):
        return EXPERIMENTS[now.item].options
    return now.shapes.choices or None if now.drill == "shapes" else None


class Graded(NamedTuple):
    """Whether an answer is right, and the skill that it shows."""

    skill: str
    right: bool


def grade(now: Round, part: str) -> Graded | None:
    """Grade the answer to a part of a question; None where it cannot be read as one."""
    return _GRADES[now.drill](now, part)


def _grade_shape(now: Round, part: str) -> Graded | None:
    grade = now.shapes.grade(now.given[part][0])
    if grade.verdict == "unreadable":
        return None
    return Graded(SHAPES + now.item, grade.verdict == "right")


def _grade_line(now: Round, part: str) -> Graded | None:
    del part
    verdict = now.outcome.verdict
    if verdict in ("incomplete", "unreadable"):
        return None
    return Graded("assemble", verdict == "right")


def _grade_says(now: Round, part: str) -> Graded:
    return Graded("numpy_says", now.given[part] == (questions.numpy_says(now.item).kind,))


def by_hand_skill(step: str) -> str:
    """The skill that a step of the computation by hand belongs to."""
    return "by_hand." + next(name for name, steps in PARTS.items() if step in steps)


def is_copied(now: Round, found: Mark) -> bool:
    """Whether a step asks for no computing, because an earlier wrong value has made it all 0.

    With dZ[2] = 0 all that follows from it is 0, and an update leaves the parameter as it is given.
    """
    given = now.task.given.get(found.step.removesuffix(" :="), 0.0)
    return not found.expected.any() or bool(np.array_equal(found.expected, given))


def _grade_step(now: Round, part: str) -> Graded | None:
    found = next(found for found in now.marks if found.step == part)
    if found.status in (BLANK, UNREADABLE) or (found.status == FOLLOWS and is_copied(now, found)):
        return None
    return Graded(by_hand_skill(part), found.status in (RIGHT, FOLLOWS))


def _grade_hunt(now: Round, part: str) -> Graded | None:
    mistake, given = EVERY[now.item], now.given[part]
    if part == LINE:
        return Graded("bugs.line", given == (str(mistake.faulty_line),))
    if part == DETECTORS:
        # Whoever says two things that exclude each other has not answered yet.
        if NOTHING in given and len(given) > 1:
            return None
        return Graded("bugs.detector", now.hunt.hits(given) == len(now.hunt.able))
    chosen = questions.repairs(mistake, now.seed, now.number)[int(given[0])]
    return Graded("bugs.repair", chosen == mistake.choices[0])


def _grade_prediction(now: Round, part: str) -> Graded:
    _, finding = questions.experiment(now.item)
    return Graded(now.drill, now.given[part] == (finding.answer,))


_GRADES: Mapping[str, Callable[[Round, str], Graded | None]] = {
    "shapes": _grade_shape,
    "assemble": _grade_line,
    "numpy_says": _grade_says,
    "by_hand": _grade_step,
    "bugs": _grade_hunt,
    "predict": _grade_prediction,
    "experiments": _grade_prediction,
}
