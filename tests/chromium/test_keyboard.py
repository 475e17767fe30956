"""The Lab by keys: three presses lead past the navigation and thirty settings to Train."""

import pytest

from dashboard.text import text_in
from tests.chromium.driver import Lab


@pytest.mark.parametrize("language", ["en", "zh"])
def test_train_is_three_presses_away(lab: Lab, language: str):
    lab.open(lang=language)
    # Streamlit's link "Skip to main content" is the first stop.
    for key in ("Tab", "Enter", "Tab"):
        lab.page.keyboard.press(key)
    focused = lab.page.evaluate("document.activeElement.innerText")
    assert text_in(language)("lab.train") in focused
    ring = "button => getComputedStyle(button).boxShadow"
    assert lab.page.locator(".st-key-play button:visible").first.evaluate(ring) != "none"
    assert lab.page.locator(".st-key-step button:visible").first.evaluate(ring) == "none"
    lab.page.keyboard.press("Enter")
    lab.page.wait_for_function("document.querySelector('[data-testid=stMetricValue]')"
                               ".innerText !== '0'")  # fmt: skip
    lab.page.keyboard.press("Enter")
    lab.settle()
    assert lab.iteration() > 0
