"""Beat it by hand: a small network whose J the learner lowers before descent does."""

from typing import NamedTuple


class Hand(NamedTuple):
    """How far the learner has come.

    first, best : J before the first change, and the lowest one since.
    shown : whether the gradients are shown.
    """

    first: float
    best: float
    shown: bool = False

    def after(self, cost: float) -> "Hand":
        """With another J that was reached by hand."""
        return self._replace(best=min(self.best, cost))
