"""Pictures lately shown, which stay below a new one until the browser has decoded it."""

KEPT = 4
"""How many stay; a busy browser skips frames, so the one before may not be among those decoded."""


class Lately:
    """The latest pictures of every place."""

    def __init__(self) -> None:
        self._shown: dict[str, list[str]] = {}

    def with_new(self, place: str, picture: str) -> list[str]:
        """The latest pictures of a place, the given new one last."""
        before = [p for p in self._shown.get(place, []) if p != picture]
        self._shown[place] = [*before[-KEPT:], picture]
        return self._shown[place]
