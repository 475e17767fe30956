"""From `streamlit run` to the first page, beside Streamlit's own `hello`.

`python -m tests.benchmarks.start` starts each in turns with an empty browser cache, and prints the
median seconds until every element of the page is in the document, and until something on it is
painted for the last time. `--quick` does it once.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.chromium.driver import launch, serve

MOMENTS = ("all elements there", "painted for the last time")
HELLO = "document.querySelector('[data-testid=stMain] h1')"
# Four charts and three tables; of the rest nothing comes later than the last table.
LAB = """document.querySelectorAll('[data-testid=stVegaLiteChart]').length === 4
    && document.querySelectorAll('[data-testid=stDataFrame]').length === 3"""
# The script runs before the page has a body. What a table tells screen readers, and what stands
# outside the page's own blocks, such as Streamlit's sign that it is running, is nothing painted.
WATCH = """
    window.moments = [0, 0];
    const look = () => {
        if (COMPLETE) window.moments[0] = performance.now();
        else requestAnimationFrame(look); };
    const painted = () => { window.moments[1] = performance.now(); };
    const seen = ({target}) => {
        const element = target.closest ? target : target.parentElement;
        return element?.closest('[data-testid=stVerticalBlock]') && !element.closest('canvas'); };
    new MutationObserver(all => { if (all.some(seen)) painted(); }).observe(
        document, {subtree: true, childList: true, characterData: true});
    for (const name of ['clearRect', 'drawImage', 'fillText']) {
        const draw = CanvasRenderingContext2D.prototype[name];
        CanvasRenderingContext2D.prototype[name] = function (...args) {
            if (document.contains(this.canvas)) painted();
            return draw.apply(this, args); }; }
    look();"""


def first_page(browser: Browser, command: str, complete: str) -> list[float]:
    """Seconds from a command of Streamlit to each of the moments.

    Its page is complete when the given expression of JavaScript is true.
    """
    began = time.time()
    with (
        tempfile.TemporaryDirectory() as scratch,
        serve(Path(scratch) / "log", command) as (url, _),
    ):
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.add_init_script(WATCH.replace("COMPLETE", complete))
        page.goto(url)
        page.wait_for_function("window.moments[0] > 0")
        page.wait_for_timeout(3000)
        loaded, moments = page.evaluate("[performance.timeOrigin, window.moments]")
        page.close()
    return [(loaded + moment) / 1000 - began for moment in moments]


def main(*, quick: bool) -> None:
    """Print each moment's time, the example's, and their ratio."""
    ours, hello = [], []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for _ in range(1 if quick else 7):
            hello.append(first_page(browser, "hello", HELLO))
            ours.append(first_page(browser, "run", LAB))
        browser.close()
    print(f"{'':28}Shallow  hello  ratio")
    for i, moment in enumerate(MOMENTS):
        a, b = (statistics.median(times[i] for times in every) for every in (ours, hello))
        print(f"{moment:28}{a:5.2f} s {b:5.2f} s  {a / b:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    main(quick=parser.parse_args().quick)
