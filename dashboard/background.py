"""Work that goes on beside the page that shows it, and ends when nobody looks any more."""

import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")
UNSEEN = 4.0
"""Seconds after which work ends that no page has asked for: its tab was closed, or left."""


class Asked(threading.Event):
    """Set by somebody, or by itself when nobody has asked for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = monotonic()

    def is_set(self) -> bool:
        return super().is_set() or monotonic() - self.asked > UNSEEN


class Background(Generic[T]):
    """What an iterator gives, taken in a thread of its own.

    It is given an event to look at between its steps, and ends soon after that is set.
    """

    def __init__(self, items: Callable[[threading.Event], Iterator[T]]) -> None:
        self._stop = Asked()
        self._found: SimpleQueue[T] = SimpleQueue()
        self._ended = threading.Event()
        self._error: BaseException | None = None
        threading.Thread(target=self._work, args=(items,), daemon=True).start()

    def _work(self, items: Callable[[threading.Event], Iterator[T]]) -> None:
        try:
            for item in items(self._stop):
                self._found.put(item)
        except Exception as error:
            self._error = error
        finally:
            self._ended.set()

    def wait(self, seconds: float) -> list[T]:
        """What has come since the last time, after so many seconds or at the end.

        Raises
        ------
        Exception
            What the iterator has raised.
        """
        self._stop.asked = monotonic()
        self._ended.wait(seconds)
        found = self._taken()
        if self._error is not None:
            raise self._error
        return found

    @property
    def over(self) -> bool:
        """Whether nothing more will come, nor is left to be taken."""
        return self._ended.is_set() and self._found.empty()

    def end(self) -> list[T]:
        """Let it end, and give what has come since the last time."""
        self._stop.set()
        return self._taken()

    def _taken(self) -> list[T]:
        found = []
        while True:
            try:
                found.append(self._found.get_nowait())
            except Empty:
                return found
