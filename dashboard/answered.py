"""Which parts of a question count already, as a link holds them and as they are read again."""

from dashboard.grading import ANSWER, DETECTORS, LINE, REPAIR, Round

_LETTERS = {ANSWER: "a", LINE: "l", DETECTORS: "d", REPAIR: "r"}
_PARTS = {"assemble": (LINE,), "bugs": (LINE, DETECTORS, REPAIR)}
"""The parts of a question by its exercise; the others have an answer only."""


def to_text(now: Round) -> str:
    """A letter for each part that counts, a capital where it was right; "" for a new question.

    A computation by hand says so in its numbers.
    """
    if now.drill == "by_hand":
        return ""
    return "".join(
        _LETTERS[part].upper() if now.first[part] else _LETTERS[part]
        for part in _parts(now)
        if part in now.first
    )


def fill_in(now: Round, text: str) -> None:
    """Let the parts that a link names count as answered, so that no answer counts again.

    Raises
    ------
    ValueError
        If the text is none of `to_text` for this exercise; then nothing is taken over.
    """
    parts = {_LETTERS[part]: part for part in _parts(now)}
    if not text.isascii() or not set(text.lower()) <= parts.keys():
        raise ValueError("this names no parts of the question")
    found = {parts[letter.lower()]: letter.isupper() for letter in text}
    if len(found) < len(text):
        raise ValueError("a part is named twice")
    now.first = found


def _parts(now: Round) -> tuple[str, ...]:
    return _PARTS.get(now.drill, (ANSWER,))
