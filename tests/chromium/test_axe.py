"""No page keeps anybody out, as far as axe-core can tell."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.chromium.driver import Lab

PAGES = ("?tour=off&at=60", "?at=20&lang=zh", "one_sample?step=8", "many_samples", "practice",
         "explore", "explore?view=alpha&at=60", "explore?view=landscape&at=60")  # fmt: skip
NOT_OURS = {
    # Streamlit writes in white on the accent's colour, whatever that is. In the dark theme that
    # colour has to be read on a dark ground as well, and no colour has 4.5 : 1 to both.
    ("color-contrast", "dark", "stBaseButton-primary"),
    ("color-contrast", "dark", "stBaseButton-primaryFormSubmit"),
    ("color-contrast", "dark", "stMultiSelect"),
    # A formula that is wider than its column scrolls, and is no place for the keyboard to stop.
    ("scrollable-region-focusable", "light", "stMarkdown"),
    ("scrollable-region-focusable", "dark", "stMarkdown"),
}
"""A rule, the theme, and the element of Streamlit's in which it does not hold."""
AROUND = """([target, names]) => names.filter(
    name => document.querySelector(target)?.closest(`[data-testid=${name}]`))"""
"""Which of these elements of Streamlit's are around a part of the page."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_violation(chromium: Browser, lab: Lab, scheme: str):
    context = chromium.new_context(
        viewport={"width": 1400, "height": 900}, locale="en-US", color_scheme=scheme
    )
    page = context.new_page()
    found = []
    for path in PAGES:
        page.goto(f"{lab.url}/{path}")
        page.wait_for_selector("[data-testid=stMain] .stElementContainer:visible")
        Lab(page, lab.url).settle()
        page.wait_for_timeout(500)
        for rule in Axe().run(page).response["violations"]:
            if rule["impact"] not in ("serious", "critical"):
                continue
            for node in rule["nodes"]:
                target = node["target"][0]
                around = page.evaluate(AROUND, [target, [name for _, _, name in NOT_OURS]])
                if not any((rule["id"], scheme, name) in NOT_OURS for name in around):
                    found.append((path, rule["id"], node["html"][:120]))
    context.close()
    assert found == []
