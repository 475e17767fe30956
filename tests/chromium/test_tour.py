"""The tour as a newcomer walks it: what is spoken of is framed, and one button leads on."""

from functools import partial

import pytest

from dashboard.panels.lab.tour import SPEAKS_OF
from dashboard.session import TOUR
from dashboard.text import text_in
from tests.chromium.driver import Lab

FRAMED = """() => [...document.querySelectorAll('[class*=st-key-]')]
    .filter(place => getComputedStyle(place).outlineStyle === 'solid' && place.offsetHeight > 20)
    .map(place => [...place.classList].find(name => name.startsWith('st-key-')).slice(7))"""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_station_frames_what_it_names_and_one_button_leads(lab: Lab, language: str):
    text = text_in(language)
    lab.open(lang=language)
    lab.press("tour_begin")
    lab.settle()
    for at, name in enumerate(TOUR):

        def framed(name: str = name) -> None:
            found = sorted(lab.page.evaluate(FRAMED))
            assert [place.removesuffix(f"_{language}") for place in found] == sorted(
                SPEAKS_OF[name]
            )

        def leads(key: str) -> None:
            filled = lab.page.locator("[data-testid=stBaseButton-primary]:visible")
            # A locator that finds two raises.
            assert filled.inner_text().endswith(text(f"tour.{key}"))

        lab.eventually(framed)
        leads(f"{name}_do")
        lab.press("tour_do")
        lab.eventually(partial(leads, "next" if at < len(TOUR) - 1 else "end"))
        if name != "too_fast":  # That run has diverged, and is over.
            lab.press("play")
            lab.settle()
        lab.press("tour_next")
        lab.settle()
    assert lab.page.evaluate(FRAMED) == []


def test_nothing_is_framed_after_the_tour_though_a_run_trains(lab: Lab):
    """While a run trains the script does not end, and Streamlit clears nothing by itself."""
    lab.open(iters=1_000_000)
    lab.press("tour_begin")
    lab.settle()
    lab.press("tour_do")
    lab.page.locator(".st-key-tour_next [data-testid=stBaseButton-primary]").wait_for()
    lab.press("tour_skip")
    lab.page.locator(".st-key-tour").wait_for(state="detached")
    assert lab.page.evaluate(FRAMED) == []
    assert not lab.conversation.answered, "the run trains"
    lab.press("play")
    lab.settle()
