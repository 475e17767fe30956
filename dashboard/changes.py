"""The changes of a run as an address holds them: iteration, what, value; one after the other."""

import re

from core.config import Change, Entry
from core.data.sources import Source
from dashboard.settings import SETTINGS, Range, Settings, Value, code_of

MOST_CHANGES = 40
_CODES = {"learning_rate": "a", "m": "m"}
_FIELDS = {code: field for field, code in _CODES.items()}
_CHANGE = re.compile(
    rf"(\d{{1,7}})([{''.join(_FIELDS)}]|[Wb]\d{{1,2}}r\d{{1,4}}c\d{{1,4}}v)([\d.eE+-]{{1,24}})"
)
_ENTRY = re.compile(r"([Wb])(\d+)r(\d+)c(\d+)v")
ENTRY = Range(-10_000, 10_000)
"""What an entry of W or b can be set to."""


def read_changes(
    written: str, settings: Settings, iteration: int, source: Source
) -> tuple[Change, ...] | None:
    """The changes as `write_changes` writes them, or None where they are not possible."""
    changes: list[Change] = []
    for part in filter(None, written.split("_")):
        try:
            change = _read_change(part, settings, source)
        except (ValueError, OverflowError):
            return None
        in_order = not changes or changes[-1].iteration <= change.iteration
        if not in_order or change.iteration > iteration:
            return None
        changes.append(change)
    return tuple(changes) if len(changes) <= MOST_CHANGES else None


def _read_change(written: str, settings: Settings, source: Source) -> Change:
    """One change.

    Raises
    ------
    ValueError
        If it is not written as one, or the run cannot take it.
    """
    match = _CHANGE.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no change")
    code = match[2]
    entry = _ENTRY.fullmatch(code)
    if entry is None:
        name = _FIELDS[code]
        value = SETTINGS[code_of(name)].allowed(source).taken(match[3])
    else:
        kind, *place = entry.groups()
        there = Entry(kind, *map(int, place))
        sizes = (source.n0, settings.config.n1, 1)
        if not 1 <= there.layer <= 2 or not 1 <= there.row <= sizes[there.layer]:
            raise ValueError(f"there is no {there}")
        if not 1 <= there.column <= (sizes[there.layer - 1] if kind == "W" else 1):
            raise ValueError(f"there is no {there}")
        name, value = str(there), ENTRY.taken(match[3])
    if not isinstance(value, int | float):
        raise ValueError(f"{written!r} has no number")
    return Change(int(match[1]), name, value)


def write_changes(changes: tuple[Change, ...]) -> str:
    """The changes of a run as text."""
    return "_".join(f"{c.iteration}{_code(c.name)}{written(c.value)}" for c in changes)


def _code(name: str) -> str:
    entry = Entry.of(name)
    if entry is None:
        return _CODES[name]
    return f"{entry.kind}{entry.layer}r{entry.row}c{entry.column}v"


def written(value: Value) -> str:
    """A value as an address holds it, with all its digits."""
    return repr(value) if isinstance(value, float) else str(value)
