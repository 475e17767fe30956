"""Both lessons with the keyboard alone: everything is reached by Tab and works by keys."""

import pytest
from playwright.sync_api import Page, expect

from core.equations import SAMPLE
from core.lessons.entries import can_be_opened
from core.lessons.nudge import MOVABLE
from core.lessons.whatif import WHAT_IFS
from dashboard.lesson import LAST, STOPS
from tests.chromium.driver import Lab

MOST = 90
"""Presses of Tab that are enough to pass everything on a page."""
WHERE = """() => {
    const at = document.activeElement;
    const keyed = at && at.closest('[class*=st-key-]');
    const key = keyed ? [...keyed.classList].find(c => c.startsWith('st-key-')).slice(7) : '';
    return at && at !== document.body ? [key, at.tagName] : ['', 'BODY']; }"""


def tabbed(page: Page, until: str | None = None, tag: str | None = None) -> list[str]:
    """Press Tab from the top of the page; the keys of what has the focus, one after another."""
    page.evaluate("() => { document.activeElement.blur(); window.getSelection().empty(); }")
    page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); }")
    found: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        key, name = page.evaluate(WHERE)
        if name == "BODY" and found:
            break
        found.append(key)
        if until is not None and key.startswith(until) and tag in (None, name):
            return found
    assert until is None, f"{until} is not reached: {found}"
    return found


def test_every_step_is_walked_and_used(lab: Lab):
    lab.visit("one_sample", lang="en")
    for at, stop in enumerate(STOPS):
        if at:
            tabbed(lab.page, "next", "BUTTON")
            lab.page.keyboard.press("Enter")
            lab.wait_for_step(stop)
            lab.settle()
        reached = set(tabbed(lab.page))
        wanted = {"lesson_step", "predicting", "edit"} | ({"next"} if at < LAST else set())
        if at:
            wanted |= {"back"}
        if stop in SAMPLE:
            if can_be_opened(SAMPLE[stop]):
                wanted |= {"product_step"}
            if stop.removeprefix("d") in MOVABLE and stop[0] == "d":
                wanted |= {"nudge"}
            if stop in WHAT_IFS:
                wanted |= {f"whatif_{stop}"}
            if stop != "L":
                wanted |= {"see_in_lab"}
        missing = {w for w in wanted if not any(key.startswith(w) for key in reached)}
        assert not missing, (stop, sorted(reached))
    assert lab.exceptions() == 0


def test_the_pills_of_the_steps_by_arrow_and_space(lab: Lab):
    lab.visit("one_sample", lang="en")
    tabbed(lab.page, "lesson_step", "BUTTON")
    for _ in range(len(STOPS)):
        name = lab.page.evaluate("document.activeElement.innerText.trim()")
        if name == "dW[2]":
            break
        lab.page.keyboard.press("ArrowRight")
        lab.page.wait_for_timeout(100)
    assert "step=8" not in lab.page.url, "an arrow among the pills is no step"
    lab.page.keyboard.press("Space")
    lab.wait_for_step("dW2")
    assert lab.exceptions() == 0


def test_a_product_and_a_handle_by_keys(lab: Lab):
    lab.visit("one_sample", lang="en", step=STOPS.index("dW2"))
    tabbed(lab.page, "product_step", "SUMMARY")
    lab.page.keyboard.press("Enter")
    lab.settle()
    tabbed(lab.page, "entry_step_next", "BUTTON")
    lab.page.keyboard.press("Enter")
    column = lab.page.locator("[class*=st-key-entry_step] input[aria-label=Column]")
    expect(column).to_have_value("2")
    lab.settle()
    tabbed(lab.page, "nudge", "SUMMARY")
    lab.page.keyboard.press("Enter")
    lab.settle()
    before = lab.read(lab.page.locator(".st-key-nudge"))
    tabbed(lab.page, "nudge_by")
    lab.page.keyboard.press("ArrowRight")
    lab.page.wait_for_timeout(400)
    lab.settle()
    assert lab.read(lab.page.locator(".st-key-nudge")) != before
    tabbed(lab.page, "whatif_dW2", "BUTTON")
    lab.page.keyboard.press("ArrowRight")
    lab.page.keyboard.press("Space")
    expect(lab.page.get_by_text("Exactly the same result")).to_be_visible()
    assert lab.exceptions() == 0


def test_m_samples_by_keys(lab: Lab):
    lab.visit("many_samples", lang="en")
    reached = tabbed(lab.page)
    for key in ("stack", "product_line", "product_many", "sum_layer", "update_alpha", "to_lab"):
        assert any(name.startswith(key) for name in reached), (key, reached)
    tabbed(lab.page, "update_alpha")
    before = lab.read(lab.page.locator(".st-key-statement_25"))
    lab.page.keyboard.press("ArrowRight")
    lab.page.wait_for_timeout(400)
    lab.settle()
    assert lab.read(lab.page.locator(".st-key-statement_25")) != before
    tabbed(lab.page, "product_many", "SUMMARY")
    lab.page.keyboard.press("Enter")
    lab.settle()
    tabbed(lab.page, "entry_many_next", "BUTTON")
    lab.page.keyboard.press("Space")
    column = lab.page.locator("[class*=st-key-entry_many] input[aria-label=Column]")
    expect(column).to_have_value("2")
    assert lab.page.locator(".katex-error").count() == 0
    assert lab.exceptions() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_meaning_of_a_formulas_symbols_opens(lab: Lab, language: str):
    """The mark beside a formula tells what its symbols mean, by pointer and by focus."""
    lab.visit("one_sample", lang=language, step=STOPS.index("dW2"))
    mark = lab.page.locator(".st-key-statement_12 [data-testid=stTooltipHoverTarget]").first
    mark.hover()
    tip = lab.page.locator("[data-testid=stTooltipContent]")
    expect(tip).to_be_visible()
    assert tip.locator("li").count() == 4
    assert tip.locator(".katex").count() >= 4
    assert lab.page.locator(".katex-error").count() == 0
