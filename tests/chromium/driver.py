"""A real Chromium and a real server: found or installed, started, read and stopped."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Locator, Page, Playwright

from core.equations import SAMPLE
from dashboard import typeset
from dashboard.panels.lab.dimensions import WIDTHS
from dashboard.panels.shared.table import HEADER_HEIGHT, ROW_HEIGHT

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")


def _apt(*packages: str) -> list[list[str]]:
    commands = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]]
    return commands if os.geteuid() == 0 else [["sudo", "-n", *line] for line in commands]


def install(*packages: str) -> None:
    """Install packages of the system's, where that is possible."""
    for command in _apt(*packages):
        if shutil.which(command[0]):
            subprocess.run(command, check=False, timeout=600)


def launch(playwright: Playwright) -> Browser:
    """A Chromium of the machine's own, else Playwright's, else one that is installed now.

    Raises
    ------
    RuntimeError
        If there is none and none can be installed. Tests must not pass without a browser.
    """
    for commands in (
        [],
        [[sys.executable, "-m", "playwright", "install", "chromium"]],
        _apt("chromium", "fonts-noto-cjk"),
    ):
        for command in commands:
            if shutil.which(command[0]):
                subprocess.run(command, check=False, timeout=600)
        path = next(filter(None, map(shutil.which, NAMES)), None)
        path = path or playwright.chromium.executable_path
        if path and Path(path).exists():
            return playwright.chromium.launch(executable_path=path, args=FLAGS)
    raise RuntimeError(
        "No Chromium was found or could be installed: run `playwright install chromium`, "
        "or install your system's chromium package."
    )


@contextmanager
def serve(
    log: Path, *command: str, port: int | None = None, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The dashboard, or what another command starts: address and process; by default a free port."""
    port = free_port() if port is None else port
    streamlit = [sys.executable, "-m", "streamlit", *(command or ["run"])]
    streamlit += ["--server.headless", "true", "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            streamlit, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        wait_until_healthy(url)
        yield url, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until_healthy(url: str, seconds: float = 60) -> None:
    """Wait for a server to say that it is well."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            if time.monotonic() > until:
                raise
        time.sleep(0.02)


class Lab:
    """The Lab as a person uses it: opened by a link, pressed, and read."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self, **link: object) -> "Lab":
        # Any value keeps the first visit's tour away, as it does in a link.
        self.page.goto(f"{self.url}/?{urlencode({'tour': 'off', **link})}")
        self.page.wait_for_selector(".st-key-play button:visible")
        self.page.wait_for_selector("[data-testid=stVegaLiteChart] canvas")
        self.settle()
        return self

    def visit(self, path: str, **link: object) -> None:
        """Open a lesson."""
        self.page.goto(f"{self.url}/{path}?{urlencode(link)}")
        self.page.wait_for_selector("[data-testid=stMain] .katex")
        self.settle()

    def read(self, place: Locator) -> str:
        """All that is written at a place, formulas as their LaTeX."""
        formulas = place.locator("annotation").all_text_contents()
        return "\n".join([place.inner_text(), *formulas])

    def wait_for_step(self, stop: str) -> float:
        """Wait until a lesson shows a stop of the walk; milliseconds it took."""
        title = "h4 annotation" if stop not in ("given", "summary") else "h4"
        symbol = typeset.symbol(stop) if stop in SAMPLE else ""
        script = """([title, symbol]) => {
            const heading = document.querySelector(title);
            return heading && heading.textContent.includes(symbol)
                && (symbol || !document.querySelector('h4 annotation')); }"""
        began = time.perf_counter()
        self.page.wait_for_function(script, arg=[title, symbol])
        return 1000 * (time.perf_counter() - began)

    def settle(self) -> None:
        """Wait until the server has nothing more to say."""
        app = self.page.locator("[data-testid=stApp]")
        calm = 0
        for _ in range(800):
            state = app.get_attribute("data-test-script-state")
            calm = calm + 1 if state == "notRunning" else 0
            if calm == 4:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("the page does not come to rest")

    def press(self, key: str) -> None:
        # A button with help stands twice in the document, once unseen.
        self.page.locator(f".st-key-{key} button:visible").first.click()

    def choose(self, key: str, at: int) -> None:
        """Choose an option of a select box by its place; -1 is the last."""
        box = self.page.locator(f".st-key-{key} [role=combobox]")
        # Scrolling the page closes a list of options, so it is done first.
        box.scroll_into_view_if_needed()
        self.page.wait_for_timeout(100)
        box.click()
        self.page.locator("[role=option]").nth(at).click()

    def enter(self, name: str, value: object) -> None:
        """Type a number into a setting."""
        field = self.page.locator(f".st-key-set_{name} input")
        field.fill(str(value))
        field.press("Enter")
        self.page.wait_for_timeout(300)
        self.settle()

    def measures(self) -> list[str]:
        """Iteration, J, test J, accuracy, test accuracy as they are shown."""
        return self.page.locator("[data-testid=stMetricValue]").all_inner_texts()

    def iteration(self) -> int:
        return int(self.measures()[0].replace(",", ""))

    def train_to_the_end(self) -> None:
        self.press("play")
        self.page.wait_for_timeout(500)
        self.settle()

    def table(self, at: int) -> list[list[str]]:
        """A table's cells, read as a screen reader would; that copy comes after the picture."""
        frame = self.page.locator("[data-testid=stDataFrame]").nth(at)
        frame.locator("table tr").nth(1).wait_for(state="attached")
        cells: list[list[str]] = frame.locator("table").evaluate(
            """table => [...table.querySelectorAll('tr')].map(
                row => [...row.children].map(cell => cell.textContent))"""
        )
        return cells

    def measures_and_what_is_painted(self) -> tuple[list[str], list[list[str]]]:
        """The measures, and what is painted on the canvas of every table in the next half second.

        A table's copy for screen readers is no witness of a run: it waits until the table rests.
        """
        return tuple(
            self.page.evaluate(
                """() => new Promise(done => {
                    const tables = [...document.querySelectorAll('[data-testid=stDataFrame]')];
                    const painted = tables.map(() => []);
                    const write = CanvasRenderingContext2D.prototype.fillText;
                    CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
                        const at = tables.findIndex(table => table.contains(this.canvas));
                        if (at >= 0) painted[at].push(text);
                        return write.call(this, text, ...where); };
                    const measures = [...document.querySelectorAll('[data-testid=stMetricValue]')]
                        .map(measure => measure.innerText);
                    setTimeout(() => {
                        CanvasRenderingContext2D.prototype.fillText = write;
                        done([measures, painted]); }, 500); })"""
            )
        )

    def click_cell(self, at: int, row: int, column: int) -> None:
        """Click a cell of a table, which is drawn on a canvas; row 0 is the first below the head."""
        frame = self.page.locator("[data-testid=stDataFrame]").nth(at)
        frame.scroll_into_view_if_needed()
        # A click before the table can be clicked is lost.
        frame.locator("table tr").nth(1).wait_for(state="attached")
        self.page.wait_for_timeout(400)
        widths = list(WIDTHS.values())
        x = sum(widths[:column]) + widths[column] / 2
        frame.locator("canvas").first.click(
            position={"x": x, "y": HEADER_HEIGHT + ROW_HEIGHT * (row + 0.5)}, force=True
        )
        self.page.wait_for_timeout(500)
        self.settle()

    def chart(self, at: int) -> dict[str, float]:
        """The place of a chart's canvas on the page."""
        canvas = self.page.locator("[data-testid=stVegaLiteChart] canvas").nth(at)
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        return dict(box)

    def point(self, at: int, x: float, y: float) -> str:
        """What a chart tells at a place, in pixels from its upper left corner; maybe nothing."""
        box = self.chart(at)
        self.page.mouse.move(box["x"] + x - 1, box["y"] + y)
        self.page.mouse.move(box["x"] + x, box["y"] + y)
        self.page.wait_for_timeout(80)
        tip = self.page.locator("#vg-tooltip-element.visible")
        return tip.inner_text() if tip.count() else ""

    def point_at_the_end(self, at: int) -> str:
        """What a chart of curves tells at its rightmost place that tells something."""
        box = self.chart(at)
        places = range(round(box["width"]) - 1, 0, -3)
        return next(filter(None, (self.point(at, x, box["height"] / 2) for x in places)))

    def alerts(self) -> list[str]:
        return self.page.locator("[data-testid=stAlert]").all_inner_texts()

    def exceptions(self) -> int:
        return self.page.locator("[data-testid=stException]").count()
