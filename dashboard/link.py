"""All of a page's address, in codes of no language; whatever an address holds, it can be read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from core.config import Change
from core.data.sources import SOURCES, Source
from core.practice.leitner import from_text
from core.training import Run
from dashboard import answered
from dashboard.changes import MOST_CHANGES, read_changes, write_changes, written
from dashboard.exploring import MEASURES, VIEWS, Explore
from dashboard.lesson import LAST, NETWORKS, Lesson
from dashboard.own_data import OWN, OwnData, drawn
from dashboard.plans import read_plan, write_plan
from dashboard.practice import DRILLS, MOST_QUESTIONS, MOST_SEEDS, Practice
from dashboard.questions import BUGS, ITEMS, bug_code
from dashboard.settings import (
    MAX_ITERATIONS,
    SETTINGS,
    Choices,
    Range,
    Settings,
    Value,
    with_source,
)
from dashboard.text import LANGUAGES
from dashboard.typed import fill_in, to_text

MOST_WORK, WORK_OF_ANY_UPDATE = 6_500_000_000, 1_500
"""A link brings a run back by training it again, and may ask for so much: as many activations of
hidden units as 20,000 updates of the largest network on the most samples take, some 40 s with
progress shown. Even the smallest update takes as long as these few activations."""

OTHERS: Mapping[str, Choices | Range] = {
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
"""What an address holds beside the settings and the run; a sample is counted from 1."""
MARK = "table"
"""The name under which a link keeps the mark of a learner's own table."""
POINTS = "points"
"""The name under which it holds samples that were drawn."""
TYPED = "typed"
"""The name under which it holds the numbers of a computation by hand."""
KIND, ANSWERED = "kind", "answered"
"""The names under which it holds what a question is about, and what of it counts already."""
KNOWN = (
    *SETTINGS, *OTHERS, "at", "changes", "sweep", KIND, "done", MARK, POINTS, TYPED, ANSWERED,
)  # fmt: skip


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
        "net": lesson.source, "sample": 1, "step": 0, "view": VIEWS[0],
        "shows": MEASURES[0], "drill": DRILLS[0], "qseed": 1, "q": 0,
    }  # fmt: skip
    source = sources[settings.config.dataset]
    others = {
        name: _read(name, given, usual.get(name), allowed, problems)
        for name, allowed in OTHERS.items()
    }
    reach = Range(0, furthest(settings.config.n1, source), whole=True)
    iteration = _whole(_read("at", given, 0, reach, problems))
    lesson.source, lesson.index = str(others["net"]), _whole(others["sample"]) - 1
    lesson.go(_whole(others["step"]))
    changes = read_changes(given.get("changes", ""), settings, iteration, source)
    if changes is None:
        problems.append(Problem("changes", given["changes"], None, None))
    problems += [Problem(name, "", None, None) for name in raw if name.casefold() not in KNOWN]
    if awaited:
        problems.append(Problem(MARK, "", None, None))
    language = None if others["lang"] is None else str(others["lang"])
    return Link(
        settings, changes or (), iteration, problems, lesson, language,
        _read_explore(given, (str(others["view"]), str(others["shows"])), source, problems),
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
    given: Mapping[str, str], shown: tuple[str, str], source: Source, problems: list[Problem]
) -> Explore:
    """What the page Explore shows; a sweep that cannot be read is the usual one.

    shown : the view and the measure.
    """
    explore = Explore(view=shown[0], measure=shown[1])
    if "sweep" in given:
        try:
            explore.plan = read_plan(given["sweep"], source)
        except (ValueError, OverflowError):
            problems.append(Problem("sweep", given["sweep"], None, None))
    return explore


def _read_practice(
    given: Mapping[str, str], others: Mapping[str, Value], problems: list[Problem]
) -> Practice:
    """Where the exercises stand; of the progress what cannot be read is left out."""
    practice = Practice(progress=from_text(given.get("done", "")))
    if not given.keys() & {"drill", "qseed", "q", KIND}:
        return practice
    drill, item = str(others["drill"]), None
    if KIND in given:
        allowed = Choices(tuple(BUGS) if drill == "bugs" else ITEMS[drill])
        try:
            item = _item(drill, given[KIND], allowed)
        except ValueError:
            problems.append(Problem(KIND, given[KIND], None, None))
    practice.resume(drill, _whole(others["qseed"]), _whole(others["q"]), item)
    if TYPED in given and drill == "by_hand":
        try:
            fill_in(practice.begin(), given[TYPED])
        except ValueError:
            problems.append(Problem(TYPED, "", None, None))
    # Of another question than the link names nothing has been answered.
    if ANSWERED in given and drill != "by_hand" and item is not None:
        try:
            answered.fill_in(practice.begin(), given[ANSWERED])
        except ValueError:
            problems.append(Problem(ANSWERED, "", None, None))
    return practice


def _item(drill: str, kind: str, allowed: Choices) -> str:
    """What an exercise is to ask about; older links hold the names of the bugs themselves."""
    if drill != "bugs":
        return str(allowed.taken(kind))
    return kind if kind in ITEMS[drill] else BUGS[str(allowed.taken(kind))]


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
        link["changes"] = write_changes(changes)
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
    kind = bug_code(now.item) if practice.drill == "bugs" else now.item
    place = {"drill": practice.drill, KIND: kind, "q": str(now.number)}
    typed = {TYPED: numbers} if now.drill == "by_hand" and (numbers := to_text(now)) else {}
    counted = {ANSWERED: parts} if (parts := answered.to_text(now)) else {}
    return place | seed | typed | counted | link


def _settings(settings: Settings, source: Source) -> dict[str, str]:
    dataset = settings.config.dataset
    usual = with_source(Settings(), source)
    link = {
        code: written(row.get(settings))
        for code, row in SETTINGS.items()
        if row.get(settings) != row.get(usual)
    }
    if dataset != Settings().config.dataset:
        link["dataset"] = dataset
    return link
