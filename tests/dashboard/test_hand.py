"""Beat it by hand: the sliders are the network's numbers, and the arrows point downhill."""

import numpy as np
import pytest

from core.checks import numerical_gradients
from core.training import replay
from dashboard.link import read_link, write_link
from dashboard.panels.lab.hand import arrow
from tests.dashboard.test_lab import page, parameters_of, run_of, said


def by_hand(language: str = "en"):
    return page(lang=language).selectbox(key=f"preset_{language}").select("by_hand").run()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_slider_is_an_entry(language: str):
    test = by_hand(language)
    sliders = [s for s in test.slider if s.key.startswith("hand_")]
    assert len(sliders) == 9
    assert len(test.dataframe) == 1, "the gradients are hidden"
    for k, slider in enumerate(sliders):
        test.slider(key=slider.key).set_value(0.5 + k / 10).run()
        assert not test.exception
    found = run_of(test)
    assert found.iteration == 0
    assert sorted(parameters_of(test)) == pytest.approx([0.5 + k / 10 for k in range(9)])
    hand = test.session_state["session"].hand
    assert f"{found.snapshot.train.cost:.6f}" in said(test)
    assert hand.best <= min(hand.first, found.snapshot.train.cost)
    # The address holds what was set by hand.
    link = read_link(write_link(test.session_state["session"].settings, found, 0))
    again = replay(link.settings.config, link.changes, link.iteration)
    assert again.snapshot.train.cost == found.snapshot.train.cost


def test_the_best_is_the_lowest_and_stays():
    test = by_hand()
    first = run_of(test).snapshot.train.cost
    costs = [first]
    for value in (-3.0, 3.0, -0.5):
        test.slider(key="hand_W[2](1,1)").set_value(value).run()
        costs.append(run_of(test).snapshot.train.cost)
        assert test.session_state["session"].hand.best == min(costs)
    assert test.session_state["session"].hand.first == first


def test_the_gradients_come_when_asked_for_or_when_descent_takes_over():
    for key in ("hand_show", "hand_descend"):
        test = by_hand()
        session = test.session_state["session"]
        if key == "hand_descend":
            session.play()
            session.pause()
            test.run()
        else:
            test.button(key=key).click().run()
        assert session.hand.shown
        assert len(test.dataframe) > 1
    # What is reached with the gradients' help is not the learner's best.
    best = session.hand.best
    test.button(key="step").click().run()
    assert test.session_state["session"].hand.best == best


def test_arrows_point_downhill():
    """Against the numerical gradient: a small step along the arrow lowers J."""
    test = by_hand()
    test.button(key="hand_show").click().run()
    of = run_of(test).snapshot.train
    numerical = numerical_gradients(of.parameters, of.X, of.Y, activation="tanh", epsilon=1e-6)
    for (i, j), slope in np.ndenumerate(numerical.dW[1]):
        slider = test.slider(key=f"hand_W[1]({i + 1},{j + 1})")
        assert ("→" if slope < 0 else "←") in slider.label
    assert arrow(0.0) == "·"


def test_what_is_no_entry_is_refused():
    session = by_hand().session_state["session"]
    for entry, value in (("W[3](1,1)", 1.0), ("W[1](9,9)", 1.0), ("b[2](1,1)", float("nan")), ("m", 300), ("W[1](1,1)", "<b>")):  # fmt: skip
        with pytest.raises(ValueError, match=r"there is no|no entry|is not|cannot be|not convert"):
            session.set_entry(entry, value)


def test_another_run_is_not_by_hand():
    test = by_hand()
    test.select_slider(key="set_n1").set_value(3).run()
    assert test.session_state["session"].hand is None
