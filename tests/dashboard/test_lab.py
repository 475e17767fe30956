"""The Lab without a browser: every action, in both languages."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.history import flatten
from core.training import Config, advance, start
from dashboard import player
from dashboard.panels import dimensions
from dashboard.setup import PRESETS
from dashboard.text import text_in

DOOR = Path(__file__).parents[2] / "streamlit_app.py"


def page(**link: object) -> AppTest:
    test = AppTest.from_file(DOOR, default_timeout=60)
    for name, value in {"tour": "off", **link}.items():
        test.query_params[name] = str(value)
    return test.run()


def run_of(test: AppTest):
    return test.session_state["session"].run


def parameters_of(test: AppTest):
    return flatten(run_of(test).snapshot.parameters)


def said(test: AppTest) -> str:
    """Everything the page says in words."""
    return " ".join([e.value for e in [*test.markdown, *test.caption]] + [a.value for a in [*test.error, *test.warning, *test.success]] + [s.label for s in test.slider])  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("preset", PRESETS)
def test_every_example_is_drawn(language: str, preset: str):
    test = page(lang=language)
    test.selectbox(key="preset").select(preset).run()
    assert not test.exception
    assert run_of(test).config == PRESETS[preset].config
    test.button(key="step").click().run()
    assert not test.exception
    assert test.metric[0].value == "1"


def test_step_is_one_update():
    test = page()
    test.button(key="step").click().run()
    np.testing.assert_array_equal(
        parameters_of(test), flatten(advance(start(Config()), 1).snapshot.parameters)
    )


def test_another_n1_begins_a_new_run_and_says_so():
    test = page(at=20)
    test.slider(key="set_n1").set_value(6).run()
    assert run_of(test).iteration == 0
    assert test.metric[0].value == "0"
    assert any("New run: n[1]" in element.value for element in test.markdown)
    assert test.query_params["n1"] == "6"


def test_m_changes_and_every_bit_of_w_and_b_stays():
    test = page(at=20)
    before = parameters_of(test)
    test.number_input(key="set_m").set_value(250).run()
    np.testing.assert_array_equal(parameters_of(test), before)
    assert run_of(test).iteration == 20
    assert run_of(test).snapshot.dataset.X.shape[1] == 250
    assert "m went from 400 to 250" in said(test)


def test_alpha_changes_without_a_reset():
    test = page(at=20)
    test.select_slider(key="set_alpha").set_value(0.5).run()
    assert run_of(test).iteration == 20
    assert run_of(test).value("learning_rate") == 0.5
    assert test.query_params["changes"] == "20a0.5"


def test_a_diverged_run_can_be_taken_back():
    test = page(alpha=5000, dataset="blobs", activation="relu")
    test.button(key="step").click().run()
    assert run_of(test).diverged
    assert "diverged" in said(test)
    test.button(key="back_to").click().run()
    assert not run_of(test).diverged
    assert not test.error


def test_the_tour_makes_things_happen_and_stays_away():
    test = AppTest.from_file(DOOR, default_timeout=60).run()
    test.button(key="tour_next").click().run()
    assert "α = 30" in said(test)
    test.button(key="tour_skip").click().run()
    assert test.query_params["tour"] == "off"
    assert not [b for b in test.button if b.key == "tour_do"]


def test_training_runs_to_its_stop():
    test = page(iters=50)
    test.button(key="play").click().run()
    assert run_of(test).iteration == 50
    assert not test.session_state["session"].playing
    test = page(iters=500, stopj=0.6)
    test.button(key="play").click().run()
    run = run_of(test)
    assert run.snapshot.cost <= 0.6 < run.history.measure("cost")[-2]


def test_pictures_may_be_without_number(monkeypatch):
    """A picture drawn upon the one before it would at last be too deep for Python."""
    monkeypatch.setattr(player, "SHORTEST_FRAME", 0)
    monkeypatch.setattr(player, "BROWSER_SHARE", 0)
    pictures = sys.getrecursionlimit() + 200
    test = page(iters=pictures, speed=1, m=20)
    test.button(key="play").click().run()
    assert not test.exception
    assert run_of(test).iteration == pictures


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_wrongly_shaped_gradient_is_a_mismatch_on_the_screen(monkeypatch, language: str):
    snapshot = advance(start(Config()), 3).snapshot
    gradients = snapshot.gradients
    wrong = replace(gradients, db={**gradients.db, 1: np.zeros((1, 400))})
    # The cached pass itself is made wrong, as a faulty backpropagation would make it.
    snapshot.__dict__["gradients"] = wrong
    drawn = []

    def draw_table(_slot, rows, _columns, _alt, **_selection):
        drawn.extend(rows)

    monkeypatch.setattr(dimensions, "draw_table", draw_table)
    text = text_in(language)
    dimensions.draw(text, snapshot)
    fits = {row["matrix"]: row["fits"] for row in drawn}
    assert fits.pop("b[1]") == text("dimensions.no")
    assert set(fits.values()) == {"✓"}
