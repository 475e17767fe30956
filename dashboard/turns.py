"""Whose turn it is to compute: one learner's picture at a time, and answers before pictures.

Python lets one thread compute at a time. Threads that want to all at once hand the right to do so
to and fro every 5 ms, and each of them gets slower than its share: ten learners had 3 pictures a
second each, where their pictures take 7 ms. So they stand in line.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

PATIENCE = 0.15
"""Seconds for which pictures wait for answers; without an end many learners would stop them all."""


class Turns:
    """A line of those who wait to draw a picture, and the number of pages that are answering."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()
        self._answering = 0
        self._mine = threading.local()

    @property
    def waiting(self) -> int:
        """How many wait for their picture, or draw one."""
        return len(self._line)

    @contextmanager
    def picture(self) -> Iterator[None]:
        """The right to compute and draw one picture, in the order in which it is asked for."""
        ticket = object()
        with self._changed:
            self._line.append(ticket)
            try:
                self._changed.wait_for(lambda: self._line[0] is ticket)
                end = monotonic() + PATIENCE
                while self._answering and (left := end - monotonic()) > 0:
                    self._changed.wait(left)
            except BaseException:
                self._leave(ticket)
                raise
        try:
            yield
        finally:
            with self._changed:
                self._leave(ticket)

    def _leave(self, ticket: object) -> None:
        self._line.remove(ticket)
        self._changed.notify_all()

    @contextmanager
    def answer(self) -> Iterator[None]:
        """While a page answers what a learner did, all pictures wait a little."""
        with self._changed:
            self._answering += 1
        self._mine.answering = True
        try:
            yield
        finally:
            self.answered()

    def answered(self) -> None:
        """This thread's page has answered, though it may go on with pictures."""
        if getattr(self._mine, "answering", False):
            self._mine.answering = False
            with self._changed:
                self._answering -= 1
                self._changed.notify_all()


TURNS = Turns()
"""Those of this server's process."""
