"""The clock of the live view: how far a run comes from one picture to the next."""

from collections import deque
from collections.abc import Generator
from statistics import median
from time import perf_counter, sleep

from core.training import Run, Stop, advance
from dashboard.turns import TURNS, Turns

LONGEST_COMPUTING, IN_LINE = 0.05, 0.012
"""Seconds of computing after which a picture is due although its iterations are not complete; of
one learner alone, and where others wait."""
LOOK = 0.004
"""Seconds between two looks at the clock."""
MOST_AT_ONCE = 500
"""So many updates between two looks at most."""
SHORTEST_FRAME = 1 / 30
"""Seconds between two pictures at least."""
BROWSER_SHARE = 3.0
"""Seconds between two frames at least, as a multiple of the server's own time for one.

A browser that gets more frames than it can draw shows them later and later. It takes about three
times as long to draw one as the server to describe it, and both mostly run on one machine, so that
the server's time tells of the browser's."""
LATELY = 5
"""Frames whose median time is taken, so that a single slow one does not slow the next ones."""


def frames(run: Run, stop: Stop, per_frame: int, turns: Turns = TURNS) -> Generator[Run]:
    """The run at each picture, until a stop condition is met or the run diverges.

    Each is computed and drawn in a turn of its own, so the iterator has to be closed: whoever
    leaves it open at a picture keeps everybody else waiting.
    """
    turns.answered()
    described: deque[float] = deque(maxlen=LATELY)
    at_once = 1
    while not over(run, stop):
        with turns.picture():
            began = perf_counter()
            longest = LONGEST_COMPUTING if turns.waiting == 1 else IN_LINE
            goal = run.iteration + per_frame
            while run.iteration < goal and not over(run, stop):
                before, looked = run.iteration, perf_counter()
                run = advance(run, min(at_once, goal - run.iteration), stop)
                now = perf_counter()
                each = (now - looked) / max(1, run.iteration - before)
                at_once = max(1, min(MOST_AT_ONCE, 4 * at_once, int(LOOK / each)))
                if now - began > longest:
                    break
            computed = perf_counter()
            yield run
            described.append(perf_counter() - computed)
        due = began + max(SHORTEST_FRAME, BROWSER_SHARE * median(described))
        sleep(max(0.0, due - perf_counter()))


def over(run: Run, stop: Stop) -> bool:
    """Whether a run has nothing left to do."""
    return run.diverged or stop.reason(run.snapshot) is not None
