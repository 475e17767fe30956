"""Where a learner stands in the exercises: what counts, and what comes next."""

import numpy as np
import pytest

from core.practice.by_hand import task
from core.practice.mistakes import EVERY
from dashboard import questions
from dashboard.grading import ANSWER, LINE, REPAIR, TILES
from dashboard.grading import DETECTORS as PREDICTED
from dashboard.practice import DRILLS, Practice
from dashboard.questions import ITEMS


def test_only_the_first_answer_counts():
    practice = Practice()
    practice.resume("shapes", 1, 3, "matrix")
    right = practice.begin().shapes.answer
    practice.answer(ANSWER, ("no shape",))
    assert practice.progress == {}, "what cannot be read is no answer"
    practice.answer(ANSWER, ("(1, 1, 1)",))
    practice.answer(ANSWER, (str(right),))
    assert practice.progress["shapes.matrix"] == (1, 0, 1)


@pytest.mark.parametrize("drill", ["shapes", "assemble", "bugs"])
def test_to_be_told_counts_as_missed_unless_answered_before(drill: str):
    practice = Practice()
    practice.resume(drill, 1, 0, None)
    practice.tell()
    assert [(card.right, card.wrong) for card in practice.progress.values()] == [(0, 1)]
    practice.tell()
    assert [(card.right, card.wrong) for card in practice.progress.values()] == [(0, 1)]
    if drill == "bugs":
        practice.answer(LINE, (str(EVERY[practice.begin().item].faulty_line),))
        assert practice.progress["bugs.line"].right == 0


@pytest.mark.parametrize("drill", DRILLS)
@pytest.mark.parametrize("seed", [1, 2, 77])
def test_no_question_twice_in_a_row(drill: str, seed: int):
    practice = Practice(seed=seed)
    practice.turn_to(drill)
    seen, last = set(), None
    for i in range(120):
        now = practice.begin()
        if drill != "shapes" and i > 60 and i % 2:
            practice.missed[drill] = [now.item]
        asked = now.shapes if drill == "shapes" else now.item
        assert asked != last
        assert now.item in ITEMS[drill]
        seen.add(now.item)
        last = asked
        practice.next()
    assert seen == set(ITEMS[drill])


def test_what_was_missed_comes_again_soon():
    practice = Practice()
    practice.turn_to("bugs")
    missed = practice.begin().item
    practice.answer(LINE, ("1",) if EVERY[missed].faulty_line != 1 else ("2",))
    following = []
    for _ in range(4):
        practice.next()
        following.append(practice.begin().item)
    assert missed in following
    assert missed != following[0]


def test_one_kind_can_be_asked_about_alone():
    practice = Practice()
    practice.ask_only("transpose")
    for _ in range(5):
        assert practice.begin().item == "transpose"
        practice.next()
    practice.ask_only(None)
    assert practice.begin().item != "transpose"
    with pytest.raises(ValueError, match="nothing"):
        practice.ask_only("nothing")


def test_the_numbers_by_hand_are_found_for_every_seed():
    for item in ITEMS["by_hand"]:
        activation, m = item.split(".")
        for seed in range(60):
            assert task(997 * seed % questions.TASK_SEEDS, int(m), activation).m == int(m)


def test_repairs_stand_in_an_order_that_tells_nothing():
    first = [
        questions.repairs(mistake, 1, number)[0] == mistake.choices[0]
        for mistake in EVERY.values()
        for number in range(60)
        if mistake.repairs
    ]
    assert 0.1 < np.mean(first) < 0.5
    for mistake in EVERY.values():
        assert sorted(questions.repairs(mistake, 3, 5), key=repr) == sorted(
            mistake.choices, key=repr
        )


def test_a_thing_that_is_not_there_cannot_be_put_or_chosen():
    practice = Practice()
    practice.turn_to("assemble")
    with pytest.raises(ValueError, match="W9"):
        practice.put("W9")
    practice.begin().given[TILES] = ("T",) * 16
    with pytest.raises(ValueError, match="T"):
        practice.put("T")
    with pytest.raises(ValueError, match="chess"):
        practice.turn_to("chess")
    practice.turn_to("bugs")
    practice.answer(PREDICTED, ("none",))
    practice.answer(REPAIR, (None,))
    assert REPAIR not in practice.begin().given
