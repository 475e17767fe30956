"""One visitor's settings and run, and what begins, trains, changes and visits it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple

from core.config import CHANGEABLE, Change, Config
from core.data.sources import SOURCES, Source
from core.export import Saved
from core.passes import Snapshot
from core.training import Run, advance, change, replaying, rewind, start, visit
from dashboard.hand import Hand
from dashboard.link import Problem
from dashboard.own_data import OWN, OwnData
from dashboard.settings import PRESETS, SETTINGS, Settings, changed, differing, moved_to
from dashboard.slow import Slow

BY_HAND = "by_hand"
"""The example that is trained by hand."""


class Focus(NamedTuple):
    """The part of the network that is looked at: a sample, a unit or a weight, counted from 0."""

    kind: str
    layer: int
    i: int
    j: int = 0


@dataclass
class Work:
    """The settings and the run, and what goes with one state of them.

    restarted_by : the codes of the settings that began the present run.
    arranged : whether an experiment has begun it.
    m_before : the m that the present one has just replaced.
    left : the past iteration that was on show when a change led back to the end of the run.
    visited : the past iteration on show, if it is not the last.
    before_edit, edits : the run before the latest edit of W or b, and how many there were.
    focus : the part of the network that is looked at by itself.
    hand : the network is being trained by hand.
    slow : the iteration that is walked through phase by phase.
    coming : the pieces of the run that a link asks for and that are still to be computed.
    taking : held by whoever takes one of them over.
    goal : the iteration that they lead to.
    saved : the archive that the run was opened from.
    own : the table that the learner has brought.
    """

    settings: Settings
    run: Run
    problems: list[Problem] = field(default_factory=list)
    language: str | None = None
    playing: bool = False
    restarted_by: list[str] = field(default_factory=list)
    arranged: bool = False
    m_before: int | None = None
    left: int | None = None
    visited: Snapshot | None = None
    before_edit: Run | None = None
    edits: int = 0
    hand: Hand | None = None
    slow: Slow | None = None
    focus: Focus | None = None
    coming: Iterator[Run] | None = None
    taking: Lock = field(default_factory=Lock, repr=False, compare=False)
    goal: int = 0
    saved: Saved | None = None
    own: OwnData = field(default_factory=OwnData)

    @property
    def shown(self) -> Snapshot:
        """The iteration on show: the last one, or the past one that is visited."""
        return self.visited or self.run.snapshot

    @property
    def source(self) -> Source | None:
        """The learner's own source, where the settings are of it; None stands for one by name."""
        return self.own.source if self.settings.config.dataset == OWN else None

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
        self.arranged = False
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

    def arrive(self, run: Run) -> None:
        """Take over a piece of the run that a link asks for."""
        self.run = run
        self.settings = changed(self.settings, "config", run.now)

    def stay(self) -> None:
        """Wait for no more of the run that a link asks for; it is what it has come to."""
        with self.taking:
            self.coming = None

    def take_piece(self) -> None:
        """Take over the next piece of the run that a link asks for, if there is one.

        A click is answered by another thread while this one still computes, so two of them may
        ask for a piece, or one may end what the other is computing.
        """
        with self.taking:
            run = None if self.coming is None else next(self.coming, None)
            if run is None:
                self.coming = None
            else:
                self.arrive(run)

    def _come(self, config: Config, iterations: int, changes: Sequence[Change] = ()) -> None:
        """Bring another run to an iteration, in pieces if it takes long."""
        with self.taking:
            self.goal = iterations
            self.coming = replaying(config, changes, iterations, self.run.source)
            self.arrive(next(self.coming))

    def _forget(self) -> None:
        """Drop what was said of the page as it was before an action."""
        self.problems, self.restarted_by, self.arranged = [], [], False
        self.m_before = self.left = self.visited = self.slow = self.saved = None

    def show_gradients(self) -> None:
        """Reveal the gradients to who trains by hand."""
        if self.hand is not None:
            self.hand = self.hand._replace(shown=True)
