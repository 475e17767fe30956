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


@pytest.mark.alone
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


@pytest.mark.alone
def test_a_sweep_leaves_nothing_of_the_one_before(lab: Lab):
    """Its cells fill in for a while, and until the end Streamlit clears nothing by itself."""
    at_explore(lab, sweep="n1,2,3,4~alpha,0.1,0.3,1,3~10000~1~0.3")
    lab.press("sweep_go")
    lab.page.locator(".st-key-chosen_cell").wait_for()
    lab.settle()
    lab.press("sweep_go")
    lab.page.get_by_text("runs are done").wait_for()
    assert lab.ghosts() == []
    lab.page.locator(".st-key-chosen_cell").wait_for()


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


def test_pointing_at_a_cell_shows_its_boundary(lab: Lab):
    at_explore(lab, lang="en", sweep="n1,2,3~alpha,0.3,1.2~200~1~0.3")
    lab.press("sweep_go")
    lab.page.locator(".st-key-chosen_cell").wait_for(timeout=30_000)
    lab.settle()
    box = lab.chart(0)
    for shift in (0, 3):
        lab.page.mouse.move(box["x"] + 0.3 * box["width"] + shift, box["y"] + 0.3 * box["height"])
    lab.page.wait_for_function(
        "document.querySelector('#vg-tooltip-element.visible img')?.naturalWidth > 0"
    )
    told = lab.read(lab.page.locator("#vg-tooltip-element"))
    assert "n[1] = 2" in told
    assert "data:" not in told
    assert "picture" not in told


def test_a_range_of_an_axis_keeps_the_runs_that_pass_there(lab: Lab):
    """Dragged in the browser: the server hears nothing, and lines still tell what they are."""
    at_explore(lab, lang="en", sweep="n1,1,3,20~alpha,0.03,1.2,1000~200~1~0.4", init="he")
    lab.press("sweep_go")
    lab.page.locator(".st-key-chosen_cell").wait_for(timeout=30_000)
    lab.settle()
    lab.page.locator(".st-key-parallel label").first.click()
    lab.settle()
    box = lab.chart(3)
    mouse = lab.page.mouse

    def place(k: float, up: float) -> tuple[float, float]:
        across = box["x"] + box["width"] * (k + 0.5) / 7
        return across, box["y"] + box["height"] * (1.26 - up) / 1.5

    def drag(k: int, low: float, high: float) -> None:
        mouse.move(*place(k, low))
        mouse.down()
        mouse.move(*place(k, (low + high) / 2))
        mouse.move(*place(k, high))
        mouse.up()
        lab.page.wait_for_timeout(300)

    def told() -> set[str]:
        """What is told along a line between the first two axes."""
        found = set()
        for step in range(0, 101, 1):
            mouse.move(*place(0.5, -0.05 + step / 90))
            lab.page.wait_for_timeout(12)
            tip = lab.page.locator("#vg-tooltip-element.visible")
            if tip.count():
                found.add(tip.inner_text().split(" · J")[0].strip())
        return found

    assert len(told()) >= 6
    # The largest n[1] alone, and of those not the α at which runs diverge.
    drag(0, 0.9, 1.1)
    assert {t.split(" · ")[0] for t in told()} == {"n[1] = 20"}
    drag(1, -0.1, 0.8)
    assert told() == {"n[1] = 20 · α = 0.03", "n[1] = 20 · α = 1.2"}
    mouse.dblclick(*place(3, 0.5))
    lab.page.wait_for_timeout(300)
    assert len(told()) >= 6
    assert lab.exceptions() == 0


def test_a_guess_is_a_click_on_a_cell_that_has_no_run_yet(lab: Lab):
    at_explore(lab, lang="en", sweep="n1,2,3~alpha,0.3,1.2~200~1~0.3")
    box = lab.chart(0)
    lab.page.mouse.click(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    lab.page.wait_for_timeout(500)
    lab.settle()
    lab.press("sweep_go")
    lab.page.locator(".st-key-chosen_cell").wait_for(timeout=30_000)
    lab.settle()
    assert lab.page.get_by_text("You expected it").count() == 1
    assert lab.exceptions() == 0
