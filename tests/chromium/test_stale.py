"""Whatever a person does, no number on the page is an old one, hidden copies included."""

import random

from core.config import Config
from core.training import Run, advance, start
from dashboard import format
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
    app = lab.page.locator("[data-testid=stApp]")
    calm = 0
    for _ in range(100):
        lab.page.wait_for_timeout(100)
        still = app.get_attribute("data-test-script-state") == "notRunning"
        calm = calm + 1 if still else 0
        if calm == 5:
            return
        if button.count() and "Pause" in (button.text_content(timeout=5000) or ""):
            lab.page.evaluate(PRESS, "play")
    raise AssertionError("the page does not come to rest")


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
        assert (seen["charts"], seen["tables"]) == (4, 3), (at, action)
