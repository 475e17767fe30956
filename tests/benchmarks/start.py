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

from tests.benchmarks.painting import watch
from tests.chromium.browser import launch
from tests.serving import serve

MOMENTS = ("all elements there", "painted for the last time")
HELLO = "document.querySelector('[data-testid=stMain] h1')"
# Four charts and three tables; of the rest nothing comes later than the last table.
LAB = """document.querySelectorAll('[data-testid=stVegaLiteChart]').length === 3
    && document.querySelectorAll('[data-testid=stDataFrame]').length === 3"""
# Streamlit's own sign that it is running stands outside the page's blocks.
PAINTING = watch("[data-testid=stVerticalBlock]")


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
        page.add_init_script(PAINTING)
        page.goto(url)
        there = page.wait_for_function(f"{complete} && performance.now()").json_value()
        page.wait_for_timeout(3000)
        loaded, painted = page.evaluate("[performance.timeOrigin, window.painted]")
        page.close()
    return [(loaded + moment) / 1000 - began for moment in (there, painted)]


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
