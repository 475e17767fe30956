"""Where a learner stands in the exercises: what is asked, what was answered, what is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.config import Config
from core.data.dataset import Dataset
from core.practice.assemble import LONGEST, TASKS
from core.practice.bench import Bench, bench_of
from core.practice.by_hand import STEPS
from core.practice.leitner import Progress, answered, choose, from_text, to_text
from core.practice.shape_items import turn
from core.training import Run
from dashboard.grading import ANSWER, LINE, SHAPES, TILES, Round, by_hand_skill, choices, grade
from dashboard.questions import ITEMS

DRILLS = tuple(ITEMS)
MOST_SEEDS, MOST_QUESTIONS = 9_999, 99_999
AGAIN = 3
"""Every so many questions one that was missed comes again."""
STEP_NAMES = tuple(STEPS)


@dataclass
class Practice:
    """A visit's exercises.

    drill : the exercise in focus.
    seed : decides with a question's number what is asked.
    rounds : the present question of each exercise that was opened.
    only : of each exercise, the one item to be asked about, if the learner has chosen one.
    missed : of each exercise, the items that were missed and are to come again.
    opened : whether a file of progress could be read, once one was handed in.
    resumed : the question that a link brought, before anything was done to it.
    explained : whether the learner was led from a question to where something is explained.
    benched : what the bug hunt runs on, with the data and the set-up that it was made of.
    """

    drill: str = DRILLS[0]
    seed: int = 1
    progress: Progress = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    only: dict[str, str] = field(default_factory=dict)
    missed: dict[str, list[str]] = field(default_factory=dict)
    opened: bool | None = None
    resumed: Round | None = None
    explained: bool = False
    benched: tuple[Dataset, Config, Bench] | None = None

    def bench(self, run: Run) -> Bench:
        """What the bug hunt runs on; the same as long as data and set-up stay."""
        if self.benched is None or self.benched[0] is not run.dataset or self.benched[1] != run.now:
            self.benched = (run.dataset, run.now, bench_of(run))
        return self.benched[2]

    def begin(self) -> Round:
        """The present question of the exercise in focus; the first one, if there is none yet."""
        if self.drill not in self.rounds:
            self.rounds[self.drill] = self._ask(0)
        return self.rounds[self.drill]

    def resume(self, drill: str, seed: int, number: int, item: str | None) -> None:
        """Stand at a question by its number; what it is about is chosen if it is not given."""
        self.drill, self.seed = drill, seed
        self.rounds = {
            drill: self._ask(number) if item is None else Round(drill, seed, number, item)
        }
        self.resumed = self.rounds[drill]

    @property
    def as_linked(self) -> bool:
        """Whether the question in focus is the one that a link brought, and nothing was done."""
        now = self.begin()
        return now is self.resumed and not (now.given or now.told or now.step)

    def turn_to(self, drill: str) -> None:
        """Bring another exercise into focus.

        Raises
        ------
        ValueError
            If there is none of that name.
        """
        if drill not in DRILLS:
            raise ValueError(f"there is no exercise {drill!r}")
        self.drill = drill

    def next(self) -> None:
        """Go on to the next question."""
        last = self.begin()
        self.rounds[self.drill] = self._ask(last.number + 1, last.item)

    def renew(self) -> None:
        """Ask about the same once more, with other numbers."""
        last = self.begin()
        number = min(last.number + 1, MOST_QUESTIONS)
        self.rounds[self.drill] = Round(self.drill, self.seed, number, last.item)

    def ask_only(self, item: str | None) -> None:
        """Ask about one item alone from now on, or about any.

        Raises
        ------
        ValueError
            If the exercise in focus has no such item.
        """
        if item is None:
            self.only.pop(self.drill, None)
        elif item not in ITEMS[self.drill]:
            raise ValueError(f"{self.drill} has no {item!r}")
        else:
            self.only[self.drill] = item
        if item is None or item != self.begin().item:
            self.next()

    def _ask(self, number: int, previous: str | None = None) -> Round:
        item = self._item(number, previous)
        return Round(self.drill, self.seed, min(number, MOST_QUESTIONS), item)

    def _item(self, number: int, previous: str | None) -> str:
        """What to ask about: what was missed comes more often, and nothing twice in a row."""
        items, missed = ITEMS[self.drill], self.missed.setdefault(self.drill, [])
        if self.drill in self.only:
            return self.only[self.drill]
        if self.drill == "shapes":
            skills = [SHAPES + kind for kind in items]
            last = None if previous is None else SHAPES + previous
            skill = choose(self.progress, skills, self.seed, number, last)
            return skill.removeprefix(SHAPES)
        # The four predictions are a course: each is asked once before one comes again.
        again = self.drill != "predict" or number >= len(items)
        if again and missed and missed[0] != previous and number % AGAIN == 0:
            return missed.pop(0)
        at = turn(len(items), number, self.seed, DRILLS.index(self.drill))
        if items[at] == previous:
            at = (at + 1) % len(items)
        return items[at]

    def answer(self, part: str, given: Sequence[str | None]) -> None:
        """Take an answer to a part of the question; the first one that can be read counts.

        None stands where nothing was chosen, and then nothing happens.

        Raises
        ------
        ValueError
            If the answer is none of those that can be chosen.
        """
        now = self.begin()
        now.blank = part if None in given else ""
        if now.blank:
            return
        allowed = choices(now, part)
        if allowed is not None and not set(given) <= set(allowed):
            raise ValueError(f"{given!r} cannot be chosen")
        now.given[part] = tuple(map(str, given))
        graded = grade(now, part)
        if graded is None or part in now.first:
            return
        now.first[part] = graded.right
        self.progress = answered(self.progress, graded.skill, graded.right)
        again = self.missed.setdefault(self.drill, [])
        if not graded.right and now.item not in again:
            again.append(now.item)

    def tell(self) -> None:
        """Show the answer. Asked for before any answer, that counts as a wrong one."""
        now = self.begin()
        now.told = True
        part, skill = {
            "shapes": (ANSWER, SHAPES + now.item), "bugs": (LINE, "bugs.line"),
        }.get(self.drill, (LINE, self.drill))  # fmt: skip
        self._miss(part, skill)

    def look_up(self, step: str) -> None:
        """See a step of the computation by hand; before any answer that counts as a wrong one.

        Raises
        ------
        ValueError
            If there is no such step.
        """
        if step not in STEP_NAMES:
            raise ValueError(f"no step {step!r}")
        self._miss(step, by_hand_skill(step))

    def _miss(self, part: str, skill: str) -> None:
        """Count a part as missed, unless it has been answered."""
        now = self.begin()
        if part not in now.first:
            now.first[part] = False
            self.progress = answered(self.progress, skill, False)

    def put(self, tile: str) -> None:
        """Put a tile at the end of the line that is being assembled.

        Raises
        ------
        ValueError
            If the tile is not on offer, or the line is full.
        """
        now = self.begin()
        line = now.given.get(TILES, ())
        if tile not in TASKS[now.item].tiles or len(line) >= LONGEST:
            raise ValueError(f"{tile!r} cannot be put here")
        self._lay((*line, tile))

    def take_back(self) -> None:
        """Take the last tile away."""
        self._lay(self.begin().given.get(TILES, ())[:-1])

    def clear(self) -> None:
        """Take all tiles away."""
        self._lay(())

    def _lay(self, tiles: tuple[str, ...]) -> None:
        now = self.begin()
        now.given[TILES] = tiles
        now.given.pop(LINE, None)

    def check_line(self) -> None:
        """Let NumPy run what was assembled."""
        self.answer(LINE, self.begin().given.get(TILES, ()))

    def go(self, step: str) -> None:
        """Go to a step of the computation by hand.

        Raises
        ------
        ValueError
            If there is no such step.
        """
        self.begin().step = STEP_NAMES.index(step)

    def go_on(self) -> None:
        """Go to the next step by hand; after the last one to other numbers."""
        now = self.begin()
        if now.step + 1 < len(STEP_NAMES):
            now.step += 1
        else:
            self.next()

    def load(self, text: str) -> None:
        """Take over the progress of a file."""
        found = from_text(text.strip())
        self.opened = bool(found)
        if found:
            self.progress = found

    @property
    def saved(self) -> str:
        """The progress as a link or a file holds it."""
        return to_text(self.progress)
