"""Whatever is typed or sent is graded or politely refused, and never rendered."""

import random
from contextlib import suppress

import pytest

from core.practice.by_hand import STEPS
from core.practice.shapes import KINDS
from dashboard.grading import ANSWER, LINE, REPAIR
from dashboard.grading import DETECTORS as PREDICTED
from dashboard.practice import Practice
from dashboard.questions import ITEMS
from tests.dashboard.practice_pages import LANGUAGES, boxes, page, submit

NASTY = (
    "", " ", "(4, 3", "4，3", "（４，３）", "4×3", "(4,)", "()", "-1", "1e999", "nan", "½", "**bold**",
    "$x^2$", "<script>alert(1)</script>", "[a](http://e.x)", "__import__('os')", ":material/bug_report:",
    "`code`", "{braces}", "9" * 500, "\x00", "😀", "1/0", "--5", "W1, nothing",
)  # fmt: skip


@pytest.mark.parametrize(("drill", "part", "sent"), [
    ("numpy_says", ANSWER, "报错"), ("predict", ANSWER, "都不行"), ("experiments", ANSWER, "x"),
    ("bugs", LINE, "99"), ("bugs", PREDICTED, "报错"), ("bugs", REPAIR, "-1"), ("bugs", REPAIR, "x"),
    ("by_hand", "Z9", "1"),
])  # fmt: skip
def test_a_choice_that_is_not_on_offer_is_refused(drill: str, part: str, sent: str):
    practice = Practice()
    practice.turn_to(drill)
    with pytest.raises(ValueError, match=sent if drill != "by_hand" else part):
        practice.answer(part, (sent,))
    assert practice.begin().given == {}
    assert practice.progress == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("drill", "kind", "key"), [
    ("shapes", "matrix", "shape_0_matrix"), ("by_hand", "tanh.1", "hand_0_0_0"),
])  # fmt: skip
def test_any_text_is_answered_and_not_rendered(drill: str, kind: str, key: str, language: str):
    test = page(drill, kind, language=language)
    check = f"check_{key}" if drill == "shapes" else "check_hand_0_0"
    for typed in NASTY:
        test.text_input(key=key).set_value(typed)
        said = boxes(submit(test, check))
        assert sum(map(len, said.values())) == 1, typed
        if len(typed) > 3 and not any(char.isdigit() for char in typed):
            shown = [e.value for e in [*test.markdown, *test.caption, *test.latex, *test.code]]
            verdicts_ = [words for kind in said.values() for words in kind]
            assert not any(typed in words for words in [*shown, *verdicts_])


def test_a_thousand_random_texts_give_a_grade_or_none():
    letters = "0123456789()[],.;x×*-−+/% \t\nabWZ′²$`_<>{}\\（１，２）½∞😀"
    draw = random.Random(7)
    practice = Practice()
    for i in range(1000):
        typed = "".join(draw.choices(letters, k=draw.randrange(0, 40)))
        kind = tuple(KINDS)[i % len(KINDS)]
        practice.resume("shapes", 1, i, kind)
        assert practice.begin().shapes.grade(typed).verdict in ("right", "wrong", "unreadable")
        with suppress(ValueError):
            practice.answer(ANSWER, (typed,))
        practice.resume("by_hand", 1, i % 7, ITEMS["by_hand"][i % 4])
        step = tuple(STEPS)[i % len(STEPS)]
        size = practice.begin().task.solution[step].size
        practice.answer(step, [typed] * size)
        assert practice.begin().marks
