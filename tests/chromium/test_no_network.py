"""Every page works without the internet: nothing is asked of any host but the server itself."""

import pytest

from dashboard.exploring import VIEWS
from dashboard.practice import DRILLS
from tests.chromium.driver import Lab

PAGES = (
    "?tour=off&at=50", "one_sample", "many_samples",
    *(f"practice?drill={drill}" for drill in DRILLS), *(f"explore?view={view}" for view in VIEWS),
)  # fmt: skip


@pytest.mark.parametrize("at", range(2))
def test_nothing_is_loaded_from_elsewhere(lab: Lab, at: int):
    asked: list[str] = []
    lab.page.on("request", lambda request: asked.append(request.url))
    lab.page.on("websocket", lambda socket: asked.append(socket.url))
    for page in PAGES[at::2]:
        lab.page.goto(f"{lab.url}/{page}")
        lab.page.wait_for_selector("[data-testid=stMain] [data-testid=stMarkdown]")
        lab.settle()
        assert lab.exceptions() == 0
    host = lab.url.removeprefix("http")
    own = (f"http{host}", f"ws{host}", "data:", "blob:")
    assert any(url.startswith("ws") for url in asked)
    assert [url for url in asked if not url.startswith(own)] == []
