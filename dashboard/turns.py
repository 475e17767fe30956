"""Whose turn it is to compute: one learner's picture at a time, and answers before pictures.

Python lets one thread compute at a time. Threads that want to all at once hand the right to do so
to and fro every 5 ms, and each of them gets slower than its share: ten learners had 3 pictures a
second each, where their pictures take 7 ms. So they stand in line.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 0.15
"""Seconds for which pictures wait for answers; without an end many learners would stop them all."""


class Turns:
    """A line of those who wait to draw a picture, and the number of pages that are answering."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: deque[threading.Event] = deque()
        self._quiet = threading.Event()
        self._quiet.set()
        self._answering = 0
        self._one = threading.Semaphore()
        self._mine = threading.local()

    @property
    def waiting(self) -> int:
        """How many wait for their picture, or draw one."""
        return len(self._line)

    @contextmanager
    def picture(self) -> Iterator[None]:
        """The right to compute and draw one picture, in the order in which it is asked for."""
        # Each has an event of its own: to wake all fifty that wait, so that one goes on, takes as
        # long as a picture.
        ticket = threading.Event()
        # Not when it is one's turn: whoever waited then would keep all others waiting.
        self._quiet.wait(PATIENCE)
        with self._lock:
            self._line.append(ticket)
            self._line[0].set()
        try:
            ticket.wait()
            yield
        finally:
            with self._lock:
                self._line.remove(ticket)
                if self._line:
                    self._line[0].set()

    @contextmanager
    def answer(self) -> Iterator[None]:
        """While a page answers what a learner did, all pictures wait a little."""
        with self._lock:
            self._answering += 1
            self._quiet.clear()
        self._mine.answering = True
        # One answer after the other, but none waits for one that takes long.
        self._mine.alone = self._one.acquire(timeout=3.0)
        try:
            yield
        finally:
            self.answered()

    def answered(self) -> None:
        """This thread's page has answered, though it may go on with pictures."""
        if getattr(self._mine, "answering", False):
            self._mine.answering = False
            if self._mine.alone:
                self._one.release()
            with self._lock:
                self._answering -= 1
                if not self._answering:
                    self._quiet.set()


TURNS = Turns()
"""Those of this server's process."""
