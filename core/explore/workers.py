"""Work shared among processes of its own, on any system and from within any server.

`multiprocessing` would either fork a server that has threads, or import its main script once more
in every worker, which in a Streamlit server runs the page. A program started anew does neither.
Workers have a low priority, so that whoever uses the server meanwhile comes first, and are killed
to stop them, so that stopping takes no time.
"""

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import IO, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

POLL = 0.05
"""Seconds after which it is asked again whether to stop."""
NICENESS = 10
ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""A worker's linear algebra uses one thread: those of several workers would wait for each other,
which made a sweep 1.7 times as slow on two cores."""
_FLAGS: int = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)


def as_done(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    workers: int,
    stopped: Callable[[], bool],
) -> Generator[tuple[Job, Result | None], None, None]:
    """Each job with its result as it is done, begun in the order given.

    Parameters
    ----------
    work : callable
        A function at the top of a module. Like jobs and results it travels as a pickle.
    jobs : sequence
    workers : int
        At least 1.
    stopped : callable
        Asked a few times a second; once it is true no more results come.

    Yields
    ------
    job, result
        The result is None where the worker was lost, or failed: whoever asked may do it himself.
    """
    todo: queue.SimpleQueue[Job] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Job, Result | None]] = queue.SimpleQueue()
    for job in jobs:
        todo.put(job)
    processes: list[subprocess.Popen[bytes]] = []
    threads: list[threading.Thread] = []
    try:
        for _ in range(workers):
            try:
                process = _start()
            except OSError:  # A place where no program may be started.
                break
            processes.append(process)
            thread = threading.Thread(target=_serve, args=(process, work, todo, done), daemon=True)
            threads.append(thread)
            thread.start()
        if not threads:
            yield from ((job, None) for job in jobs)
            return
        left = len(jobs)
        while left and not stopped():
            with contextlib.suppress(queue.Empty):
                finished = done.get(timeout=POLL)
                left -= 1
                yield finished
    finally:
        for process in processes:
            process.kill()
        for thread in threads:
            thread.join()
        for process in processes:
            _close(process)


def _start() -> "subprocess.Popen[bytes]":
    # `-m` looks for the package in the current folder first, which may hold another `core`.
    return subprocess.Popen(
        [sys.executable, "-m", "core.explore.workers"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, **ONE_THREAD},
        creationflags=_FLAGS,
    )


def _close(process: "subprocess.Popen[bytes]") -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        # What was not yet written to a killed worker cannot be written any more.
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()


def _serve(
    process: "subprocess.Popen[bytes]",
    work: Callable[[Job], Result],
    todo: "queue.SimpleQueue[Job]",
    done: "queue.SimpleQueue[tuple[Job, Result | None]]",
) -> None:
    """Hand jobs to one worker until there are none left; a lost worker's come back undone."""
    assert process.stdin is not None
    assert process.stdout is not None
    while True:
        try:
            job = todo.get_nowait()
        except queue.Empty:
            return
        try:
            pickle.dump((work, job), process.stdin)
            process.stdin.flush()
            done.put((job, pickle.load(process.stdout)))
        except (EOFError, OSError, pickle.PickleError):
            done.put((job, None))


def main(asked: IO[bytes], answers: IO[bytes]) -> None:
    """A worker's life: read a job, do it, write the result, until nothing more is asked."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    while True:
        try:
            work, job = pickle.load(asked)
        except EOFError:
            return
        pickle.dump(work(job), answers)
        answers.flush()


if __name__ == "__main__":
    # What anything prints must not get among the results.
    results, sys.stdout = sys.stdout.buffer, sys.stderr
    main(sys.stdin.buffer, results)
