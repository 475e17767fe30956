"""The live view in a real Chromium, and how soon the page answers and starts.

`python -m tests.benchmarks.live` prints, for 1, 20 and 500 iterations a frame, what the browser
shows: frames a second, the longest gap between two, iterations a second, bytes a frame, canvases
created. Then how long a control takes to be answered while the run rests, and how long the first
page takes beside Streamlit's own `hello`. `--quick` does each once and briefly.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.chromium.driver import Lab, launch, serve

SPEEDS = (1, 20, 500)
WATCH = """() => {
    window.canvases = 0; window.seen = []; let last = null;
    const create = document.createElement.bind(document);
    document.createElement = (name, options) => {
        if (String(name).toLowerCase() === 'canvas') window.canvases++;
        return create(name, options); };
    const look = () => {
        const text = document.querySelector('[data-testid=stMetricValue]')?.innerText;
        if (text && text !== last) {
            last = text; window.seen.push([performance.now(), +text.replaceAll(',', '')]); }
        requestAnimationFrame(look); };
    look(); }"""
ANSWER = """change => new Promise(done => {
    const value = () => document.querySelectorAll('[data-testid=stMetricValue]')[1]?.innerText;
    const before = value(), began = performance.now();
    const look = () => value() && value() !== before
        ? done(performance.now() - began) : requestAnimationFrame(look);
    document.querySelector(change).click(); look(); })"""


def training(browser: Browser, url: str, speed: int, seconds: float) -> None:
    """Print what the browser shows of a run at so many iterations a frame."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    received: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda data: received.append(len(data))),
    )
    lab = Lab(page, url).open(speed=speed, iters=1_000_000)
    page.evaluate(WATCH)
    lab.press("play")
    page.wait_for_timeout(3000)
    begun, had = page.evaluate("[window.seen.length, window.canvases]")
    sent = sum(received)
    page.wait_for_timeout(1000 * seconds)
    seen, canvases = page.evaluate("[window.seen, window.canvases]")
    sent = sum(received) - sent
    page.close()
    frames = seen[begun - 1 :]
    times = [at for at, _ in frames]
    took = (times[-1] - times[0]) / 1000
    gap = max(b - a for a, b in pairwise(times))
    print(
        f"{speed:4} iterations a frame: {(len(times) - 1) / took:5.1f} frames/s, longest gap "
        f"{gap:4.0f} ms, {(frames[-1][1] - frames[0][1]) / took:6.0f} iterations/s, "
        f"{sent / (len(times) - 1) / 1000:5.1f} kB a frame, {canvases - had} canvases created"
    )


def answers(browser: Browser, url: str, times: int) -> None:
    """Print how long a change of m takes to show in J while the run rests."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    lab = Lab(page, url).open(at=100)
    found = []
    for _ in range(times):
        found.append(page.evaluate(ANSWER, ".st-key-set_m [data-testid=stNumberInputStepUp]"))
        lab.settle()
    page.close()
    print(
        f"m changed at rest: {statistics.median(found):.0f} ms (median), {max(found):.0f} at most"
    )


def first_page(browser: Browser, command: list[str], ready: str) -> float:
    """Seconds from a command to its first complete page."""
    port = "8797"
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--server.headless", "true", "--server.port", port],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    page = browser.new_page()
    try:
        while True:
            try:
                page.goto(f"http://localhost:{port}", timeout=1000)
                break
            except Exception:
                time.sleep(0.05)
        page.wait_for_selector(ready)
        return time.perf_counter() - began
    finally:
        page.close()
        process.terminate()
        process.wait()


def start(browser: Browser, turns: int) -> None:
    """Print the first page's time beside that of Streamlit's own example."""
    streamlit = [sys.executable, "-m", "streamlit"]
    ours, hello = [], []
    for _ in range(turns):
        hello.append(first_page(browser, [*streamlit, "hello"], "[data-testid=stMain] h1"))
        last = ".st-key-matrix button"
        ours.append(first_page(browser, [*streamlit, "run", "streamlit_app.py"], last))
    a, b = min(ours), min(hello)
    print(f"first page: {a:.1f} s, hello {b:.1f} s, ratio {a / b:.2f}")


def main(*, quick: bool) -> None:
    """Print everything."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = launch(playwright)
        with serve(Path(scratch) / "log") as (url, _):
            for speed in SPEEDS[1:2] if quick else SPEEDS:
                training(browser, url, speed, 3 if quick else 30)
            answers(browser, url, 2 if quick else 20)
        start(browser, 1 if quick else 3)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    main(quick=parser.parse_args().quick)
