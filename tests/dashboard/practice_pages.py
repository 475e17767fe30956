"""The page Practice in a test: opened by an address, pressed and read."""

from collections.abc import Iterable

from streamlit.testing.v1 import AppTest

from dashboard.practice import Practice

LANGUAGES = ("en", "zh")


def script() -> None:
    """The page and its sidebar, without the navigation."""
    import streamlit as st

    from dashboard import sidebar, state
    from dashboard.pages.practice import practice

    with st.sidebar:
        sidebar.practice(state.text(), state.session())
    practice()


def page(
    drill: str, kind: str, number: int = 0, language: str = "en", seed: int = 1, **link: str
) -> AppTest:
    test = AppTest.from_function(script, default_timeout=60)
    values = {"drill": drill, "kind": kind, "q": number, "lang": language, "qseed": seed, **link}
    for name, value in values.items():
        test.query_params[name] = str(value)
    return test.run()


def practice_of(test: AppTest) -> Practice:
    return test.session_state["session"].practice


def boxes(test: AppTest) -> dict[str, list[str]]:
    assert not test.exception
    return {
        kind: [box.value for box in getattr(test, kind)] for kind in ("success", "error", "info")
    }


def press(test: AppTest, key: str) -> AppTest:
    return test.button(key=key).click().run()


def submit(test: AppTest, key: str) -> AppTest:
    """Send off the form whose button has this key."""
    return next(b for b in test.button if b.key == key).click().run()


def score(test: AppTest, skill: str) -> tuple[int, int]:
    card = practice_of(test).progress[skill]
    return card.right, card.wrong


def in_turns(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name in one language, the next in the other: every word is looked for elsewhere."""
    return [(name, LANGUAGES[i % 2]) for i, name in enumerate(names)]
