"""Progress by skill: a Leitner box each, which a drill looks into and a link can carry."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from core.practice.shapes import KINDS

BOXES = 5
MOST = 999
"""Counts stop here."""
LONGEST = 600
"""A longer text is none of ours."""

SKILLS: Mapping[str, str] = {
    **{f"shapes.{kind}": code for kind, code in zip(KINDS, "mpgstolr", strict=True)},
    "assemble": "a",
    "numpy_says": "n",
    "by_hand.forward": "f",
    "by_hand.backward": "b",
    "by_hand.update": "u",
    "bugs.line": "i",
    "bugs.detector": "d",
    "bugs.repair": "x",
    "predict": "q",
    "experiments": "e",
}
"""Every skill with the letter that stands for it in a link."""
_BY_LETTER = {letter: skill for skill, letter in SKILLS.items()}
_PIECE = re.compile(r"([a-z])([0-9]{1,2})-([0-9]{1,4})-([0-9]{1,4})")


class Card(NamedTuple):
    """How one skill stands: its box, 1 (missed) to BOXES (known), and the answers so far."""

    box: int = 1
    right: int = 0
    wrong: int = 0


Progress = Mapping[str, Card]
"""Cards by skill; a skill that has none was never asked."""


def answered(progress: Progress, skill: str, right: bool) -> Progress:
    """The progress after an answer: one box up if it was right, back to box 1 if not.

    Raises
    ------
    ValueError
        If there is no such skill.
    """
    if skill not in SKILLS:
        raise ValueError(f"there is no skill {skill!r}")
    box, rights, wrongs = progress.get(skill, Card())
    if right:
        card = Card(min(box + 1, BOXES), min(rights + 1, MOST), wrongs)
    else:
        card = Card(1, rights, min(wrongs + 1, MOST))
    return {**progress, skill: card}


def weight(progress: Progress, skill: str) -> int:
    """How often a skill is asked, against the others: half as often with every box."""
    box: int = 2 ** (BOXES - progress.get(skill, Card()).box)
    return box


def choose(
    progress: Progress, skills: Sequence[str], seed: int, number: int, previous: str | None = None
) -> str:
    """The skill to ask next, drawn by weight; never the previous one where there is another.

    The same progress, seed and number give the same one.
    """
    others = [skill for skill in skills if skill != previous] or list(skills)
    weights = np.array([weight(progress, skill) for skill in others], dtype=float)
    rng = np.random.default_rng([seed, number])
    return others[int(rng.choice(len(others), p=weights / weights.sum()))]


def to_text(progress: Progress) -> str:
    """The progress in letters, digits, "-" and "_", all of which a link carries as they are."""
    cards = [(letter, progress[skill]) for skill, letter in SKILLS.items() if skill in progress]
    return "_".join(f"{letter}{box}-{right}-{wrong}" for letter, (box, right, wrong) in cards)


def from_text(text: str) -> Progress:
    """The progress that a text holds; what cannot be read in it is left out, and never raises."""
    found: dict[str, Card] = {}
    if len(text) > LONGEST:
        return found
    for piece in text.split("_"):
        match = _PIECE.fullmatch(piece)
        if match is None or match[1] not in _BY_LETTER:
            continue
        box, right, wrong = (int(number) for number in match.groups()[1:])
        # A box above the first one is reached by right answers only.
        if 1 <= box <= min(BOXES, right + 1) and right <= MOST and wrong <= MOST:
            found[_BY_LETTER[match[1]]] = Card(box, right, wrong)
    return found
