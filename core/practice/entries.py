"""Reads what a learner types: a shape, a number, a list of names. Nothing typed is ever run."""

import re
import unicodedata
from collections.abc import Sequence

from core.types import Shape

LONGEST = 60
"""Longer texts are no answer here."""
MOST_DIGITS = 9
LARGEST = 1e12
"""No quantity of an exercise is near it, and products of a few such numbers stay finite."""

_BRACKETS = (("(", ")"), ("[", "]"))
_SIZE = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")
_BETWEEN = re.compile(r"\s*[,;x×*、]\s*|\s+")
_NUMBER = re.compile(
    rf"[+-]?(?:[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{0,{MOST_DIGITS}}})?|\.[0-9]{{1,{MOST_DIGITS}}})"
    r"(?:[eE][+-]?[0-9]{1,2})?"
)
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-"})


def plain(text: str) -> str | None:
    """The text with full-width letters, digits and signs made plain; None if it is too long.

    Length is asked first, because one character can be the short form of eighteen.
    """
    if len(text) > LONGEST:
        return None
    return unicodedata.normalize("NFKC", text).translate(_MINUS).strip()


def read_shape(text: str) -> Shape | None:
    """A shape written `(4, 3)`, `4,3`, `4x3`, `4×3`, `4 3` or `(4,)`; None where it is none."""
    written = plain(text)
    if written is None:
        return None
    written = written.lower()
    for opening, closing in _BRACKETS:
        if written.startswith(opening) and written.endswith(closing):
            written = written[1:-1].strip()
            if not written:
                return ()
    sizes = _BETWEEN.split(written.removesuffix(",").rstrip())
    if not all(_SIZE.fullmatch(size) for size in sizes):
        return None
    return tuple(int(size) for size in sizes)


def read_number(text: str) -> float | None:
    """A number written `-0.125`, `−0,125`, `.5`, `1e-3`, `1/4` or `12.5 %`.

    None where it is none, or is larger than LARGEST.
    """
    written = plain(text)
    if written is None:
        return None
    # NFKC makes ½ of a single sign 1⁄2 with a fraction slash.
    written = written.replace("⁄", "/").replace("，", ",")
    share = 100.0 if written.endswith("%") else 1.0
    parts = [part.strip() for part in written.removesuffix("%").split("/")]
    if written.count(",") == 1 and "." not in written:
        parts = [part.replace(",", ".") for part in parts]
    if len(parts) > 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    numbers = [float(part) for part in parts]
    if len(numbers) == 2 and numbers[1] == 0:
        return None
    number = numbers[0] / (numbers[1] if len(numbers) == 2 else 1.0) / share
    return number if abs(number) <= LARGEST else None


def read_names(text: str, known: Sequence[str]) -> frozenset[str] | None:
    """Names such as `dW1, b1` or `dW[1] b[1]`, all of them known ones; None otherwise."""
    written = plain(text)
    if written is None:
        return None
    by_lower = {name.lower(): name for name in known}
    parts = [part for part in re.split(r"[\s,;、]+", written) if part]
    found = {by_lower.get(re.sub(r"\[([0-9])\]", r"\1", part).lower()) for part in parts}
    names = frozenset(name for name in found if name is not None)
    return names if names and None not in found else None
