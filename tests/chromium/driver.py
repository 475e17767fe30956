"""The Lab in a browser as a person uses it: opened by a link, pressed, and read."""

import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page

from core.equations import SAMPLE
from dashboard import typeset
from dashboard.panels.lab.dimensions import WIDTHS
from dashboard.panels.shared.table import HEADER_HEIGHT, ROW_HEIGHT
from tests.chromium.conversation import Conversation

T = TypeVar("T")
GHOSTS = """() => [...document.querySelectorAll('[data-stale=true]')]
    .filter(element => element.offsetHeight > 1).map(element => element.innerText)"""


class Lab:
    """The Lab as a person uses it: opened by a link, pressed, and read."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.conversation = Conversation(page)

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
        # What is loaded only when it is first needed, such as a table, comes after its words.
        self.page.wait_for_function("!document.querySelector('.stMain [data-testid=stSkeleton]')")

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
        """Wait until the server has answered the last press and has nothing more to say."""
        assert self.rests(60), "the page does not come to rest"

    def rests(self, seconds: float) -> bool:
        """Whether the server has answered the last press, and says no more, within a time."""
        app = self.page.locator("[data-testid=stApp]")
        until, calm = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            state = app.get_attribute("data-test-script-state")
            calm = calm + 1 if state == "notRunning" and self.conversation.answered else 0
            if calm == 4:
                return True
            self.page.wait_for_timeout(50)
        return False

    def eventually(self, check: Callable[[], T], seconds: float = 10) -> T:
        """Check again until it holds; what it then tells.

        Some of a page comes after the server's last word. A table's copy for screen readers is made
        when the table has rested for a while, and a chart draws its new data in a later frame.
        """
        until = time.monotonic() + seconds
        while True:
            try:
                return check()
            # Where a number is to stand, something else may stand yet.
            except (AssertionError, ValueError):
                if time.monotonic() > until:
                    raise
            self.page.wait_for_timeout(50)

    def wait_for_iteration(self, iteration: int) -> None:
        """Wait until the Lab shows an iteration, and has no more to say."""

        def there() -> None:
            assert self.iteration() == iteration

        self.eventually(there)
        self.settle()

    def wait_for_cell(self, at: int, row: int, cell: str) -> None:
        """Wait until a table's row holds a cell; row 0 is the head."""

        def there() -> None:
            assert cell in self.table(at)[row]

        self.eventually(there)

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
        self.settle()

    def measures(self) -> list[str]:
        """Iteration, J, test J, accuracy, test accuracy as they are shown."""
        return self.page.locator("[data-testid=stMetricValue]").all_inner_texts()

    def iteration(self) -> int:
        return int(self.measures()[0].replace(",", ""))

    def train_to_the_end(self) -> None:
        self.press("play")
        self.settle()

    def table(self, at: int) -> list[list[str]]:
        """A table's cells, read as a screen reader would.

        That copy comes some time after the picture, so whoever has changed something checks
        `eventually` what it holds.
        """
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

    def write_cell(self, table: Locator, x: float, y: float, value: str) -> None:
        """Write into the cell of a table at a place, in pixels from the table's upper left."""
        table.scroll_into_view_if_needed()
        # A click before the table can be clicked is lost, and keys before the cell can be written.
        table.locator("table tr").nth(1).wait_for(state="attached")
        self.page.wait_for_timeout(600)
        table.locator("canvas").first.click(position={"x": x, "y": y}, force=True)
        self.page.keyboard.press("Enter")
        field = self.page.locator("#portal .gdg-input")
        field.fill(value)
        field.press("Enter")

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

    def ghosts(self) -> list[str]:
        """What a script of the page has drawn before and not again, and is still in sight."""
        found: list[str] = self.page.evaluate(GHOSTS)
        return found
