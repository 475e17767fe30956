"""A class: two servers behind the proxy that the README names."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from core.config import Config
from core.training import advance, start
from tests.chromium.driver import Lab
from tests.chromium.test_coming_back import in_address, iteration, train_until_followed
from tests.chromium.test_lab import shown
from tests.serving import two_servers

BACK = """was => +(document.querySelector('[data-testid=stMetricValue]')?.textContent
    .replaceAll(',', '') ?? 0) >= was
    && document.querySelector('.st-key-play button')?.textContent.includes('Train')"""


def server_of(page: Page) -> str:
    (name,) = (c["value"] for c in page.context.cookies() if c["name"] == "SHALLOW")
    return str(name)


def test_a_class_stays_where_it_began_and_outlives_a_server(chromium: Browser, tmp_path: Path):
    """Learners are spread over both servers; those of a dead one go on upon the other."""
    with two_servers(tmp_path) as (url, servers):
        contexts = [chromium.new_context(locale="en-US") for _ in range(4)]
        labs = [
            Lab(c.new_page(), url).open(iters=100_000, n1=3 + i) for i, c in enumerate(contexts)
        ]
        began = [server_of(lab.page) for lab in labs]
        assert sorted(began) == ["one", "one", "two", "two"]
        for lab, name in zip(labs, began, strict=True):
            lab.page.reload()
            lab.page.wait_for_selector(".st-key-play button:visible")
            assert server_of(lab.page) == name
        bereft, kept = began.index("one"), began.index("two")
        for at in (bereft, kept):
            train_until_followed(labs[at])
        was = in_address(labs[bereft])
        servers["one"].kill()
        labs[bereft].page.wait_for_function(BACK, arg=was, timeout=60_000)
        for at in (bereft, kept):
            if at == kept:
                assert iteration(labs[at]) > 0
                labs[at].press("play")
            labs[at].settle()
            reached = iteration(labs[at])
            run = advance(start(Config(n1=3 + at)), reached)
            assert labs[at].measures() == shown(run)
        # The server that goes with the page's files is the other one from now on.
        labs[bereft].page.reload()
        labs[bereft].page.wait_for_selector(".st-key-play button:visible")
        assert server_of(labs[bereft].page) == "two"
        for context in contexts:
            context.close()
