"""Two threads of one visitor on Explore: Streamlit answers a click while a sweep still fills in."""

import threading
import time
from unittest.mock import Mock

import pytest

from core.config import Config
from core.explore.samples import learning_cells
from core.training import start
from dashboard.background import Background
from dashboard.exploring import Explore
from dashboard.panels.explore import sweep
from dashboard.plans import Plan

SMALL = Plan(columns=(1, 3), rows=(0.3, 1.2), iterations=60, target=0.6)


class Slow(Background):
    """Work in whose wait another thread does something."""

    def __init__(self, found: list[str], meanwhile) -> None:
        super().__init__(lambda stop: self._until(stop))
        self.found, self.meanwhile = found, meanwhile

    def _until(self, stop: threading.Event):
        stop.wait(5)
        return iter(())

    def wait(self, seconds: float) -> list[str]:  # noqa: ARG002
        self.meanwhile()
        return self.found


@pytest.fixture
def filled(monkeypatch):
    """Fill in a sweep, with a page that only takes what it is given."""

    def fill(explore: Explore) -> None:
        monkeypatch.setattr(sweep, "st", Mock())
        monkeypatch.setattr(sweep, "grid", Mock())
        view = Mock()
        view.session.explore = explore
        sweep._fill(view, Mock())

    return fill


def test_a_sweep_that_another_thread_ends_keeps_what_came(filled):
    explore = Explore(plan=SMALL)
    explore.work = Slow(["a cell"], explore.halt)
    filled(explore)
    assert explore.work is None
    assert explore.cells == ["a cell"]


def test_no_cell_of_a_sweep_is_put_into_the_next_one(filled):
    explore = Explore(plan=SMALL)
    config = Config(m=60)
    explore.work = Slow(["of the former"], lambda: explore.begin(config, start(config).source))
    filled(explore)
    new = explore.work
    assert new is not None
    assert not {"of the former"} & set(explore.cells)
    filled(explore)
    assert len(explore.cells) == SMALL.runs
    assert {cell.config.n1 for cell in explore.cells} == {1, 3}


def test_who_ends_a_sweep_does_not_end_the_next_one():
    explore = Explore(plan=SMALL)
    former, explore.work = Background(lambda _: iter(())), Background(lambda _: iter(()))
    explore.halt(former)
    assert explore.work is not None
    explore.halt()
    assert explore.work is None


@pytest.mark.alone
def test_a_learning_curve_ends_when_it_is_told_to():
    stop, config = threading.Event(), Config()
    cells = learning_cells(config, [2000], list(range(1, 9)), iterations=2000, stop=stop)
    next(cells)
    stop.set()
    began = time.monotonic()
    assert len(list(cells)) < 7
    assert time.monotonic() - began < 2
