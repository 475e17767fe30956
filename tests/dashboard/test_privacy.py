"""What is left of a learner's table: nothing on disk, no samples in memory, no cache without end."""

import gc
import importlib
import os
import pkgutil
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

import core
import dashboard
from core.export import archive, history_csv, notebook, numpy_script
from core.practice.bench import hunt_on
from dashboard.panels.lab.animation import animation
from dashboard.panels.lab.report import report
from dashboard.text import text_in
from tests.dashboard.test_lab import page, run_of
from tests.dashboard.test_own_data import IRIS

WRITES = 0o1 | 0o2 | 0o100
"""os.O_WRONLY, O_RDWR and O_CREAT."""
watched: list[str] | None = None


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    """Note every file that is opened to be written; a hook of the interpreter cannot be removed."""
    if watched is not None and event == "open":
        path, mode, flags = arguments
        writes = set("wax+") & set(mode) if isinstance(mode, str) else int(str(flags)) & WRITES
        if writes and not str(path).endswith(".pyc") and "__pycache__" not in str(path):
            watched.append(str(path))


sys.addaudithook(_hook)


@contextmanager
def writing() -> Iterator[list[str]]:
    """The files that are opened to be written meanwhile."""
    global watched
    watched = []
    try:
        yield watched
    finally:
        watched = None


def use_own(test) -> None:
    session = test.session_state["session"]
    session.own.take(IRIS)
    session.use_own(session.own.ready())
    test.run()
    test.button(key="step").click().run()
    assert not test.exception
    assert run_of(test).config.dataset == "csv"


def test_nothing_of_a_table_is_written(tmp_path):
    """Not while it is read and trained on, and not by what is made to take away."""
    with writing() as files:
        (tmp_path / "witness").write_text("this is seen")
    assert files == [str(tmp_path / "witness")]
    with writing() as files:
        test = page()
        use_own(test)
        run = run_of(test)
        headings = dict.fromkeys(("title", "data", "start", "functions", "training", "plot"), "#")
        for made in (
            numpy_script(run), notebook(run, headings), history_csv(run), archive(run, "at=1"),
            report(text_in("en"), run, "", "again"), animation(run, (0, 1)),
        ):  # fmt: skip
            assert made
    assert files == []


def test_after_the_session_its_samples_are_gone():
    """The table as text, the samples as measured and as trained on, the run and its record."""
    test = page()
    use_own(test)
    session = test.session_state["session"]
    session.pin()
    session.check_gradients()
    test.run()
    run = run_of(test)
    bench, inspection = session.practice.bench(run), session.own.inspection
    assert hunt_on("sign", bench).caught
    alive = [
        weakref.ref(thing)
        for thing in (
            session, inspection, session.own.source, session.own.used.selection.X, run, run.dataset,
            run.dataset.X.base if run.dataset.X.base is not None else run.dataset.X,
            run.snapshot.train, run.history.records[-1], bench, bench.samples,
        )
    ]  # fmt: skip
    assert all(found() is not None for found in alive)
    del test, session, run, bench, inspection
    gc.collect()
    assert [found() for found in alive] == [None] * len(alive)


def caches() -> Iterator[tuple[str, Any]]:
    """Every function of the project that remembers what it has returned."""
    for package in (core, dashboard):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            found = importlib.import_module(module.name)
            for name, value in vars(found).items():
                if hasattr(value, "cache_parameters") and value.__module__ == module.name:
                    yield f"{module.name}.{name}", value


def test_no_cache_grows_without_end():
    """Without a bound is only what takes no argument, and the words of the two languages."""
    found = dict(caches())
    assert len(found) > 20
    for name, cached in found.items():
        if cached.cache_parameters()["maxsize"] is None:
            takes = cached.__wrapped__.__code__.co_argcount
            assert takes == 0 or name == "dashboard.text.text_in", name


def test_no_stranger_fills_the_cache_of_languages():
    before = text_in.cache_info().currsize
    for language in ("", "evil", "../en", "zh\n"):
        page(lang=language)
    assert text_in.cache_info().currsize == before <= 2


def test_a_hundred_tables_leave_no_hundred_descriptions():
    """Charts' descriptions hold the names of a table's columns; so few of them are kept at most."""
    sizes = {name: cached.cache_parameters()["maxsize"] for name, cached in caches()}
    charts = {name: size for name, size in sizes.items() if name.startswith("dashboard.charts")}
    assert charts
    assert max(charts.values()) <= 64


def test_the_samples_of_two_sessions_are_apart():
    """Two tables at once, each trained on in its session, and neither seen in the other."""
    tests = [page(), page()]
    tables = [IRIS, IRIS.replace("flower", "rose").replace("5.1", "9.9")]
    for test, table in zip(tests, tables, strict=True):
        session = test.session_state["session"]
        session.own.take(table)
        session.use_own(session.own.ready())
    for _ in range(2):
        for test in tests:
            test.run()
            test.button(key="step").click().run()
            assert not test.exception
    one, other = (run_of(test).dataset for test in tests)
    assert "flower" in one.class_names
    assert "rose" in other.class_names
    assert not np.array_equal(one.X, other.X)


def test_the_hook_sees_what_is_opened_in_other_ways(tmp_path):
    with writing() as files:
        os.close(os.open(tmp_path / "low", os.O_CREAT | os.O_WRONLY))
        np.save(tmp_path / "array.npy", np.zeros(3))
    assert {path.rsplit("/", 1)[1] for path in files} == {"low", "array.npy"}
