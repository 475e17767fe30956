"""The state of a page as a link, in codes of no language; whatever a link holds, it can be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from core.training import Change, Run
from dashboard.lesson import LAST, SOURCES, Lesson
from dashboard.setup import FIELDS, MOST_SAMPLES, Field, Setup, field_for, with_dataset

MOST_CHANGES = 40
FURTHEST = 20_000
"""A link brings a run back by training it again, which must not keep a visitor waiting."""

_LETTERS = {"a": "learning_rate", "m": "m"}
_CHANGE = re.compile(r"(\d{1,7})([am])([\d.eE+-]{1,24})")


@dataclass(frozen=True)
class Problem:
    """A value of a link that could not be taken, and what stands in its place."""

    name: str
    given: str
    field: Field
    used: Any


class Link(NamedTuple):
    """What a link stands for; a run's set-up is that of its start."""

    setup: Setup
    changes: tuple[Change, ...]
    iteration: int
    problems: list[Problem]
    lesson: Lesson


AT = Field("iteration", int, low=0, high=FURTHEST)
LESSON: Mapping[str, Field] = {
    "net": Field("source", str, choices=SOURCES),
    "sample": Field("index", int, low=0, high=MOST_SAMPLES - 1),
    "step": Field("step", int, low=0, high=LAST),
}
CHANGES = Field("changes", str, choices=("",))


def read_link(raw: Mapping[str, str]) -> Link:
    """What a link's values stand for; each impossible one is replaced by its default."""
    setup, problems = Setup(), []
    for name in FIELDS:
        if name not in raw:
            continue
        rules = field_for(name, setup.config.dataset)
        try:
            value = rules.read(raw[name])
            possible = rules.allows(value)
        except (ValueError, OverflowError):
            possible = False
        if not possible:
            problems.append(Problem(name, raw[name], rules, setup.value(name)))
        elif name == "dataset":
            setup = with_dataset(setup, value)
        else:
            setup = setup.with_value(name, value)
    iteration = _read_number(raw, problems)
    changes = _read_changes(raw.get("changes", ""), setup, iteration)
    if changes is None:
        problems.append(Problem("changes", raw["changes"], CHANGES, "–"))
    return Link(setup, changes or (), iteration, problems, _read_lesson(raw, problems))


def _read_lesson(raw: Mapping[str, str], problems: list[Problem]) -> Lesson:
    lesson = Lesson()
    for name, rules in LESSON.items():
        if name not in raw:
            continue
        try:
            value = rules.read(raw[name])
            possible = rules.allows(value)
        except ValueError:
            possible = False
        if possible:
            setattr(lesson, rules.attribute, value)
        else:
            problems.append(Problem(name, raw[name], rules, getattr(lesson, rules.attribute)))
    return lesson


def _read_number(raw: Mapping[str, str], problems: list[Problem]) -> int:
    """The iteration of a link."""
    try:
        iteration = int(raw.get("at", "0"))
    except ValueError:
        iteration = -1
    if AT.allows(iteration):
        return iteration
    problems.append(Problem("at", raw["at"], AT, 0))
    return 0


def _read_changes(written: str, setup: Setup, iteration: int) -> tuple[Change, ...] | None:
    """The changes as written by `_changes`, or None where they are not possible."""
    changes: list[Change] = []
    for part in filter(None, written.split("_")):
        match = _CHANGE.fullmatch(part)
        name = _LETTERS[match[2]] if match else ""
        rules = field_for("m" if name == "m" else "alpha", setup.config.dataset)
        try:
            at, value = (int(match[1]), rules.read(match[3])) if match else (0, None)
        except (ValueError, OverflowError):
            return None
        in_order = not changes or changes[-1].iteration <= at
        if value is None or not rules.allows(value) or not in_order or at > iteration:
            return None
        changes.append(Change(at, name, value))
    return tuple(changes) if len(changes) <= MOST_CHANGES else None


def is_whole(run: Run) -> bool:
    """Whether a link can hold all of a run; else it holds only the set-up."""
    return run.iteration <= FURTHEST and len(run.changes) <= MOST_CHANGES


def write_link(setup: Setup, run: Run) -> dict[str, str]:
    """The values of a link that brings this page back; what has its usual value is left out."""
    link = _settings(replace(setup, config=run.config) if is_whole(run) else setup)
    if is_whole(run) and run.iteration:
        link["at"] = str(run.iteration)
        if run.changes:
            link["changes"] = _changes(run.changes)
    return link


def write_lesson(lesson: Lesson) -> dict[str, str]:
    """The values of a link that say where a learner stands in the lessons."""
    usual = Lesson()
    return {
        name: str(getattr(lesson, rules.attribute))
        for name, rules in LESSON.items()
        if getattr(lesson, rules.attribute) != getattr(usual, rules.attribute)
    }


def _changes(changes: tuple[Change, ...]) -> str:
    letters = {name: letter for letter, name in _LETTERS.items()}
    return "_".join(f"{c.iteration}{letters[c.name]}{_written(c.value)}" for c in changes)


def _settings(setup: Setup) -> dict[str, str]:
    usual = with_dataset(Setup(), setup.config.dataset)
    link = {
        name: _written(setup.value(name))
        for name in FIELDS
        if setup.value(name) != usual.value(name)
    }
    if setup.config.dataset != Setup().config.dataset:
        link["dataset"] = setup.config.dataset
    return link


def _written(value: Any) -> str:
    return repr(value) if isinstance(value, float) else str(value)
