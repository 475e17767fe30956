"""What a learner opens on a step: the entries of a product, a value moved."""

import pytest

from core.equations import SAMPLE
from core.lessons.entries import opened
from core.lessons.nudge import room
from core.types import Name
from dashboard import typeset
from dashboard.lesson import STOPS, Lesson, notes_network
from dashboard.panels.lessons import product
from dashboard.panels.lessons.nudge import FIRST, MOVES
from tests.chromium.driver import Lab


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_product_is_looked_into(lab: Lab, language: str):
    lab.visit("one_sample", lang=language, step=STOPS.index("dW1"))
    lab.page.locator("[class*=st-key-product_step] summary").first.click()
    lab.page.locator("[class*=st-key-entry_step_next] button").first.wait_for()
    lab.settle()
    sample = Lesson().sample(notes_network())
    for i, j in ((0, 0), (0, 1), (0, 2), (1, 0)):
        entry = opened(SAMPLE["dW1"], sample.values, sample.values["dW1"], i, j)
        written = product.written(Name("dW", 1), entry)
        lab.page.wait_for_function(
            "tex => [...document.querySelectorAll('annotation')].some(a => a.textContent === tex)",
            arg=written,
        )
        lab.press("entry_step_next")
        lab.settle()
    assert lab.page.locator(".katex-error").count() == 0
    assert lab.exceptions() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("step", ["W2", "z1", "a2"])
def test_a_value_moved_shows_the_difference_quotient(lab: Lab, language: str, step: str):
    """The handle in a real browser: ΔL/Δ on the page is that of two passes, before and after."""
    lab.visit("one_sample", lang=language, step=STOPS.index(f"d{step}"))
    lab.page.locator(".st-key-nudge summary").click()
    lab.settle()
    sample = Lesson().sample(notes_network())
    for at in (FIRST, MOVES[MOVES.index(FIRST) + 1]):
        delta = at * room(sample, step, 0, 0)
        value = sample.values[step].copy()
        value[0, 0] += delta
        quotient = (sample.loss_with(step, value) - sample.values["L"].item()) / delta
        written = lab.read(lab.page.locator(".st-key-nudge"))
        assert typeset.number(quotient) in written
        assert typeset.number(float(sample.values[f"d{step}"][0, 0])) in written
        slider = lab.page.locator(".st-key-nudge [role=slider], .st-key-nudge input[type=range]")
        slider.first.press("ArrowRight")
        lab.settle()
    assert lab.page.locator(".katex-error").count() == 0
    assert lab.exceptions() == 0
