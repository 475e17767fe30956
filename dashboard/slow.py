"""One iteration walked through phase by phase."""

from typing import NamedTuple

from core.passes import Pass
from core.phases import PHASES
from core.training import Run, advance


class Slow(NamedTuple):
    """Where the walk through an iteration stands.

    before : the run before the update.
    phase : one of PHASES, the one on show.
    plays : whether the next phase comes by itself.
    """

    before: Run
    phase: str = PHASES[0]
    plays: bool = False

    @property
    def of(self) -> Pass:
        """The pass that all phases of the iteration speak of."""
        return self.before.snapshot.train

    @property
    def run(self) -> Run:
        """The run on show: in the last phase with the update made."""
        return advance(self.before, 1) if self.phase == PHASES[-1] else self.before

    @property
    def first(self) -> bool:
        """Whether there is no phase before the one on show."""
        return self.phase == PHASES[0]

    @property
    def onward(self) -> "Slow":
        """The next phase; after the last one the first of the next iteration."""
        if self.phase == PHASES[-1]:
            return self._replace(before=self.run, phase=PHASES[0])
        return self._replace(phase=PHASES[PHASES.index(self.phase) + 1])

    @property
    def back(self) -> "Slow":
        """The phase before, of the same iteration."""
        return self._replace(phase=PHASES[max(0, PHASES.index(self.phase) - 1)], plays=False)

    def at(self, phase: str) -> "Slow":
        """Another phase of the same iteration.

        Raises
        ------
        ValueError
            If there is no such phase.
        """
        if phase not in PHASES:
            raise ValueError(f"there is no phase {phase!r}")
        return self._replace(phase=phase, plays=False)
