"""A computation by hand: to the end, with slips, and on from them."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.practice.by_hand import STEPS
from core.practice.marking import written
from dashboard.text import text_in
from tests.dashboard.practice_pages import LANGUAGES, boxes, page, practice_of, press, score, submit


def fill(test: AppTest, number: int, at: int, texts: list[str]) -> AppTest:
    for i, text in enumerate(texts):
        test.text_input(key=f"hand_{number}_{at}_{i}").set_value(text)
    return submit(test, f"check_hand_{number}_{at}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_hand_to_the_end(language: str):
    test = page("by_hand", "tanh.2", language=language)
    solution = practice_of(test).begin().task.solution
    for at, step in enumerate(STEPS):
        said = boxes(fill(test, 0, at, written(solution[step])))
        assert len(said["success"]) == 1, step
        press(test, "go_on")
    assert score(test, "by_hand.forward") == (5, 0)
    assert score(test, "by_hand.backward") == (7, 0)
    assert score(test, "by_hand.update") == (5, 0)
    assert practice_of(test).begin().number == 1, "another network follows"


def test_other_numbers_are_of_the_same_network():
    test = page("by_hand", "tanh.2")
    before = practice_of(test).begin().task.given
    for number in range(1, 6):
        press(test, "hand_new")
        now = practice_of(test).begin()
        assert (now.item, now.number) == ("tanh.2", number)
        assert any(not np.array_equal(before[name], now.task.given[name]) for name in before)


def worked_script(step: str, added: float, language: str) -> None:
    """The solution of a step alone: in a test no expander can be opened."""
    from core.practice.marking import written
    from dashboard.panels.practice.by_hand import worked_out
    from dashboard.practice import Practice
    from dashboard.text import text_in

    practice = Practice()
    practice.resume("by_hand", 1, 0, "tanh.1")
    now = practice.begin()
    practice.answer("Z1", written(now.task.solution["Z1"] + added))
    worked_out(text_in(language), now, step)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worked_solution_says_whose_values_it_has(language: str):
    words = text_in(language)("hand.exact")
    for step, signs in (("Z1", "=="), ("A1", "=≈"), ("Z2", "≈≈"), ("W1 :=", "≈≈")):
        for added in (0.0, 0.5):
            args = (step, added, language)
            test = AppTest.from_function(worked_script, args=args, default_timeout=60).run()
            assert not test.exception
            assert (words in [c.value for c in test.caption]) == bool(added)
            _, *lines = (line.value.strip("$\n ") for line in test.latex)
            shown = ["≈" if line.startswith(r"\approx") else line[0] for line in lines]
            assert "".join(shown) == signs, step


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_hand_names_a_slip_and_goes_on_from_it(language: str):
    text = text_in(language)
    test = page("by_hand", "relu.1", language=language)
    of = practice_of(test).begin().task
    given = of.given
    slipped = given["W1"] @ given["X"]
    said = boxes(fill(test, 0, 0, written(slipped)))
    assert text("slip.no_bias") in said["error"][0]
    press(test, "go_on")
    said = boxes(fill(test, 0, 1, written(np.maximum(slipped, 0))))
    assert said["success"]
    assert score(test, "by_hand.forward") == (1, 1)
    said = boxes(fill(test, 0, 1, ["1/3", ""]))
    assert said["info"]
    said = boxes(fill(test, 0, 1, ["1/3", "x"]))
    assert said["info"]
