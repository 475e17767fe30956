"""What the panels lately showed."""

KEPT = 4
"""How many pictures stay; a busy browser skips some, so the one before may not be decoded yet."""


class Lately:
    """What every place showed since the page was drawn."""

    def __init__(self) -> None:
        self._pictures: dict[str, list[str]] = {}
        self._shown: dict[str, object] = {}

    def with_new(self, place: str, picture: str) -> list[str]:
        """The latest pictures of a place, the given new one last.

        The earlier ones stay below a new one until the browser has decoded it.
        """
        before = [p for p in self._pictures.get(place, []) if p != picture]
        self._pictures[place] = [*before[-KEPT:], picture]
        return self._pictures[place]

    def shows(self, place: str, value: object) -> bool:
        """Whether a place shows this value already; from now on it does.

        Each element that is sent again takes a browser 3 ms or more, though it be the same.
        """
        same = place in self._shown and self._shown[place] == value
        self._shown[place] = value
        return same
