"""What counts as answered: no credit for what asks nothing, none for what was looked up."""

import numpy as np
import pytest

from core.practice.by_hand import task
from core.practice.marking import FOLLOWS, WRONG, mark, written
from dashboard.grading import is_copied
from dashboard.panels.explore.results import best_words
from dashboard.practice import STEP_NAMES, Practice
from dashboard.text import text_in
from tests.dashboard.practice_pages import boxes, page, practice_of, press, submit
from tests.dashboard.test_explore import SMALL, swept


def by_hand() -> Practice:
    practice = Practice()
    practice.resume("by_hand", 1, 0, "tanh.2")
    return practice


def test_zeros_typed_everywhere_earn_nothing():
    """dZ[2] = 0 is wrong, and from it all that follows is 0: nothing was computed."""
    practice = by_hand()
    of = practice.begin().task
    for step in STEP_NAMES[: STEP_NAMES.index("dZ2")]:
        practice.answer(step, written(of.solution[step]))
    for step in ("dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1"):
        practice.answer(step, ["0"] * of.solution[step].size)
    marks = {found.step: found.status for found in practice.begin().marks}
    assert marks["dZ2"] == WRONG
    assert marks["dW1"] == FOLLOWS
    for step in ("W1 :=", "b1 :=", "W2 :=", "b2 :="):
        practice.answer(step, written(of.given[step[:2]]))
    earned = [step for step, right in practice.begin().first.items() if right]
    assert earned == list(STEP_NAMES[: STEP_NAMES.index("dZ2")])


def test_what_follows_from_a_wrong_number_and_was_computed_is_credited():
    practice = by_hand()
    of = practice.begin().task
    own = {step: of.solution[step] for step in STEP_NAMES[:5]}
    own["dZ2"] = own["A2"] - of.given["Y"] + 0.25
    for step in STEP_NAMES:
        own.setdefault(step, of.compute(step, own))
        practice.answer(step, written(own[step]))
    now = practice.begin()
    assert [step for step, right in now.first.items() if not right] == ["dZ2"]
    assert not any(is_copied(now, found) for found in now.marks)


def test_nothing_left_of_a_number_is_no_rounding():
    seen = 0
    for seed in range(60):
        of = task(seed)
        small = of.solution["dZ2"]
        if np.abs(small).max() >= 0.5:
            continue
        seen += 1
        answers = {"dZ2": ["0"] * small.size}
        (found,) = mark(of, answers)
        assert (found.status, found.slip == "rounded") == (WRONG, False)
        (found,) = mark(of, {"dZ2": [f"{v:.1f}" for v in small.ravel()]})
        if found.status == WRONG and all(float(f"{v:.1f}") for v in small.ravel()):
            assert found.slip == "rounded"
    assert seen > 5


def test_a_step_that_was_looked_up_counts_as_missed():
    practice = by_hand()
    now = practice.begin()
    practice.look_up("Z1")
    practice.answer("Z1", written(now.task.solution["Z1"]))
    assert now.first["Z1"] is False
    practice.answer("A1", written(now.task.solution["A1"]))
    practice.look_up("A1")
    assert now.first["A1"] is True
    with pytest.raises(ValueError, match="no step"):
        practice.look_up("W9")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_none_of_them_and_one_of_them_is_no_answer(language: str):
    text = text_in(language)
    test = page("bugs", "sign", language=language)
    press(test, "tell")
    test.button_group(key=f"hunt_detectors_0_{language}").set_value(["error", "none"])
    assert text("hunt.both") in boxes(submit(test, "check_hunt_detectors_0"))["info"]
    assert "bugs.detector" not in practice_of(test).progress


def test_two_samples_are_two():
    for seed in range(200):
        X = task(seed, 2).given["X"]
        assert not np.array_equal(X[:, 0], X[:, 1])


def test_the_best_of_a_stopped_sweep_says_of_how_many():
    text, explore = text_in("en"), swept()
    assert best_words(text, explore, "c") == text("explore.best", cell="c")
    explore.cells = explore.cells[:3]
    assert best_words(text, explore, "c") == text(
        "explore.best_so_far", cell="c", done=3, all=SMALL.runs
    )
