"""All of a page's address, in codes of no language; whatever an address holds, it can be read."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from core.config import Change, Entry
from core.data.sources import SOURCES, Source
from core.practice.leitner import from_text
from core.training import Run
from dashboard.exploring import MEASURES, VIEWS, Explore
from dashboard.lesson import LAST, NETWORKS, Lesson
from dashboard.own_data import OWN, OwnData, drawn
from dashboard.plans import read_plan, write_plan
from dashboard.practice import DRILLS, MOST_QUESTIONS, MOST_SEEDS, Practice
from dashboard.questions import ITEMS
from dashboard.settings import (
    MAX_ITERATIONS,
    SETTINGS,
    Choices,
    Range,
    Settings,
    Value,
    code_of,
    with_source,
)
from dashboard.text import LANGUAGES

MOST_CHANGES = 40
MOST_WORK, WORK_OF_ANY_UPDATE = 6_500_000_000, 1_500
"""A link brings a run back by training it again, and may ask for so much: as many activations of
hidden units as 20,000 updates of the largest network on the most samples take, some 40 s with
progress shown. Even the smallest update takes as long as these few activations."""

_CODES = {"learning_rate": "a", "m": "m"}
_FIELDS = {code: field for field, code in _CODES.items()}
_CHANGE = re.compile(
    rf"(\d{{1,7}})([{''.join(_FIELDS)}]|[Wb]\d{{1,2}}r\d{{1,4}}c\d{{1,4}}v)([\d.eE+-]{{1,24}})"
)
_ENTRY = re.compile(r"([Wb])(\d+)r(\d+)c(\d+)v")
ENTRY = Range(-10_000, 10_000)
"""What an entry of W or b can be set to."""

OTHERS: Mapping[str, Choices | Range] = {
    "at": Range(0, MAX_ITERATIONS, whole=True),
    "net": Choices(NETWORKS),
    "sample": Range(1, max(source.max_m for source in SOURCES.values()), whole=True),
    "step": Range(0, LAST, whole=True),
    "view": Choices(VIEWS),
    "shows": Choices(MEASURES),
    "lang": Choices(tuple(LANGUAGES)),
    "tour": Choices(("off",)),
    "drill": Choices(DRILLS),
    "qseed": Range(1, MOST_SEEDS, whole=True),
    "q": Range(0, MOST_QUESTIONS, whole=True),
}
"""What an address holds beside the settings; a sample is counted from 1, as people do."""
MARK = "table"
"""The name under which a link keeps the mark of a learner's own table."""
POINTS = "points"
"""The name under which it holds samples that were drawn."""
KNOWN = (*SETTINGS, *OTHERS, "changes", "sweep", "kind", "done", MARK, POINTS)


class Problem(NamedTuple):
    """A value of a link that could not be taken, and what stands in its place.

    allowed : what would be possible; None where the list of changes cannot be read, or where the
        name itself is not known.
    """

    name: str
    given: str
    allowed: Choices | Range | None
    used: Value


class Link(NamedTuple):
    """What an address stands for; a run's settings are those of its start."""

    settings: Settings
    changes: tuple[Change, ...]
    iteration: int
    problems: list[Problem]
    lesson: Lesson
    language: str | None
    explore: Explore
    practice: Practice
    own: OwnData


def read_link(raw: Mapping[str, str], own: Source | None = None) -> Link:
    """What an address' values stand for; each impossible one is replaced by its default.

    own : a learner's own source, if the link is of its table. Without it such a link is kept as it
        is until its visitor has given the table.
    """
    given = {name.casefold(): value for name, value in raw.items()}
    of_own = own is None and given.get("dataset") == OWN
    problems: list[Problem] = []
    brought = _drawn(given, problems) if of_own else OwnData()
    own = brought.source if own is None else own
    if of_own and problems:
        del given["dataset"]
    awaited = raw if of_own and own is None and MARK in given else {}
    if awaited:
        kept = ("lang", "tour")
        given = {name: value for name, value in given.items() if name in kept}
    if own is not None:
        given.pop("dataset", None)
    settings = Settings() if own is None else with_source(Settings(), own)
    brought.awaited = awaited
    sources = SOURCES if own is None else {**SOURCES, own.name: own}
    for code, row in SETTINGS.items():
        if code not in given:
            continue
        source = sources[settings.config.dataset]
        try:
            put = row.put(settings, given[code], source)
            settings = with_source(put, sources[put.config.dataset]) if code == "dataset" else put
        except (ValueError, OverflowError):
            problems.append(Problem(code, given[code], row.allowed(source), row.get(settings)))
    lesson = Lesson()
    usual: dict[str, Value] = {
        "at": 0, "net": lesson.source, "sample": 1, "step": 0, "view": VIEWS[0],
        "shows": MEASURES[0], "drill": DRILLS[0], "qseed": 1, "q": 0,
    }  # fmt: skip
    source = sources[settings.config.dataset]
    limits = {**OTHERS, "at": Range(0, furthest(settings.config.n1, source), whole=True)}
    others = {name: _read(name, given, usual.get(name), limits[name], problems) for name in OTHERS}
    lesson.source, lesson.index = str(others["net"]), _whole(others["sample"]) - 1
    lesson.go(_whole(others["step"]))
    iteration = _whole(others["at"])
    changes = _read_changes(given.get("changes", ""), settings, iteration, source)
    if changes is None:
        problems.append(Problem("changes", given["changes"], None, None))
    problems += [Problem(name, "", None, None) for name in raw if name.casefold() not in KNOWN]
    if awaited:
        problems.append(Problem(MARK, "", None, None))
    language = None if others["lang"] is None else str(others["lang"])
    return Link(
        settings, changes or (), iteration, problems, lesson, language,
        _read_explore(given, str(others["view"]), str(others["shows"]), problems),
        _read_practice(given, others, problems), brought,
    )  # fmt: skip


def _drawn(given: Mapping[str, str], problems: list[Problem]) -> OwnData:
    """The samples that were drawn, if the link holds any."""
    if POINTS in given:
        try:
            return drawn(given[POINTS])
        except ValueError:
            problems.append(Problem(POINTS, "", None, None))
    return OwnData()


def _read_explore(
    given: Mapping[str, str], view: str, measure: str, problems: list[Problem]
) -> Explore:
    """What the page Explore shows; a sweep that cannot be read is the usual one."""
    explore = Explore(view=view, measure=measure)
    if "sweep" in given:
        try:
            explore.plan = read_plan(given["sweep"])
        except (ValueError, OverflowError):
            problems.append(Problem("sweep", given["sweep"], None, None))
    return explore


def _read_practice(
    given: Mapping[str, str], others: Mapping[str, Value], problems: list[Problem]
) -> Practice:
    """Where the exercises stand; of the progress what cannot be read is left out."""
    practice = Practice(progress=from_text(given.get("done", "")))
    if not given.keys() & {"drill", "qseed", "q", "kind"}:
        return practice
    drill, item = str(others["drill"]), None
    if "kind" in given:
        allowed = Choices(ITEMS[drill])
        try:
            item = str(allowed.taken(given["kind"]))
        except ValueError:
            problems.append(Problem("kind", given["kind"], allowed, None))
    practice.resume(drill, _whole(others["qseed"]), _whole(others["q"]), item)
    return practice


def _read(
    name: str,
    given: Mapping[str, str],
    usual: Value,
    allowed: Choices | Range,
    problems: list[Problem],
) -> Value:
    """One of OTHERS, or what stands in its place."""
    if name not in given:
        return usual
    try:
        return allowed.taken(given[name])
    except (ValueError, OverflowError):
        problems.append(Problem(name, given[name], allowed, usual))
        return usual


def _whole(value: Value) -> int:
    return int(value or 0)


def _read_changes(
    written: str, settings: Settings, iteration: int, source: Source
) -> tuple[Change, ...] | None:
    """The changes as `_changes` writes them, or None where they are not possible."""
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


def furthest(n1: int, source: Source) -> int:
    """The last iteration that a link can ask for, of n[1] hidden units and any m of a source."""
    return min(MAX_ITERATIONS, MOST_WORK // (WORK_OF_ANY_UPDATE + source.max_m * n1))


def is_whole(run: Run) -> bool:
    """Whether a link can hold all of a run; else it holds only the settings."""
    within = run.iteration <= furthest(run.config.n1, run.source)
    return within and len(run.changes) <= MOST_CHANGES


def write_link(settings: Settings, run: Run, iteration: int | None = None) -> dict[str, str]:
    """The values of a link that brings this page back; what has its usual value is left out.

    iteration : the one that it brings back, by default the run's last.
    """
    at = run.iteration if iteration is None else iteration
    whole = is_whole(run)
    link = _settings(replace(settings, config=run.config) if whole else settings, run.source)
    changes = tuple(change for change in run.changes if change.iteration <= at)
    if whole and at:
        link["at"] = str(at)
    # Before the first update, too, W and b may have been edited.
    if whole and changes:
        link["changes"] = _changes(changes)
    return link


def write_lesson(lesson: Lesson) -> dict[str, str]:
    """The values of a link that say where a learner stands in the lessons."""
    usual = Lesson()
    written = {
        "net": (lesson.source, usual.source),
        "sample": (lesson.index + 1, usual.index + 1),
        "step": (lesson.step, usual.step),
    }
    return {name: str(now) for name, (now, then) in written.items() if now != then}


def write_explore(explore: Explore) -> dict[str, str]:
    """The values of a link that say what the page Explore shows."""
    usual = Explore()
    written = {
        "view": (explore.view, usual.view),
        "shows": (explore.measure, usual.measure),
        "sweep": (write_plan(explore.plan), write_plan(usual.plan)),
    }
    return {name: now for name, (now, then) in written.items() if now != then}


def write_practice(practice: Practice) -> dict[str, str]:
    """The values of a link that say where a learner stands in the exercises; none before them."""
    link = {"done": practice.saved} if practice.progress else {}
    now = practice.rounds.get(practice.drill)
    if now is None:
        return link
    seed = {} if practice.seed == Practice().seed else {"qseed": str(practice.seed)}
    place = {"drill": practice.drill, "kind": now.item, "q": str(now.number)}
    return place | seed | link


def _changes(changes: tuple[Change, ...]) -> str:
    return "_".join(f"{c.iteration}{_code(c.name)}{_written(c.value)}" for c in changes)


def _code(name: str) -> str:
    entry = Entry.of(name)
    if entry is None:
        return _CODES[name]
    return f"{entry.kind}{entry.layer}r{entry.row}c{entry.column}v"


def _settings(settings: Settings, source: Source) -> dict[str, str]:
    dataset = settings.config.dataset
    usual = with_source(Settings(), source)
    link = {
        code: _written(row.get(settings))
        for code, row in SETTINGS.items()
        if row.get(settings) != row.get(usual)
    }
    if dataset != Settings().config.dataset:
        link["dataset"] = dataset
    return link


def _written(value: Value) -> str:
    return repr(value) if isinstance(value, float) else str(value)
