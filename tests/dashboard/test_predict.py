"""Predict, then see: before a backward step the page asks, and NumPy judges the answer."""

import numpy as np
import pytest

from core.config import Config
from core.equations import SAMPLE
from core.lessons.sample import sample_of
from core.lessons.whatif import WHAT_IFS, run
from core.training import advance, start
from dashboard import typeset
from dashboard.lesson import STOPS, Lesson, notes_network
from dashboard.panels.lessons import predict
from dashboard.panels.lessons.columns import BACKWARD
from dashboard.text import text_in
from tests.dashboard.lesson_pages import lesson_page


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("step", BACKWARD)
def test_before_a_step_the_page_asks_and_numpy_judges(step: str, language: str):
    """No formula before the answer; the right answer is called right, every other is not."""
    text, stop = text_in(language), STOPS.index(step)
    test = lesson_page(lang=language, step=stop)
    test.toggle(key="predicting").set_value(True).run()
    assert typeset.symbolic(step, "tanh") not in [latex.value for latex in test.latex]
    sample = Lesson().sample(notes_network())
    asked = {w.key: w for w in test.button_group if w.key.startswith("guess")}
    assert asked
    for key in asked:
        kind = key.split("_")[1]
        value = sample.values[step]
        right = {
            "code": SAMPLE[step],
            "shape": value.shape,
            "sign": "+" if value.item(0) > 0 else "−",
        }[kind]
        options = {
            "code": predict.lines(step) if step in WHAT_IFS else (),
            "shape": predict.shapes(sample, step),
            "sign": predict.SIGNS,
        }[kind]
        assert right in options
        for option in options:
            test.button_group(key=key).set_value(option).run()
            assert not test.exception
            ok = kind != "code" or run(option, sample.namespace, value).kind != "same"
            expected = option == right or (kind == "code" and not ok)
            assert bool(test.success) == expected, option
            assert bool(test.warning) != expected
        test.button_group(key=key).set_value(None).run()
    test.button(key="predict_show").click().run()
    assert not [w for w in test.button_group if w.key.startswith("guess")]
    assert any(typeset.symbolic(step, "tanh") in latex.value for latex in test.latex)
    test.toggle(key="predicting").set_value(False).run()
    assert typeset.prose(text(f"why.{step}")) in [m.value for m in test.markdown]


@pytest.mark.parametrize("y", [0, 1])
def test_the_sign_is_asked_only_of_what_has_the_errors_sign(y: int):
    """Of one hidden unit dW[2] is a single number too, but its sign is also that of a[1]."""
    train = advance(start(Config(n1=1, m=40)), 30).snapshot.train
    for i in np.flatnonzero(train.Y[0] == y)[:10]:
        values = sample_of(train, int(i)).values
        error = np.sign(values["a2"] - values["y"])
        assert all(np.sign(values[step]) == error for step in predict.SIGNED)
    others = {step for step in BACKWARD if step not in predict.SIGNED}
    assert {"dW2", "da1", "dz1", "db1"} <= others
    test = lesson_page(net="lab", n1=1, at=5, step=STOPS.index("dW2"))
    test.toggle(key="predicting").set_value(True).run()
    assert not test.exception
    assert not [w for w in test.button_group if w.key.startswith("guess_sign")]
    assert [w for w in test.button_group if w.key.startswith("guess_shape")]
