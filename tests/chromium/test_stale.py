"""Whatever a person does, no number on the page is an old one, hidden copies included."""

import random

import pytest

from core.config import Config
from core.training import Run, advance, start
from dashboard import format
from dashboard.charts.layout import layout
from tests.chromium.driver import Lab

LOOK = """() => ({
    measures: [...document.querySelectorAll('[data-testid=stMetricValue]')].map(e => e.textContent),
    charts: document.querySelectorAll('[data-testid=stVegaLiteChart]').length,
    tables: document.querySelectorAll('[data-testid=stDataFrame]').length,
    exceptions: document.querySelectorAll('[data-testid=stException]').length,
})"""


PRESS = """key => [...document.querySelectorAll(`.st-key-${key} button`)]
    .find(button => button.offsetParent && !button.disabled)?.click()"""


def shown(run: Run) -> list[str]:
    s = run.snapshot
    return [
        format.whole(s.iteration), format.cost(s.train.cost), format.cost(s.test.cost),
        format.share(s.train.accuracy), format.share(s.test.accuracy),
    ]  # fmt: skip


def rest(lab: Lab) -> None:
    """Pause the run if it trains, however late the button says so."""
    button = lab.page.locator(".st-key-play button:visible").first
    for _ in range(30):
        # A run that trains does not end, so it is pressed only after a while of waiting. A second
        # press before the first is answered would start the run again.
        if lab.rests(2):
            return
        if button.count() and "Pause" in (button.text_content(timeout=5000) or ""):
            lab.page.evaluate(PRESS, "play")
    said = lab.page.locator(".st-key-play button:visible").all_text_contents()
    state = lab.page.locator("[data-testid=stApp]").get_attribute("data-test-script-state")
    raise AssertionError(f"the page does not come to rest: {state}, {lab.conversation}, {said}")


def test_no_number_is_ever_an_old_one(lab: Lab):
    """Two hundred actions in a row, among them all that once left ghosts on the page."""
    chance = random.Random(0)
    lab.page.goto(f"{lab.url}/?n1=999&iters=100000&speed=5&m=60")
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    runs: dict[str, Run] = {}

    def of(n1: int, iteration: int) -> Run:
        key = str(n1)
        known = runs.setdefault(key, start(Config(m=60, n1=n1)))
        if known.iteration > iteration:
            known = start(Config(m=60, n1=n1))
        runs[key] = advance(known, iteration - known.iteration)
        return runs[key]

    page = lab.page
    for at in range(200):
        action = chance.choice(
            ["play", "step", "reset", "n1", "tour_begin", "tour_skip", "pin", "matrix", "look"]
        )
        if action == "n1":
            key = chance.choice(["ArrowRight", "ArrowLeft"])
            page.locator(".st-key-set_n1 input[type=range]").first.press(key)
        elif action == "matrix":
            page.locator(".st-key-matrix button").nth(chance.randrange(18)).click()
        elif action != "look":
            # What is pressed may go in the very moment in which it is pressed.
            page.evaluate(PRESS, action)
        page.wait_for_timeout(chance.choice([0, 60, 200]))
        if at % 8 != 7:
            continue
        rest(lab)
        seen = page.evaluate(LOOK)
        assert seen["exceptions"] == 0
        n1 = int(page.locator(".st-key-set_n1 [data-testid=stSliderThumbValue]").first.inner_text())
        iteration = int(seen["measures"][0].replace(",", ""))
        assert seen["measures"] == shown(of(n1, iteration)), (at, action)
        assert (seen["charts"], seen["tables"]) == (3, 3), (at, action)


@pytest.mark.parametrize(
    ("link", "before"),
    [
        ({"at": 100}, ""), ({"at": 300}, "visit"), ({"n1": 999, "at": 60}, ""),
        ({"at": 60}, "slow"), ({"at": 60}, "pin"), ({"at": 60}, "check"), ({"at": 60}, "unit"),
        ({}, "tour"),
    ],
)  # fmt: skip
def test_a_run_that_trains_leaves_nothing_of_its_rest(lab: Lab, link: dict[str, int], before: str):
    """Sentences and tables that are drawn only at rest go when the run trains again."""
    lab.open(iters=1_000_000, **link)
    if before == "visit":
        lab.page.locator(".st-key-view input[type=range]").first.press("ArrowLeft")
    elif before == "tour":
        lab.press("tour_begin")
    elif before == "unit":
        box, unit = lab.chart(0), layout((2, 4, 1)).layer(1)[0]
        lab.page.mouse.click(box["x"] + unit.x * box["width"], box["y"] + unit.y)
        lab.page.locator(".st-key-focus").wait_for()
    elif before:
        lab.press(before)
    lab.settle()
    lab.page.evaluate(PRESS, "play")
    was = lab.iteration()
    lab.page.wait_for_function(
        "was => +document.querySelector('[data-testid=stMetricValue]').textContent"
        ".replace(/[^0-9]/g, '') > was + 40",
        arg=was,
    )
    assert lab.ghosts() == []
    rest(lab)
