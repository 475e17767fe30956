"""How a learner's own words and values are put into a sentence: few of them, and each short."""

from collections.abc import Iterable

LONGEST = 30
MOST = 5


def short(value: object) -> str:
    """The value as text, cut to LONGEST characters, without line breaks and what else is unseen."""
    text = "".join(c if c.isprintable() else " " for c in str(value)[: 4 * LONGEST]).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def listed(values: Iterable[object]) -> str:
    """The first MOST values, with commas between them, and a "…" for the others."""
    some = [short(value) for _, value in zip(range(MOST + 1), values, strict=False)]
    return ", ".join(some[:MOST]) + (", …" if len(some) > MOST else "")
