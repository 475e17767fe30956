"""Bad links and hand-made messages to a real server: a page each time, and no traceback."""

import asyncio
import random
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard import state
from dashboard.settings import SETTINGS
from tests.benchmarks.load import Learner, until
from tests.serving import serve

LINKS, MESSAGES = 40, 24
"""Links in all, and messages for each page; by hand it was tried with 500 of both."""
PAGES = ("", "one_sample", "many_samples", "practice", "explore")
KEYS = [
    *SETTINGS, "at", "ch", "lang", "view", "plan", "hunt", "drill", "step", "sample", "own", "zz",
    "points", "pinned", "q",
]  # fmt: skip
TEXTS = [
    "", "-1", "0", "1e999", "nan", "99999999999999999999", "1.5", "½", "<script>alert(1)</script>",
    "$\\frac$", "**b**", "../../etc/passwd", "\x00", "a" * 3000, "[1]", "{}", "null", "中", "0x10",
    "1,2,3", " 4 ", "true",
]  # fmt: skip
SELECTED = [
    "{}", '{"selection":{}}', '{"selection":{"clicked":"x"}}', '{"selection":{"clicked":[3]}}',
    '{"selection":{"clicked":[{"number":99999}]}}', '{"edited_rows":{"99":{"1":"x"}}}',
    '{"selection":{"clicked":[{"kind":"unit","layer":9,"i":-3}]}}',
    '{"selection":{"clicked":[{"kind":"weight","layer":1,"i":"x","j":null}]}}',
    '{"selection":{"rows":[99],"columns":["zz"],"cells":[[9,"q"]]}}',
]  # fmt: skip
WORDS = ("selectbox", "radio", "text_input", "text_area")


class Stranger(Learner):
    """Sends each widget of a page what no browser would: values of its type that it never offers."""

    def __init__(self, query: str) -> None:
        super().__init__(0, 20)
        self.query, self.widgets = query, dict[str, str]()

    def _take(self, element: Element) -> None:
        kind = str(element.WhichOneof("type"))
        part = getattr(element, kind)
        if getattr(part, "id", ""):
            steps = kind == "slider" and part.type == part.SELECT_SLIDER
            self.widgets[part.id] = "select_slider" if steps else kind
        super()._take(element)

    async def send(self, page: str, chosen: random.Random | None = None) -> None:
        """Ask for a page; by chance with values for up to three widgets that it has or had."""
        message, before = BackMsg(), self.finished
        message.rerun_script.query_string, message.rerun_script.page_name = self.query, page
        known = [w for w in sorted(self.widgets) if self.widgets[w] != "file_uploader"]
        for widget in chosen.sample(known, chosen.randint(1, 3)) if chosen else []:
            sent = message.rerun_script.widget_states.widgets.add()
            sent.id = widget
            _put(sent, self.widgets[widget], chosen)
        await self.line.send(message.SerializeToString())
        await until(lambda: self.finished > before, 30)
        assert not self.exceptions, message


def _put(state: WidgetState, kind: str, chosen: random.Random) -> None:
    text = chosen.choice(TEXTS)
    if kind == "slider":
        state.double_array_value.data.append(chosen.choice([1e9, -5.0, 3.5, -1e-9]))
    elif kind == "number_input":
        state.double_value = chosen.choice([-1, 1e308, 0.5, -1e9, 1e15])
    elif kind in ("select_slider", "button_group", "multiselect"):
        state.string_array_value.data.extend(chosen.choice([["x"], ["1"], ["a", "b"], [text]]))
    elif kind == "checkbox":
        state.bool_value = True
    elif kind in ("button", "download_button"):
        state.trigger_value = True
    else:
        state.string_value = text if kind in WORDS else chosen.choice(SELECTED)


async def visit(url: str) -> None:
    chosen = random.Random(7)
    for _ in range(LINKS):
        values = {chosen.choice(KEYS): chosen.choice(TEXTS) for _ in range(chosen.randint(1, 5))}
        stranger = Stranger(urlencode(values))
        await stranger.open(url)
        assert not stranger.exceptions, values
        await stranger.close()
    for page in PAGES:
        stranger = Stranger(urlencode({"lang": "en", "at": 50}))
        await stranger.open(url)
        await stranger.send(page)
        for _ in range(MESSAGES):
            await stranger.send(page, chosen)
        stranger.measures.clear()
        await stranger.send("")
        assert stranger.measures["Iteration"], "the Lab has no run any more"
        await stranger.close()


def test_no_link_and_no_message_breaks_a_page(tmp_path: Path):
    with serve(tmp_path / "log") as (url, _):
        asyncio.run(visit(url))
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_widget_of_a_page_that_was_left_holds_nothing():
    assert state.edited_rows("gone") == {}
    assert state.edited_table("gone") == ({}, [], [])
    assert state.uploaded("gone") is None
