"""The pictures that stay below a new one until the browser has decoded it."""

KEPT = 4
"""So many earlier ones; a busy browser skips some, so the one before may not be decoded yet."""


class Underlay:
    """The latest pictures of every place in a chart."""

    def __init__(self) -> None:
        self._pictures: dict[str, list[str]] = {}

    def push(self, place: str, picture: str) -> list[str]:
        """The latest pictures of a place, the given new one last.

        A new picture is blank for a moment, and what is below shows through.
        """
        before = [p for p in self._pictures.get(place, []) if p != picture]
        self._pictures[place] = [*before[-KEPT:], picture]
        return self._pictures[place]
