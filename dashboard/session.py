"""One visitor's session: the work, and everything around it that a person's actions change."""

from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

import numpy as np

from core.checks import GradientCheck, check
from core.config import Config
from core.explore.cells import Cell
from core.explore.symmetry import told_apart
from core.export import read_archive
from core.training import Run, replay, replaying, start
from core.types import Name
from core.vectors import flatten
from dashboard.exploring import Explore
from dashboard.lesson import UPDATES, Lesson
from dashboard.link import MARK, Link, read_link
from dashboard.own_data import Ready
from dashboard.plans import SWEEPS
from dashboard.practice import Practice
from dashboard.settings import Look, changed, with_source
from dashboard.text import LANGUAGES
from dashboard.touch import Touch

COURSE_END = 7000
"""The last iteration at which the course publishes J."""
TRIED = 1000
"""So far the runs are trained that are worth a try on the page Explore."""
ALPHAS, TOO_LARGE = (0.1, 1.2, 10.0), 30.0
"""Learning rates to compare, and one at which units of the course's run saturate."""
MOST_PINS = 4
"""So many runs are kept to compare with."""
TOUR = ("course", "too_fast", "one_unit", "zeros")
"""The stations of the tour, by the names of their presets."""


@dataclass
class Session(Touch):
    """What a visit has come to.

    checked : the latest gradient check.
    pins : runs that are kept to compare the present one with.
    leads_to : the page that an action of another page leads to.
    tour : the station of the tour, or None without one.
    tour_done : whether the learner has made this station's thing happen.
    lesson : where the learner stands in the lessons.
    explore : where the learner stands on the page Explore.
    practice : where the learner stands in the exercises.
    """

    checked: GradientCheck | None = None
    pins: tuple[Run, ...] = ()
    leads_to: str | None = None
    tour: int | None = None
    tour_done: bool = False
    lesson: Lesson = field(default_factory=Lesson)
    explore: Explore = field(default_factory=Explore)
    practice: Practice = field(default_factory=Practice)

    @property
    def check(self) -> GradientCheck | None:
        """The gradient check, if it was made for exactly the pass on show."""
        return self.checked if self.checked and self.checked.of is self.shown.train else None

    def use_own(self, ready: Ready) -> None:
        """Train on the learner's own samples; from a link of the same table with its set-up."""
        self.own.used, self.own.error, self.own.refused = ready, None, None
        awaited, self.own.awaited = self.own.awaited, {}
        if awaited.get(MARK) == ready.mark:
            link = read_link(awaited, ready.source)
            self.settle(link.settings, afresh=True)
            self._come(link.settings.config, link.iteration, link.changes)
        else:
            self.settle(with_source(self.settings, ready.source), afresh=True)

    def try_out(self, name: str) -> None:
        """Set up what is worth a try on the page Explore, by the key of its words.

        Raises
        ------
        ValueError
            If there is no such thing.
        """
        if name in SWEEPS:
            self.explore.show("sweep")
            self.try_sweep(name)
        elif name == "run":
            self.try_run()
        elif name == "saturated":
            self._try_config(replace(Config(), learning_rate=TOO_LARGE))
        elif name == "rounding":
            n1 = told_apart(start(Config()).dataset, Config())
            self._try_config(replace(Config(), n1=n1), 0)
        elif name == "learning":
            self._try_config(Config(), 0)
            self.explore.learning = True
        elif name == "compared":
            tried = [replace(Config(), learning_rate=alpha) for alpha in ALPHAS]
            self.pins = tuple(replay(config, (), TRIED) for config in tried[:-1])
            self._try_config(tried[-1])
        else:
            raise ValueError(f"there is nothing to try by the name of {name!r}")

    def _try_config(self, config: Config, iterations: int = TRIED) -> None:
        self.explore.halt()
        self.settle(replace(self.settings, config=config, look=Look()), afresh=True)
        self._come(config, iterations)

    def try_sweep(self, name: str) -> None:
        """Begin a sweep that is worth a look, from the present set-up or from the course's."""
        self.explore.halt()
        if name == "course":
            self.choose_preset("course")
        plan, self.explore.measure = SWEEPS[name]
        self.explore.vary(plan)
        self.explore.begin(self.settings.config, self.run.source)

    def try_run(self) -> None:
        """Bring the course's run to its published end."""
        self.choose_preset("course")
        self._come(self.settings.config, COURSE_END)

    def open_lesson(self) -> None:
        """Bring the network of the lessons into the Lab, as far as it is trained there."""
        if self.lesson.source != "lab":
            self.choose_preset("notes")
            self._come(self.settings.config, UPDATES)
        self.leads_to = "lab"

    def open_cell(self, cell: Cell) -> None:
        """Bring the run of a sweep's cell into the Lab, as far as the sweep has trained it."""
        self._forget()
        self.focus = self.before_edit = self.hand = None
        self.playing, self.leads_to = False, "lab"
        self._come(cell.config, cell.iterations)

    def open_saved(self, content: bytes) -> None:
        """Open an archive's run: its address is read as a link's, and its parameters compared.

        Raises
        ------
        ValueError
            If it is no archive of a run.
        """
        saved = read_archive(content)
        raw = dict(parse_qsl(saved.address))
        own = self.own.used if raw.get(MARK) else None
        known = own is not None and own.mark == raw.get(MARK)
        link = read_link(raw, own.source if own is not None and known else None)
        if link.own.used is not None:
            self.own.bring(link.own)
        self.settle(link.settings, afresh=True)
        self._come(link.settings.config, link.iteration, link.changes)
        self.problems, self.saved = link.problems, saved

    @property
    def differs(self) -> bool:
        """Whether the run that was opened from an archive has other numbers than it."""
        if self.saved is None or self.coming is not None or self.run.iteration != self.goal:
            return False
        here = self.run.snapshot.train.parameters
        return not np.array_equal(flatten(here), flatten(self.saved.parameters))

    def check_gradients(self) -> None:
        """Compare the gradients on show with numerical ones."""
        self.checked = check(self.shown.train)

    def choose_matrix(self, name: str) -> None:
        """Show the numbers of a matrix.

        Raises
        ------
        ValueError
            If the pass on show has no such matrix.
        """
        matrix = Name.of(name)
        if matrix not in self.shown.train.matrices:
            raise ValueError(f"there is no matrix {name}")
        self.matrix = matrix

    def pin(self) -> None:
        """Keep the run as it is now beside the ones to come; the oldest of too many goes."""
        self.pins = (*self.pins, self.run)[-MOST_PINS:]

    def unpin(self) -> None:
        """Keep no other run."""
        self.pins = ()

    def walk_through(self, sample: int) -> None:
        """Take a sample of the Lab, counted from 0, to the lesson on one sample."""
        self.lesson.choose_network("lab")
        self.lesson.choose_sample(sample + 1)

    def set_up(self, config: Config) -> None:
        """Begin a run of an experiment's configuration."""
        self.settle(replace(self.settings, config=config, look=Look()), afresh=True)
        self.arranged = True

    def speak(self, language: str) -> None:
        """Change the language of the page.

        Raises
        ------
        ValueError
            If there is no such language.
        """
        if language not in LANGUAGES:
            raise ValueError(f"there is no language {language!r}")
        self.language = language

    def tour_do(self) -> None:
        """Make happen what the present station of the tour is about."""
        self.choose_preset(TOUR[self.tour or 0])
        self.tour_done = True
        self.play()

    def tour_begin(self) -> None:
        """Begin the tour."""
        self.tour, self.tour_done = 0, False

    def tour_next(self) -> None:
        """Go to the next station, after the last one to the free page."""
        onward = (self.tour or 0) + 1
        self.tour, self.tour_done = (onward if onward < len(TOUR) else None), False

    def tour_end(self) -> None:
        """Leave the tour."""
        self.tour = None


def opened(link: Link) -> Session:
    """The session that a link opens, with the first piece of its run."""
    coming = replaying(link.settings.config, link.changes, link.iteration, link.own.source)
    run = next(coming)
    return Session(
        changed(link.settings, "config", run.now), run, link.problems, link.language,
        lesson=link.lesson, explore=link.explore, practice=link.practice, coming=coming,
        goal=link.iteration, own=link.own,
    )  # fmt: skip
