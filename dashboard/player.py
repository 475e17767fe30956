"""The clock of the live view: how far a run comes from one picture to the next."""

from collections.abc import Iterator
from time import perf_counter, sleep

from core.training import Run, advance

CHUNK = 10
"""Updates between two looks at the clock."""
LONGEST_COMPUTING = 0.1
"""Seconds of computing after which a picture is due although its iterations are not complete."""
SHORTEST_FRAME = 0.08
"""Seconds between two pictures; more pictures than a browser can draw would only queue up."""


def frames(run: Run, until: int, per_frame: int) -> Iterator[Run]:
    """The run at each picture, until an iteration is reached or the run diverges."""
    while run.iteration < until and not run.diverged:
        began = perf_counter()
        goal = min(until, run.iteration + per_frame)
        while run.iteration < goal and not run.diverged:
            run = advance(run, min(CHUNK, goal - run.iteration))
            if perf_counter() - began > LONGEST_COMPUTING:
                break
        yield run
        sleep(max(0.0, SHORTEST_FRAME - (perf_counter() - began)))
