"""Progress by skill: boxes go up and down, the missed is asked more often, any text can be read."""

import re
from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.leitner import (
    BOXES,
    MOST,
    SKILLS,
    Card,
    answered,
    choose,
    from_text,
    to_text,
    weight,
)
from tests.core.practice.test_shapes import strings

answers = st.lists(st.tuples(st.sampled_from(sorted(SKILLS)), st.booleans()), max_size=60)


def after(given_answers):
    progress: Mapping[str, Card] = {}
    for skill, right in given_answers:
        progress = answered(progress, skill, right)
    return progress


@given(answers)
def test_a_text_brings_the_progress_back(given_answers):
    progress = after(given_answers)
    text = to_text(progress)
    assert from_text(text) == progress
    assert re.fullmatch(r"[a-z0-9_-]*", text)


@given(
    st.text(max_size=200)
    | st.from_regex(r"[a-z][0-9]-[0-9]{1,3}-[0-9]_[a-z_0-9-]*", fullmatch=True)
)
def test_a_strangers_text_never_raises(text: str):
    progress = from_text(text)
    assert set(progress) <= set(SKILLS)
    assert all(1 <= card.box <= BOXES and 0 <= card.right <= MOST for card in progress.values())
    assert from_text(to_text(progress)) == progress


def test_boxes():
    progress = after([("assemble", True)] * 7)
    assert progress["assemble"] == Card(BOXES, 7, 0)
    assert answered(progress, "assemble", False)["assemble"] == Card(1, 7, 1)
    assert progress["assemble"].box == BOXES, "the old progress stays as it was"
    with pytest.raises(ValueError, match="no skill"):
        answered(progress, "cooking", True)


@pytest.mark.parametrize(
    "text", ["m9-9-9", "m5-1-0", "m0-0-0", "m2-1000-0", "?2-1-0", "m2-1", "m２-1-0", "x" * 10_000]
)
def test_what_cannot_be_is_left_out(text: str):
    assert from_text(text) == {}
    assert from_text(f"{text}_a2-1-0") in ({"assemble": Card(2, 1, 0)}, {})


def test_counts_stop_and_letters_are_different():
    full = {"predict": Card(5, MOST, MOST)}
    assert answered(full, "predict", True)["predict"] == Card(5, MOST, MOST)
    assert len(set(SKILLS.values())) == len(SKILLS)
    assert len(to_text({skill: Card(5, MOST, MOST) for skill in SKILLS})) < 250


def test_the_missed_is_asked_more_often():
    progress = after([("predict", True)] * 4 + [("assemble", False)])
    skills = ["predict", "assemble", "numpy_says"]
    asked = Counter(choose(progress, skills, 1, number) for number in range(3000))
    expected = {skill: weight(progress, skill) for skill in skills}
    assert expected == {"predict": 1, "assemble": 16, "numpy_says": 16}
    for skill in skills:
        share = expected[skill] / sum(expected.values())
        assert asked[skill] / 3000 == pytest.approx(share, abs=4 * np.sqrt(share / 3000))
    assert all(choose(progress, skills, 1, n, "assemble") != "assemble" for n in range(300))
    assert choose(progress, ["assemble"], 1, 1, "assemble") == "assemble"


def test_a_thousand_random_strings_are_read_as_some_progress():
    for text in strings(1000):
        assert set(from_text(text)) <= set(SKILLS)
        assert set(from_text(f"m2-1-0_{text}_a1-0-1")) <= set(SKILLS)
