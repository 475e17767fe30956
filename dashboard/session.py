"""One visitor's work: the setup, the run, and what a person's actions make of them."""

from dataclasses import dataclass, field

from core.checks import GradientCheck, check
from core.snapshot import Snapshot
from core.training import Run, advance, change, rewind, start, visit
from dashboard.lesson import Lesson
from dashboard.link import Link, Problem
from dashboard.setup import FIELDS, PRESETS, Setup

RESTARTING = ("dataset", "noise", "seed", "n1", "activation", "init", "wseed")
"""Settings that only a new run can take."""
TOUR = ("course", "too_fast", "one_unit", "zeros")
"""The stations of the tour, by the names of their presets."""


@dataclass
class Session:
    """What a visit has come to.

    restarted_by : the settings that began the present run.
    m_before : the m that the present one has just replaced.
    visited : the pass of the past iteration on show, if it is not the last.
    checked : the latest gradient check.
    tour : the station of the tour, or None without one.
    lesson : where the learner stands in the lessons.
    """

    setup: Setup
    run: Run
    problems: list[Problem] = field(default_factory=list)
    language: str | None = None
    playing: bool = False
    restarted_by: list[str] = field(default_factory=list)
    m_before: int | None = None
    visited: Snapshot | None = None
    checked: GradientCheck | None = None
    tour: int | None = None
    lesson: Lesson = field(default_factory=Lesson)

    @property
    def shown(self) -> Snapshot:
        """The pass on show: the last one, or that of the iteration being visited."""
        return self.visited or self.run.snapshot

    @property
    def check(self) -> GradientCheck | None:
        """The gradient check, if it was made for exactly the pass on show."""
        return self.checked if self.checked and self.checked.snapshot is self.shown else None

    def settle(self, setup: Setup, *, afresh: bool = False) -> None:
        """Make a setup the present one: in the present run if it can take it, else in a new one."""
        changed = [name for name in FIELDS if setup.value(name) != self.setup.value(name)]
        restarting = [name for name in changed if name in RESTARTING]
        self._forget()
        self.restarted_by = restarting
        self.m_before = self.setup.config.m if changed == ["m"] else None
        if restarting or afresh:
            self.run, self.playing = start(setup.config), False
        elif self.run.iteration == 0:
            # Nothing is lost yet by beginning with the new value at once.
            self.run = start(setup.config)
        else:
            run = change(self.run, "m", setup.config.m)
            self.run = change(run, "learning_rate", setup.config.learning_rate)
        self.setup = setup

    def play(self) -> None:
        """Let the run train on from its end."""
        self._forget()
        self.playing = True

    def pause(self) -> None:
        """Stay where the run is."""
        self.playing = False

    def step(self) -> None:
        """Add one update to the end of the run."""
        self._forget()
        self.playing, self.run = False, advance(self.run, 1)

    def reset(self) -> None:
        """Begin the same setup again."""
        self.settle(self.setup, afresh=True)

    def view(self, iteration: int) -> None:
        """Show a recorded iteration, or the last one."""
        self.visited = visit(self.run, iteration) if iteration < self.run.iteration else None

    def back_to(self, iteration: int) -> None:
        """Give up what came after a recorded iteration, with the α and m of that time."""
        self._forget()
        self.playing, self.run = False, rewind(self.run, iteration)
        self.setup = as_at_the_end(self.run, self.setup)

    def check_gradients(self) -> None:
        """Compare the gradients on show with numerical ones."""
        self.checked = check(self.shown)

    def tour_do(self) -> None:
        """Make happen what the present station of the tour is about."""
        self.settle(PRESETS[TOUR[self.tour or 0]], afresh=True)
        self.play()

    def tour_next(self) -> None:
        """Go to the next station, after the last one to the free page."""
        onward = (self.tour or 0) + 1
        self.tour = onward if onward < len(TOUR) else None

    def tour_end(self) -> None:
        """Leave the tour."""
        self.tour = None

    def _forget(self) -> None:
        """Drop what was said of the page as it was before an action."""
        self.problems, self.restarted_by, self.m_before, self.visited = [], [], None, None


def opened(link: Link, run: Run) -> Session:
    """The session that a link opens, with its run already brought to its iteration."""
    return Session(as_at_the_end(run, link.setup), run, link.problems, lesson=link.lesson)


def as_at_the_end(run: Run, setup: Setup) -> Setup:
    """The setup with the α and m that are in force at the end of a run."""
    m, alpha = int(run.value("m")), run.value("learning_rate")
    return setup.with_value("m", m).with_value("alpha", alpha)
