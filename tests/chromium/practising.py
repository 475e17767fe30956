"""The page Practice in a browser, as a learner uses it."""

from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import expect

from dashboard.text import text_in
from tests.chromium.driver import Lab

TEXT = text_in("en")


def practise(lab: Lab, drill: str, kind: str, **link: object) -> None:
    query = urlencode({"drill": drill, "kind": kind, "lang": "en", **link})
    lab.page.goto(f"{lab.url}/practice?{query}")
    lab.page.wait_for_selector(".st-key-go_on button:visible")
    lab.settle()


def alert(lab: Lab, kind: str, words: str) -> None:
    """Wait for a verdict."""
    box = lab.page.locator(f"[data-testid=stAlertContent{kind}]").last
    expect(box).to_contain_text(words)


def pick(lab: Lab, key: str, words: str) -> None:
    """Choose an answer among several."""
    lab.page.locator(f".st-key-{key} label").filter(has_text=words).first.click()


def address(lab: Lab) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(lab.page.url).query).items()}


def tab_to(lab: Lab, selector: str, words: str = "") -> None:
    """Go by Tab to a place, and in it by arrows to something with these words."""
    inside = False
    for _ in range(80):
        if lab.page.evaluate(
            """([selector, words]) => {
                const focused = document.activeElement;
                return focused.closest(selector) !== null && focused !== document.body
                    && focused.textContent.includes(words); }""",
            [selector, words],
        ):
            return
        inside = inside or lab.page.evaluate(
            "selector => document.activeElement.closest(selector) !== null", selector
        )
        lab.page.keyboard.press("ArrowRight" if inside else "Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")
