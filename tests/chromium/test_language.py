"""The language switched, then every control used: no control hands on a word of the old language."""

import pytest

from tests.chromium.driver import Lab

OTHER = {"en": "zh", "zh": "en"}
SET_UPS: list[dict[str, object]] = [
    {}, {"init": "zeros"}, {"init": "xavier", "activation": "relu"}, {"dataset": "iris"},
    {"dataset": "iris", "across": 2, "up": 3}, {"dataset": "breast_cancer", "n1": 2},
    {"dataset": "ball", "speed": 100}, {"alpha": 0.01, "stopj": 0.1}, {"m": 20, "n1": 16},
    {"dataset": "moons", "activation": "leaky_relu"},
]  # fmt: skip


def switch(lab: Lab, to: str) -> None:
    lab.page.locator(".st-key-set_lang").get_by_text({"en": "English", "zh": "中文"}[to]).click()
    lab.page.wait_for_function(
        "lang => new URL(location).searchParams.get('lang') === lang", arg=to
    )
    lab.settle()


def use(lab: Lab, to: str, dataset: str) -> None:
    """Press, slide, type and choose everything; after each the page is whole and says no error."""
    page = lab.page

    def whole(what: str) -> None:
        lab.settle()
        assert lab.exceptions() == 0, what
        assert page.locator(".st-key-play button:visible").count(), what

    for key in ("step", "check"):
        lab.press(key)
        whole(key)
    selects = ["set_init", "set_activation", "set_speed"]
    if dataset in ("iris", "ball", "breast_cancer"):
        selects += ["set_across", "set_up"]
    for name in selects:
        lab.choose(f"{name}_{to}", -1)
        whole(name)
    for name in ("set_alpha", "set_n1", "set_noise"):
        page.locator(f".st-key-{name} input[type=range]").first.press("ArrowRight")
        whole(name)
    lab.enter("m", 15)
    whole("m")
    for name in ("set_iters", "set_seed", "set_wseed"):
        page.locator(f".st-key-{name} [data-testid=stNumberInputStepUp]").click()
        whole(name)
    page.locator(".st-key-matrix button").nth(4).click()
    whole("matrix")
    lab.choose(f"preset_{to}", 0)
    whole("preset")
    lab.press("reset")
    whole("reset")


@pytest.mark.parametrize("at", range(len(SET_UPS)), ids=[str(s) for s in SET_UPS])
def test_every_control_goes_on_after_a_switch(lab: Lab, at: int):
    """At the start of a run, in the middle of it while it trains, and after it; there and back."""
    set_up, before = SET_UPS[at], ("zh", "en")[at % 2]
    phase = ("before", "during", "after")[at % 3]
    lab.open(lang=before, **set_up, **({"at": 30} if phase == "after" else {}))
    if phase == "during":
        lab.press("play")
        lab.page.wait_for_function(
            "document.querySelector('[data-testid=stMetricValue]').textContent !== '0'"
        )
    to = OTHER[before]
    if phase == "during":
        lab.page.locator(".st-key-set_lang").get_by_text(
            {"en": "English", "zh": "中文"}[to]
        ).click()
        lab.page.locator(f".st-key-set_init_{to}").wait_for()
        lab.press("play")
        lab.settle()
    else:
        switch(lab, to)
    use(lab, to, str(set_up.get("dataset", "flower")))
    switch(lab, before)
    lab.press("step")
    lab.settle()
    assert lab.exceptions() == 0
    assert lab.iteration() == 1


@pytest.mark.parametrize("before", ["en", "zh"])
@pytest.mark.parametrize("path", ["one_sample", "many_samples"])
def test_lessons_go_on_after_a_switch(lab: Lab, before: str, path: str):
    lab.visit(path, lang=before, step=8)
    switch(lab, OTHER[before])
    lab.page.locator(".st-key-lesson_sample [data-testid=stNumberInputStepUp]").click()
    lab.settle()
    lab.page.locator(f".st-key-lesson_source_{OTHER[before]} label").last.click()
    lab.page.wait_for_function("new URL(location).searchParams.get('net') === 'lab'")
    lab.settle()
    if path == "one_sample":
        lab.press("next")
        lab.wait_for_step("db2")
        lab.page.locator(f".st-key-lesson_step_{OTHER[before]} button").nth(3).click()
        lab.wait_for_step("z2")
    assert lab.exceptions() == 0
