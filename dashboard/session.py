"""One visitor's work: the settings, the run, and what a person's actions make of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import parse_qsl

import numpy as np

from core.checks import GradientCheck, check
from core.config import CHANGEABLE, Change, Config, Entry
from core.data.sources import SOURCES, Source
from core.explore.cells import Cell
from core.export import Saved, read_archive
from core.focus import unit, weight
from core.passes import Snapshot
from core.training import Run, advance, change, replaying, rewind, start, visit
from core.types import Name
from core.vectors import flatten
from dashboard.exploring import SWEEPS, Explore
from dashboard.hand import Hand
from dashboard.lesson import Lesson
from dashboard.link import ENTRY, MARK, Link, Problem, read_link
from dashboard.own_data import OWN, OwnData, Ready
from dashboard.practice import Practice
from dashboard.settings import (
    PRESETS,
    SETTINGS,
    Look,
    Settings,
    changed,
    differing,
    moved_to,
    with_source,
)
from dashboard.slow import Slow
from dashboard.text import LANGUAGES


class Focus(NamedTuple):
    """The part of the network that is looked at: a sample, a unit or a weight, counted from 0."""

    kind: str
    layer: int
    i: int
    j: int = 0


BY_HAND = "by_hand"
"""The example that is trained by hand."""
COURSE_END = 7000
"""The last iteration at which the course publishes J."""
MOST_PINS = 4
"""So many runs are kept to compare with."""
FIRST_MATRIX = Name("W", 1)
"""The matrix whose numbers are shown to begin with."""
TOUR = ("course", "too_fast", "one_unit", "zeros")
"""The stations of the tour, by the names of their presets."""


@dataclass
class Session:
    """What a visit has come to.

    restarted_by : the codes of the settings that began the present run.
    m_before : the m that the present one has just replaced.
    left : the past iteration that was on show when a change led back to the end of the run.
    visited : the past iteration on show, if it is not the last.
    checked : the latest gradient check.
    matrix : the matrix whose numbers are shown.
    before_edit, edits : the run before the latest edit of W or b, and how many there were.
    pins : runs that are kept to compare the present one with.
    focus : the part of the network that is looked at by itself.
    hand : the network is being trained by hand.
    slow : the iteration that is walked through phase by phase.
    coming : the pieces of the run that a link asks for and that are still to be computed.
    goal : the iteration that they lead to.
    saved : the archive that the run was opened from.
    tour : the station of the tour, or None without one.
    lesson : where the learner stands in the lessons.
    explore : where the learner stands on the page Explore.
    own : the table that the learner has brought.
    practice : where the learner stands in the exercises.
    """

    settings: Settings
    run: Run
    problems: list[Problem] = field(default_factory=list)
    language: str | None = None
    playing: bool = False
    restarted_by: list[str] = field(default_factory=list)
    m_before: int | None = None
    left: int | None = None
    visited: Snapshot | None = None
    checked: GradientCheck | None = None
    matrix: Name = FIRST_MATRIX
    focus: Focus | None = None
    slow: Slow | None = None
    hand: Hand | None = None
    pins: tuple[Run, ...] = ()
    before_edit: Run | None = None
    edits: int = 0
    coming: Iterator[Run] | None = None
    goal: int = 0
    saved: Saved | None = None
    tour: int | None = None
    lesson: Lesson = field(default_factory=Lesson)
    explore: Explore = field(default_factory=Explore)
    own: OwnData = field(default_factory=OwnData)
    practice: Practice = field(default_factory=Practice)

    @property
    def shown(self) -> Snapshot:
        """The iteration on show: the last one, or the past one that is visited."""
        return self.visited or self.run.snapshot

    @property
    def check(self) -> GradientCheck | None:
        """The gradient check, if it was made for exactly the pass on show."""
        return self.checked if self.checked and self.checked.of is self.shown.train else None

    def set(self, code: str, value: object) -> None:
        """Take another value of a setting, in the present run if it can take it, else in a new one.

        Raises
        ------
        ValueError
            If the setting's own row does not allow the value.
        """
        row = SETTINGS[code]
        settings = row.put(self.settings, value, self.run.source)
        if row.get(settings) != row.get(self.settings):
            self.settle(settings)

    @property
    def source(self) -> Source | None:
        """The learner's own source, where the settings are of it; None stands for one by name."""
        return self.own.source if self.settings.config.dataset == OWN else None

    def use_own(self, ready: Ready) -> None:
        """Train on the learner's own samples; from a link of the same table with its set-up."""
        self.own.used, self.own.error = ready, None
        awaited, self.own.awaited = self.own.awaited, {}
        if awaited.get(MARK) == ready.mark:
            link = read_link(awaited, ready.source)
            self.settle(link.settings, afresh=True)
            self._come(link.settings.config, link.iteration, link.changes)
        else:
            self.settle(with_source(self.settings, ready.source), afresh=True)

    def set_dataset(self, name: str) -> None:
        """Move to another data set.

        Raises
        ------
        ValueError
            If there is no such data set.
        """
        if name not in SOURCES:
            raise ValueError(f"there is no data set {name!r}")
        self.settle(moved_to(self.settings, SOURCES[name]))

    def settle(self, settings: Settings, *, afresh: bool = False) -> None:
        """Make settings the present ones.

        Only what changes the run's numbers leaves a past iteration that is visited.
        """
        codes = differing(settings.config, self.settings.config)
        before, self.settings = self.settings, settings
        if not codes and not afresh:
            return
        visited = None if self.visited is None else self.visited.iteration
        self._forget()
        self.restarted_by = [code for code in codes if SETTINGS[code].restarts]
        if self.restarted_by or afresh:
            self.focus = self.before_edit = self.hand = None
            self.run, self.playing = start(settings.config, self.source), False
        elif self.run.iteration == 0 and not self.run.changes:
            # Nothing is lost yet by beginning with the new value at once.
            self.run = start(settings.config, self.source)
        else:
            for name in sorted(CHANGEABLE):
                self.run = change(self.run, name, getattr(settings.config, name))
            self.left = visited
            self.m_before = before.config.m if codes == ["m"] else None

    def edit(self, cells: Mapping[int, Mapping[str, float | None]]) -> None:
        """Give entries of the matrix on show, W[l] or b[l], other values at the end of the run.

        What is no entry of it, or out of range, is left out. The run as it was can be had back.
        """
        before, (kind, l) = self.run, self.matrix
        for row, columns in cells.items():
            for column, value in columns.items():
                with suppress(ValueError, TypeError):
                    entry = Entry(kind, l, int(row) + 1, int(column))
                    self.run = change(self.run, str(entry), float(str(ENTRY.taken(value))))
        if self.run is not before:
            self._forget()
            self.before_edit, self.edits = before, self.edits + 1

    def undo_edit(self) -> None:
        """Take the run as it was before the latest edit."""
        if self.before_edit is not None:
            self.run, self.before_edit, self.edits = self.before_edit, None, self.edits + 1

    def set_entry(self, entry: str, value: float) -> None:
        """Give an entry of W or b another value by hand.

        Raises
        ------
        ValueError
            If there is no such entry, or the value is out of range.
        """
        if Entry.of(entry) is None:
            raise ValueError(f"{entry} is no entry of W or b")
        self.run = change(self.run, entry, float(str(ENTRY.taken(value))))
        self._forget()
        if self.hand is not None and not self.hand.shown:
            self.hand = self.hand.after(self.run.snapshot.train.cost)

    def show_gradients(self) -> None:
        """Reveal the gradients to who trains by hand."""
        if self.hand is not None:
            self.hand = self.hand._replace(shown=True)

    def leave_hand(self) -> None:
        """Train by hand no longer."""
        self.hand = None

    @property
    def at_the_end(self) -> bool:
        """Whether the run rests, and its end is on show."""
        return not self.playing and self.visited is None

    def switch_off(self, l: int, i: int) -> None:
        """Set all weights by which hidden unit i of layer l, counted from 0, is heard to 0.

        It is an edit like any other: it can be undone, and training may raise them again.
        """
        before = self.run
        for row in range(len(before.snapshot.train.parameters.W[l + 1])):
            self.run = change(self.run, str(Entry("W", l + 1, row + 1, i + 1)), 0.0)
        self._forget()
        self.before_edit, self.edits = before, self.edits + 1

    @property
    def editable(self) -> bool:
        """Whether the matrix on show can be edited: W or b, at the end of a run that rests."""
        return self.matrix.kind in ("W", "b") and self.at_the_end

    def choose_preset(self, name: str) -> None:
        """Take over an example, in a new run."""
        self.settle(PRESETS[name], afresh=True)
        if name == BY_HAND:
            cost = self.run.snapshot.train.cost
            self.hand = Hand(cost, cost)

    def play(self) -> None:
        """Let the run train on from its end."""
        self._forget()
        self.playing, self.before_edit = True, None
        self.show_gradients()

    def pause(self) -> None:
        """Stay where the run is."""
        self.playing = False

    def step(self) -> None:
        """Add one update to the end of the run."""
        self._forget()
        self.playing, self.run, self.before_edit = False, advance(self.run, 1), None

    def walk_slowly(self) -> None:
        """Begin to walk through the next iteration phase by phase."""
        self.show_slow(Slow(self.run))

    def show_slow(self, slow: Slow | None) -> None:
        """Show a phase of an iteration, with the run as it is then; None ends the walk."""
        self._forget()
        self.playing, self.before_edit, self.slow = False, None, slow
        if slow is not None:
            self.run = slow.run

    def arrive(self, run: Run) -> None:
        """Take over a piece of the run that a link asks for."""
        self.run = run
        self.settings = changed(self.settings, "config", run.now)

    def stay(self) -> None:
        """Wait for no more of the run that a link asks for; it is what it has come to."""
        self.coming = None

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

    def open_cell(self, cell: Cell) -> None:
        """Bring the run of a sweep's cell into the Lab, as far as the sweep has trained it."""
        self._forget()
        self.focus = self.before_edit = self.hand = None
        self.playing = False
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

    def _come(self, config: Config, iterations: int, changes: Sequence[Change] = ()) -> None:
        """Bring another run to an iteration, in pieces if it takes long."""
        self.goal = iterations
        self.coming = replaying(config, changes, iterations, self.run.source)
        self.arrive(next(self.coming))

    def reset(self) -> None:
        """Begin the same settings again."""
        self.settle(self.settings, afresh=True)

    def view(self, iteration: int) -> None:
        """Show a recorded iteration, or the last one."""
        self.slow = None
        self.visited = visit(self.run, iteration) if iteration < self.run.iteration else None

    def back_to(self, iteration: int) -> None:
        """Give up what came after a recorded iteration, with the α and m of that time."""
        self._forget()
        self.playing, self.run, self.before_edit = False, rewind(self.run, iteration), None
        self.settings = changed(self.settings, "config", self.run.now)

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

    def look_at(self, mark: Mapping[str, object]) -> None:
        """Look at what was clicked in a picture: a sample, a unit or a weight, counted from 1.

        Raises
        ------
        ValueError, LookupError
            If there is no such part.
        """
        kind = str(mark.get("kind", "sample"))
        names = {"sample": ["number"], "unit": ["layer", "i"], "weight": ["layer", "i", "j"]}[kind]
        at = [int(str(mark[name]).removesuffix(".0")) for name in names]
        of = self.shown.train
        if kind == "sample":
            if not 1 <= at[0] <= of.m:
                raise ValueError(f"there is no sample {at[0]}")
            self.focus = Focus(kind, 0, at[0] - 1)
        elif kind == "unit":
            unit(of, at[0], at[1] - 1)
            self.focus = Focus(kind, at[0], at[1] - 1)
        else:
            weight(of, at[0], at[1] - 1, at[2] - 1)
            self.focus = Focus(kind, at[0], at[1] - 1, at[2] - 1)

    @property
    def sample(self) -> int | None:
        """The column of X that is looked at, if a sample is."""
        focus = self.focus
        if focus is None or focus.kind != "sample":
            return None
        return min(focus.i, self.shown.train.m - 1)

    def pin(self) -> None:
        """Keep the run as it is now beside the ones to come; the oldest of too many goes."""
        self.pins = (*self.pins, self.run)[-MOST_PINS:]

    def unpin(self) -> None:
        """Keep no other run."""
        self.pins = ()

    def look_away(self) -> None:
        """Look at the whole network again."""
        self.focus = None

    def walk_through(self, sample: int) -> None:
        """Take a sample of the Lab, counted from 0, to the lesson on one sample."""
        self.lesson.choose_network("lab")
        self.lesson.choose_sample(sample + 1)

    def set_up(self, config: Config) -> None:
        """Begin a run of an experiment's configuration."""
        self.settle(replace(self.settings, config=config, look=Look()), afresh=True)

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
        self.play()

    def tour_begin(self) -> None:
        """Begin the tour."""
        self.tour = 0

    def tour_next(self) -> None:
        """Go to the next station, after the last one to the free page."""
        onward = (self.tour or 0) + 1
        self.tour = onward if onward < len(TOUR) else None

    def tour_end(self) -> None:
        """Leave the tour."""
        self.tour = None

    def _forget(self) -> None:
        """Drop what was said of the page as it was before an action."""
        self.problems, self.restarted_by = [], []
        self.m_before = self.left = self.visited = self.slow = self.saved = None


def opened(link: Link) -> Session:
    """The session that a link opens, with the first piece of its run."""
    coming = replaying(link.settings.config, link.changes, link.iteration)
    run = next(coming)
    return Session(
        changed(link.settings, "config", run.now), run, link.problems, link.language,
        lesson=link.lesson, explore=link.explore, practice=link.practice, coming=coming,
        goal=link.iteration, own=OwnData(awaited=link.awaited),
    )  # fmt: skip
