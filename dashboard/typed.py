"""The numbers of a computation by hand as a link holds them, and how they are read again."""

from core.practice.by_hand import STEPS, Task
from core.practice.entries import read_number
from dashboard.grading import Round, grade

STEP_NAMES = tuple(STEPS)
LONGEST = 900
"""A longer text is none of ours: 17 steps have 46 entries at most."""
_LETTERS = "abcdefghijklmnopq"
_BETWEEN, _STEPS = "~", "_"


def to_text(now: Round) -> str:
    """The step in focus, then for each step with numbers its letter and its entries.

    A capital stands for a step that counts already. Only letters, digits and "+.-_~" are used,
    which a link carries as they are. An entry that is no number is left out; a step that was only
    looked up has no entries.
    """
    entries = {step: list(map(_written, now.given.get(step, ()))) for step in STEP_NAMES}
    pieces = [
        (_LETTERS[at].upper() if step in now.first else _LETTERS[at])
        + (_BETWEEN.join(entries[step]) if any(entries[step]) else "")
        for at, step in enumerate(STEP_NAMES)
        if step in now.first or any(entries[step])
    ]
    return _STEPS.join([str(now.step), *pieces]) if pieces or now.step else ""


def _written(entry: str) -> str:
    number = read_number(entry)
    written = "" if number is None else f"{number:.6g}".replace("e+", "e")
    # A fraction can be of a size that no entry can write.
    return "" if read_number(written) is None else written


def fill_in(now: Round, text: str) -> None:
    """Take the numbers of a link over into a question; they count as answered.

    Raises
    ------
    ValueError
        If the text is none of `to_text` for this question; then nothing is taken over.
    """
    step, *pieces = text.split(_STEPS)
    if len(text) > LONGEST or not (step.isascii() and step.isdigit() and int(step) < len(STEPS)):
        raise ValueError("this is no computation by hand")
    given: dict[str, tuple[str, ...]] = {}
    counted: set[str] = set()
    for letter, entries in ((piece[:1], piece[1:]) for piece in pieces):
        name = STEP_NAMES[_LETTERS.index(letter.lower() or "?")]
        if name in given or name in counted:
            raise ValueError(f"{name} stands there twice")
        if letter.isupper():
            counted.add(name)
        if entries or letter.islower():
            given[name] = _entries(entries, now.task, name)
    now.step, now.given = int(step), given
    for name in counted:
        graded = grade(now, name) if name in given else None
        now.first[name] = graded is not None and graded.right


def _entries(piece: str, task: Task, step: str) -> tuple[str, ...]:
    entries = tuple(piece.split(_BETWEEN))
    if len(entries) != task.solution[step].size:
        raise ValueError(f"{step} has another number of entries")
    if not any(entries) or any(entry and _written(entry) != entry for entry in entries):
        raise ValueError("an entry is no number as a link holds it")
    return entries
