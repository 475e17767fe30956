"""The live view in a real Chromium, and how soon the page answers.

`python -m tests.benchmarks.live` prints what the browser shows at 1, 20 and 500 iterations a frame,
and at 20 without each panel: frames a second, the longest gap between two, iterations a second,
what a frame takes the server (processor time of its description) and how many bytes, canvases
created. Then how soon all panels have answered a control while the run rests. `--quick` does each
once and briefly.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.page import PANELS
from tests.benchmarks.painting import watch
from tests.chromium.browser import launch
from tests.chromium.driver import Lab
from tests.serving import serve

SPEEDS = (1, 20, 500)
WATCH = """() => {
    window.canvases = 0; window.seen = []; let last = null;
    const create = document.createElement.bind(document);
    document.createElement = (name, options) => {
        if (String(name).toLowerCase() === 'canvas') window.canvases++;
        return create(name, options); };
    const look = () => {
        const text = document.querySelector('[data-testid=stMetricValue]')?.textContent;
        if (text && text !== last) {
            last = text; window.seen.push([performance.now(), +text.replaceAll(',', '')]); }
        requestAnimationFrame(look); };
    look(); }"""
# An answer counts from the event that changes a control.
BEGINNING = """
    for (const name of ['click', 'keydown']) addEventListener(
        name, event => { window.begun ??= event.timeStamp; }, true);"""
CHANGES = f"() => {{ {BEGINNING} {watch('[data-testid=stMain]')} }}"


def training(browser: Browser, speed: int, seconds: float, without: str = "") -> None:
    """Print what the browser shows of a run at so many iterations a frame."""
    received: list[int] = []
    with tempfile.TemporaryDirectory() as scratch:
        times = Path(scratch) / "times"
        page_script = str(Path(__file__).with_name("page.py"))
        settings = {"WITHOUT": without, "TIMES": str(times), "PYTHONPATH": "."}
        with serve(Path(scratch) / "log", "run", page_script, **settings) as (url, _):
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            page.on(
                "websocket",
                lambda socket: socket.on("framereceived", lambda data: received.append(len(data))),
            )
            lab = Lab(page, url).open(speed=speed, iters=1_000_000)
            page.evaluate(WATCH)
            lab.press("play")
            page.wait_for_timeout(3000)
            begun, had = page.evaluate("[window.seen.length, window.canvases]")
            sent, drawn = sum(received), len(times.read_text().split())
            page.wait_for_timeout(1000 * seconds)
            seen, canvases = page.evaluate("[window.seen, window.canvases]")
            sent = sum(received) - sent
            described = [float(line) for line in times.read_text().split()[drawn:]]
            page.close()
    frames = seen[begun - 1 :]
    at = [when for when, _ in frames]
    took = (at[-1] - at[0]) / 1000
    print(
        f"{f'{speed} a frame':13}{f'without {without}' if without else 'all panels':32}"
        f"{(len(at) - 1) / took:5.1f}/s {max(b - a for a, b in pairwise(at)):5.0f} ms "
        f"{(frames[-1][1] - frames[0][1]) / took:7.0f}/s "
        f"{1000 * statistics.median(described):6.1f} ms {sent / len(described) / 1000:6.1f} kB "
        f"{canvases - had:4}"
    )


def controls(page: Page) -> dict[str, Callable[[], None]]:
    """What a person may change while the run rests, by its name."""

    def slide(name: str, key: str) -> Callable[[], None]:
        return lambda: page.locator(f".st-key-{name} input[type=range]").first.press(key)

    def click(selector: str) -> Callable[[], None]:
        return lambda: page.evaluate(f"document.querySelector('{selector}').click()")

    up = "[data-testid=stNumberInputStepUp]"
    return {
        "m": click(f".st-key-set_m {up}"),
        "n[1]": slide("set_n1", "ArrowRight"),
        "α": slide("set_alpha", "ArrowRight"),
        "noise": slide("set_noise", "ArrowRight"),
        "seed of X": click(f".st-key-set_seed {up}"),
        "seed of W": click(f".st-key-set_wseed {up}"),
        "stop": click(f".st-key-set_iters {up}"),
        "Step": lambda: Lab(page, "").press("step"),
        "matrix": lambda: page.locator(".st-key-matrix button").nth(3).click(),
        "iteration on show": slide("view", "ArrowLeft"),
    }


def answers(browser: Browser, times: int) -> None:
    """Print how soon all panels have answered each control while the run rests."""
    found: dict[str, list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as scratch,
        serve(Path(scratch) / "log") as (url, _),
    ):
        for _ in range(times):
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            for name, act in controls(page).items():
                # Each from the same page at rest, some way into a run.
                lab = Lab(page, url).open(at=100)
                page.wait_for_timeout(500)
                page.evaluate(CHANGES)
                act()
                page.wait_for_timeout(1500)
                lab.settle()
                begun, changed = page.evaluate("[window.begun, window.painted]")
                found.setdefault(name, []).append(changed - begun)
            page.close()
    for name, took in found.items():
        print(f"{name:18} {statistics.median(took):5.0f} ms (median) {max(took):5.0f} ms at most")
    every = sorted(took for times in found.values() for took in times)
    print(
        f"{'any control':18} {statistics.median(every):5.0f} ms (median) "
        f"{every[int(0.95 * (len(every) - 1))]:5.0f} ms (95th percentile)"
    )


def main(*, quick: bool) -> None:
    """Print everything."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        print(f"{'':45}frames longest iterations server    sent canvases")
        for speed in SPEEDS[1:2] if quick else SPEEDS:
            training(browser, speed, 3 if quick else 30)
        for panel in list(PANELS)[:1] if quick else PANELS:
            training(browser, 20, 3 if quick else 10, panel)
        answers(browser, 1 if quick else 5)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    main(quick=parser.parse_args().quick)
