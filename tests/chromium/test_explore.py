"""Explore in a real browser: a sweep that fills in, stops, and leads to the Lab; every view."""

import time

import pytest

from dashboard import format
from dashboard.exploring import VIEWS
from dashboard.text import text_in
from tests.chromium.driver import Lab


def at_explore(lab: Lab, **link: object) -> None:
    query = "&".join(f"{name}={value}" for name, value in link.items())
    lab.page.goto(f"{lab.url}/explore?{query}")
    lab.page.wait_for_selector("[class*=st-key-explore_view]")
    lab.settle()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_best_cell_opens_as_the_same_run(lab: Lab, language: str):
    text = text_in(language)
    at_explore(lab, lang=language, sweep="n1,2,3~alpha,0.3,1.2~200~1~0.3")
    lab.press("sweep_go")
    card = lab.page.locator(".st-key-chosen_cell")
    card.wait_for(timeout=30_000)
    lab.settle()
    told = lab.read(card)
    cost = told.split("J = ")[1].split(" ")[0]
    card.locator("button").first.click()
    lab.page.wait_for_selector("[data-testid=stMetricValue]")
    lab.settle()
    assert lab.measures()[0] == "200"
    assert format.short(float(lab.measures()[1])) == cost
    assert text("explore.open", seed="") != ""
    assert lab.exceptions() == 0


def test_a_sweep_shows_its_first_cells_soon_and_stops(lab: Lab):
    at_explore(
        lab, lang="en", sweep="n1,1,2,3,4,5,8,20,50~alpha,0.01,0.03,0.1,0.3,1,3,10,30~5000~3~0.3"
    )
    began = time.monotonic()
    lab.press("sweep_go")
    lab.page.get_by_text("runs are done").wait_for()
    lab.page.wait_for_function(
        "/[1-9][0-9]* of 192/.test(document.querySelector('[data-testid=stMain]').textContent)"
    )
    # A second is asked of a quiet machine; here tests and browser share two cores.
    assert time.monotonic() - began < 4
    lab.press("sweep_go")
    lab.page.get_by_text("192 runs").wait_for()
    lab.settle()
    assert lab.page.get_by_text("runs are done").count() == 0
    assert lab.exceptions() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_a_phone(lab: Lab, view: str, language: str):
    lab.page.set_viewport_size({"width": 390, "height": 844})
    at_explore(lab, lang=language, at=200, view=view)
    words = text_in(language)(f"asks.{view}").split("**")[1]
    lab.page.get_by_text(words).first.wait_for()
    lab.settle()
    assert lab.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert lab.exceptions() == 0
    assert lab.page.locator(".katex-error").count() == 0
