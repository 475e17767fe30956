"""One iteration phase by phase: what is lit, what is written, and that the update is the run's own."""

import re

import numpy as np
import pytest

from core.config import Config
from core.lessons.facts import fall
from core.network import update_parameters
from core.phases import PHASES, computed, moved
from core.training import advance, start
from core.vectors import flatten
from dashboard import format
from dashboard.charts.layout import layout
from dashboard.charts.lines import links
from dashboard.charts.palette import LIGHT
from dashboard.panels.lab.dimensions import lit
from dashboard.slow import Slow
from dashboard.text import text_in
from tests.dashboard.test_lab import page, parameters_of, run_of, said
from tests.dashboard.views import view_of


def test_every_matrix_is_made_in_one_phase():
    """The phases together make all that a pass has, but X and Y, and W and b anew."""
    of = start(Config()).snapshot.train
    names = [name for phase in PHASES for name in computed(phase, 2)]
    assert len(names) == len(set(names))
    assert {*map(str, names)} == {*map(str, of.matrices)} - {"X", "Y"}


def test_the_entries_that_move_furthest():
    """By hand: each is before - α gradient, and no other entry moves further."""
    of = advance(start(Config()), 60).snapshot.train
    found = moved(of, 4)
    after = update_parameters(of.parameters, of.gradients, 1.2)
    for entry in found:
        at = entry.row - 1, entry.column - 1
        new = {"W": after.W, "b": after.b}[entry.name.kind][entry.name.layer][at]
        assert entry.after == new
        assert entry.after == pytest.approx(entry.before - 1.2 * entry.gradient, abs=1e-15)
    steps = np.sort(np.abs(flatten(after) - flatten(of.parameters)))[::-1]
    assert [abs(e.after - e.before) for e in found] == pytest.approx(list(steps[:4]))


def test_the_walk_goes_on_into_the_next_iteration():
    slow = Slow(advance(start(Config()), 3))
    for phase in PHASES:
        assert slow.phase == phase
        assert slow.run.iteration == (4 if phase == "update" else 3)
        slow = slow.onward
    assert (slow.phase, slow.before.iteration) == ("forward", 4)
    assert slow.back == slow
    with pytest.raises(ValueError, match="no phase"):
        slow.at("sideways")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_walked_through_on_the_page(language: str):
    text, test = text_in(language), page(lang=language, at=60)
    before = run_of(test)
    test.button(key="slow").click().run()
    for phase in PHASES:
        assert not test.exception
        shown = test.session_state["session"].slow
        assert shown.phase == phase
        assert text(f"slow.{phase}") in said(test)
        if phase != PHASES[-1]:
            assert run_of(test).iteration == 60
            test.button(key="slow_next").click().run()
    exact = advance(before, 1)
    assert (parameters_of(test) == flatten(exact.snapshot.train.parameters)).all()
    real = before.snapshot.train.cost - exact.snapshot.train.cost
    assert format.short(real) in said(test)
    assert format.short(fall(before.snapshot.train).predicted) in said(test)
    test.button(key="slow_back").click().run()
    assert run_of(test).iteration == 60
    test.button(key="slow_close").click().run()
    assert test.session_state["session"].slow is None


def test_a_step_that_goes_too_far_is_said_to_rise():
    test = page(at=400, a=1.2)
    test = page(at=1, alpha=30)
    test.button(key="slow").click().run()
    for _ in PHASES[1:]:
        test.button(key="slow_next").click().run()
    assert run_of(test).history.measure("cost")[-1] > run_of(test).history.measure("cost")[-2]
    assert "rose by" in said(test)
    assert "it fell" not in said(test)


def test_any_other_action_ends_the_walk():
    test = page(at=60)
    for key in ("step", "reset"):
        test.button(key="slow").click().run()
        test.button(key=key).click().run()
        assert test.session_state["session"].slow is None


def test_what_a_phase_makes_is_lit():
    view = view_of(advance(start(Config()), 3))
    of = view.shown.train
    for phase in PHASES:
        view.session.slow = Slow(view.run, phase)
        cells = lit(of, view)
        names = {
            str(of.dimensions[row].gradient if "gradient" in column else of.dimensions[row].name)
            for row, column in cells
        }
        assert names == {str(name) for name in computed(phase, 2)}


def test_gradients_are_drawn_on_their_own_scale():
    """The largest has the widest line, however small it is; a former weight is grey and below."""
    of = advance(start(Config()), 60).snapshot.train
    places = layout((2, 4, 1))
    drawn = links(places, of.gradients.dW, LIGHT, kind="dW").to_pydict()
    assert max(drawn["width"]) == pytest.approx(places.widest)
    widest = drawn["name"][int(np.argmax(drawn["width"]))]
    l, row, column = map(int, re.match(r"dW\[(\d)\]: (\d), (\d)", widest).groups())
    largest = max(float(np.abs(array).max()) for array in of.gradients.dW.values())
    assert abs(of.gradients.dW[l][row - 1, column - 1]) == largest
    both = links(places, of.parameters.W, LIGHT, ghost=of.parameters.W).to_pydict()
    assert len(both["x"]) == 24
    assert set(both["colour"][:12]) == {LIGHT.grey}
    assert LIGHT.grey not in both["colour"][12:]
