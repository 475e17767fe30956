"""The clock of the live view: how far a run comes from one picture to the next."""

from collections import deque
from collections.abc import Iterator
from statistics import median
from time import perf_counter, sleep

from core.training import Run, Stop, advance

CHUNK = 50
"""Updates between two looks at the clock."""
LONGEST_COMPUTING = 0.05
"""Seconds of computing after which a picture is due although its iterations are not complete."""
SHORTEST_FRAME = 1 / 30
"""Seconds between two pictures at least."""
BROWSER_SHARE = 3.0
"""Seconds between two frames at least, as a multiple of the server's own time for one.

A browser that gets more frames than it can draw shows them later and later. It takes about three
times as long to draw one as the server to describe it, and both mostly run on one machine, so that
the server's time tells of the browser's."""
LATELY = 5
"""Frames whose median time is taken, so that a single slow one does not slow the next ones."""


def frames(run: Run, stop: Stop, per_frame: int) -> Iterator[Run]:
    """The run at each picture, until a stop condition is met or the run diverges."""
    described: deque[float] = deque(maxlen=LATELY)
    while not over(run, stop):
        began = perf_counter()
        goal = run.iteration + per_frame
        while run.iteration < goal and not over(run, stop):
            run = advance(run, min(CHUNK, goal - run.iteration), stop)
            if perf_counter() - began > LONGEST_COMPUTING:
                break
        computed = perf_counter()
        yield run
        described.append(perf_counter() - computed)
        due = began + max(SHORTEST_FRAME, BROWSER_SHARE * median(described))
        sleep(max(0.0, due - perf_counter()))


def over(run: Run, stop: Stop) -> bool:
    """Whether a run has nothing left to do."""
    return run.diverged or stop.reason(run.snapshot) is not None
