"""The Lab without a browser: every action, in both languages."""

from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.config import Change, Config
from core.network import backward_propagation
from core.training import advance, replay, start, visit
from core.vectors import flatten
from dashboard.link import read_link, write_link
from dashboard.live import Live
from dashboard.panels.lab import curves, dimensions, pinning
from dashboard.session import MOST_PINS
from dashboard.settings import PRESETS
from dashboard.text import text_in
from tests.dashboard.views import drawn, view_of

DOOR = Path(__file__).parents[2] / "streamlit_app.py"


def page(**link: object) -> AppTest:
    test = AppTest.from_file(DOOR, default_timeout=60)
    for name, value in {"tour": "off", **link}.items():
        test.query_params[name] = str(value)
    return test.run()


def run_of(test: AppTest):
    return test.session_state["session"].run


def parameters_of(test: AppTest):
    return flatten(run_of(test).snapshot.train.parameters)


def said(test: AppTest) -> str:
    """Everything the page says in words."""
    return " ".join([e.value for e in [*test.markdown, *test.caption]] + [a.value for a in [*test.error, *test.warning, *test.success]] + [s.label for s in test.slider])  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("preset", PRESETS)
def test_every_example_is_drawn(language: str, preset: str):
    test = page(lang=language)
    test.selectbox(key=f"preset_{language}").select(preset).run()
    assert not test.exception
    assert run_of(test).config == PRESETS[preset].config
    test.button(key="step").click().run()
    assert not test.exception
    assert test.metric[0].value == "1"


def test_step_is_one_update():
    test = page()
    test.button(key="step").click().run()
    np.testing.assert_array_equal(
        parameters_of(test), flatten(advance(start(Config()), 1).snapshot.train.parameters)
    )


def test_another_n1_begins_a_new_run_and_says_so():
    test = page(at=20)
    test.select_slider(key="set_n1").set_value(6).run()
    assert run_of(test).iteration == 0
    assert test.metric[0].value == "0"
    assert any("because n[1] cannot change" in element.value for element in test.markdown)
    assert test.query_params["n1"] == "6"


def test_m_changes_and_every_bit_of_w_and_b_stays():
    test = page(at=20)
    before = parameters_of(test)
    test.number_input(key="set_m").set_value(250).run()
    np.testing.assert_array_equal(parameters_of(test), before)
    assert run_of(test).iteration == 20
    assert run_of(test).snapshot.train.m == 250
    assert "m went from 400 to 250" in said(test)


def test_alpha_changes_without_a_reset():
    test = page(at=20)
    test.select_slider(key="set_alpha").set_value(0.5).run()
    assert run_of(test).iteration == 20
    assert run_of(test).now.learning_rate == 0.5
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
    # Nobody is led about who has not asked for it, at the first visit or at the tenth.
    assert not [b for b in test.button if b.key == "tour_do"]
    test.button(key="tour_begin").click().run()
    test.button(key="tour_next").click().run()
    text = text_in("en")
    assert text("tour.too_fast") in said(test)
    # What it asks is answered only when it has happened.
    assert text("tour.too_fast_seen") not in said(test)
    test.button(key="tour_do").click().run()
    assert run_of(test).diverged
    assert text("tour.too_fast_seen") in said(test)
    costs = run_of(test).recent
    assert max(costs) > 10 * costs[0]
    test.button(key="tour_skip").click().run()
    assert not [b for b in test.button if b.key == "tour_do"]


def test_a_link_brings_back_the_iteration_on_show():
    test = page(at=50, changes="30a0.5")
    test.slider(key="view").set_value(20).run()
    shown = test.session_state["session"].shown
    (address,) = [code.value for code in test.code]
    raw = dict(parse_qsl(urlsplit(address).query))
    assert raw["at"] == "20"
    assert "changes" not in raw
    again = page(**raw)
    assert run_of(again).snapshot.train.cost == shown.train.cost
    assert [m.value for m in again.metric] == [m.value for m in test.metric]


def test_a_pinned_run_stays_beside_the_next_one():
    test = page(at=40)
    pinned = run_of(test)
    test.button(key="pin").click().run()
    test.select_slider(key="set_n1").set_value(2).run()
    session = test.session_state["session"]
    assert session.pins == (pinned,)
    view = view_of(run_of(test))
    view = view._replace(session=session)
    rows = pinning.curves(view)
    np.testing.assert_array_equal(rows["cost"], pinned.history.measure("cost"))
    assert set(rows["name"]) == {"n1 = 4"}
    assert drawn(curves.draw, view)["datasets"]["pins"].num_rows == 41
    for _ in range(9):
        session.pin()
    assert len(session.pins) == MOST_PINS
    session.unpin()
    assert "pins" not in drawn(curves.draw, view)["datasets"]


def test_training_runs_to_its_stop():
    test = page(iters=50)
    test.button(key="play").click().run()
    assert run_of(test).iteration == 50
    assert not test.session_state["session"].playing
    test = page(iters=500, stopj=0.6)
    test.button(key="play").click().run()
    run = run_of(test)
    assert run.snapshot.train.cost <= 0.6 < run.history.measure("cost")[-2]


@pytest.mark.parametrize("change", ["set_speed", "set_iters", "set_up"])
def test_what_does_not_change_the_run_leaves_the_past_on_show(change: str):
    test = page(at=50, dataset="iris", m=70)
    test.slider(key="view").set_value(20).run()
    assert test.metric[0].value == "20"
    if change == "set_iters":
        test.number_input(key=change).set_value(9000).run()
    else:
        test.selectbox(key=f"{change}_en").select_index(2).run()
    assert test.metric[0].value == "20"
    assert "Viewing iteration 20" in said(test)


@pytest.mark.parametrize(("key", "value"), [("set_m", 300), ("set_alpha", 0.5)])
def test_what_changes_the_run_leaves_the_past_and_says_so(key: str, value: float):
    test = page(at=50)
    test.slider(key="view").set_value(20).run()
    widget = test.number_input(key=key) if key == "set_m" else test.select_slider(key=key)
    widget.set_value(value).run()
    assert test.metric[0].value == "50"
    assert "iteration 50 is shown again instead of 20" in said(test)


def test_a_live_panel_is_always_drawn_at_its_first_element():
    """Drawn upon the one before it, the thousandth frame would be too deep for Python."""
    first, later = object(), []

    def panel(slot, view):
        later.append((slot, view.run.iteration))
        return first if len(later) == 1 else object()

    run = start(Config(m=20))
    live = Live(view_of(run))
    live.add("slot", panel)
    for iteration in (1, 2, 3):
        live.draw(advance(run, iteration))
    assert later == [("slot", 0), (first, 1), (first, 2), (first, 3)]


def test_what_would_look_the_same_is_not_sent_again():
    panel, run = Mock(), start(Config(m=20))
    live = Live(view_of(run))
    live.add("slot", panel, lambda view: view.run.iteration // 10)
    for iteration in (3, 9, 12, 15, 20):
        live.draw(advance(run, iteration))
    assert [call.args[1].run.iteration for call in panel.call_args_list] == [0, 12, 20]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_wrongly_shaped_gradient_is_a_mismatch_on_the_screen(language: str):
    def faulty(*given):
        gradients = backward_propagation(*given)
        return replace(gradients, db={**gradients.db, 1: np.zeros((1, 400))})

    wrong = replace(advance(start(Config()), 3).snapshot.train, backward=faulty)
    text = text_in(language)
    fits = {row["matrix"]: row["fits"] for row in dimensions.rows(text, wrong)}
    assert fits.pop("b[1]") == text("dimensions.no")
    assert set(fits.values()) == {"✓"}


def test_an_entry_changed_by_hand_is_part_of_the_run():
    test = page(at=30)
    session = test.session_state["session"]
    before = run_of(test)
    session.edit({1: {"2": 0.75}, 9: {"1": 1.0}, 0: {"9": 1.0, "1": None}})
    run = session.run
    # Row 2, column 2 of W[1]; what is no entry, or no number, is left out.
    assert run.changes == (Change(30, "W[1](2,2)", 0.75),)
    after = run.snapshot.train.parameters.W[1]
    assert after[1, 1] == 0.75
    others = before.snapshot.train.parameters.W[1].copy()
    others[1, 1] = 0.75
    np.testing.assert_array_equal(after, others)
    # Its link brings it back to the bit, and so does a visit.
    further = advance(run, 12)
    raw = write_link(session.settings, further)
    assert raw["changes"] == "30W1r2c2v0.75"
    link = read_link(raw)
    assert link.problems == []
    again = replay(link.settings.config, link.changes, link.iteration)
    assert again.snapshot.train.cost == further.snapshot.train.cost
    assert visit(further, 30).train.parameters.W[1][1, 1] == 0.75
    session.undo_edit()
    assert session.run is before


@pytest.mark.parametrize(
    "changes",
    ["9W3r1c1v1", "9W1r5c1v1", "9W1r1c3v1", "9b1r1c2v1", "9W0r1c1v1", "9W1r1c1v1e9", "9W1r1c1vnan"],
)
def test_a_link_cannot_change_what_there_is_not(changes: str):
    link = read_link({"at": "20", "changes": changes})
    assert [problem.name for problem in link.problems] == ["changes"]
    assert link.changes == ()


def test_a_unit_switched_off_is_not_heard():
    test = page(at=200)
    session = test.session_state["session"]
    session.look_at({"kind": "unit", "layer": 1, "i": 2})
    before = run_of(test)
    test.run().button(key="switch_off").click().run()
    W = run_of(test).snapshot.train.parameters.W
    assert W[2][0, 1] == 0
    kept = [0, 2, 3]
    assert (W[2][0, kept] == before.snapshot.train.parameters.W[2][0, kept]).all()
    # Another value of its row of W[1] changes nothing now.
    cost = run_of(test).snapshot.train.cost
    session.set_entry("W[1](2,1)", 5.0)
    assert session.run.snapshot.train.cost == cost
    test.button(key="switch_off")
    assert test.run().button(key="switch_off").disabled


def test_a_unit_switched_off_can_be_switched_on_again():
    test = page(at=200)
    session = test.session_state["session"]
    before = parameters_of(test)
    session.switch_off(1, 0)
    session.undo_edit()
    assert (parameters_of(test) == before).all()
