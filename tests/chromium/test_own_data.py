"""A learner's own table, from the file to the lesson, in a real browser."""

import io

import pytest
from playwright.sync_api import Browser

from core.data.csv import read_csv
from dashboard.text import text_in
from tests.chromium.driver import Lab
from tests.chromium.test_language import switch
from tests.public import PUBLIC, Public, content


def upload(lab: Lab, name: str, content: bytes) -> None:
    """Give a file to the dialog, which is opened for it."""
    lab.press("own_data")
    lab.page.wait_for_selector("input[type=file]", state="attached")
    lab.page.set_input_files(
        "input[type=file]", [{"name": name, "mimeType": "text/csv", "buffer": content}]
    )


def pick(lab: Lab, key: str, *words: str) -> None:
    """Choose by typing, as in a list of hundreds of columns."""
    lab.settle()
    field = lab.page.locator(f"[class*=st-key-{key}] input")
    field.wait_for()
    for word in words:
        field.click()
        lab.page.keyboard.type(word)
        lab.page.locator("[role=option]").first.wait_for()
        lab.page.keyboard.press("Enter")
    if len(words) > 1:
        # A list from which more can be chosen stays open.
        lab.page.keyboard.press("Tab")


def use_table(lab: Lab) -> None:
    lab.page.locator(".st-key-own_use button").wait_for()
    lab.settle()
    lab.page.locator(".st-key-own_use button").click()
    lab.page.wait_for_function("new URL(location).searchParams.has('table')")
    lab.page.locator("[role=dialog]").wait_for(state="detached")
    lab.settle()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("public", PUBLIC, ids=lambda public: public.file)
def test_from_the_file_to_the_lesson(lab: Lab, public: Public, language: str):
    """Given, chosen from, trained on, the lesson; then the other language, and the dialog again."""
    other = {"en": "zh", "zh": "en"}[language]
    lab.open(lang=language)
    name = public.file if "." in public.file else f"{public.file}.csv"
    upload(lab, name, content(public.file))
    if public.header is not None:
        lab.page.wait_for_selector(".st-key-own_number button:visible")
        lab.settle()
        lab.press("own_number")
    lab.page.locator("[class*=st-key-own_target]").first.wait_for()
    pick(lab, "own_target", public.target)
    if public.positive:
        pick(lab, "own_positive", public.positive)
    if public.features:
        pick(lab, "own_features", *public.features)
    use_table(lab)
    assert lab.page.locator(f"text={text_in(language)('dataset.csv')}").count()
    data = read_csv(
        io.BytesIO(content(public.file)), public.target, public.positive, header=public.header,
        features=public.features or None, keep=public.features,
    )  # fmt: skip
    n0, m = data.X.shape
    lab.wait_for_cell(0, 1, f"({n0}, {m})")
    for iteration in (1, 2, 3):
        lab.press("step")
        lab.wait_for_iteration(iteration)
    seen = lab.measures()
    lab.page.locator(".st-key-matrix button").filter(has_text="dW[2]").first.click()
    lab.settle()
    lab.press("explain")
    lab.wait_for_step("dW2")
    lab.settle()
    switch(lab, other)
    lab.wait_for_step("dW2")
    assert lab.page.locator(".katex-error").count() == 0
    lab.press("see_in_lab")
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.wait_for_iteration(3)
    assert lab.measures() == seen
    lab.press("own_data")
    lab.page.locator(".st-key-own_use button").wait_for()
    lab.settle()
    dialog = lab.page.locator("[role=dialog]").inner_text()
    assert text_in(other)("own.standardised") in dialog
    assert f"m = {m:,}" in dialog.replace("\n", " ")
    assert lab.exceptions() == 0


def test_two_sessions_with_different_files_see_only_their_own(lab: Lab, chromium: Browser):
    """Side by side in two browsers; neither page says a word of the other's table."""
    tables = {
        "petunia": b"width,height,kind\n" + b"1,2,petunia\n2,1,weed\n3,3,weed\n2,4,petunia\n" * 4,
        "begonia": b"depth,mass,sort\n" + b"5,2,begonia\n7,1,stone\n6,3,stone\n6,4,begonia\n" * 5,
    }
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, locale="en-US")
    other = Lab(context.new_page(), lab.url)
    other.page.set_default_timeout(20_000)
    try:
        for one, name in ((lab, "petunia"), (other, "begonia")):
            one.open(lang="en")
            upload(one, f"{name}.csv", tables[name])
            use_table(one)
        for _ in range(2):
            for one in (lab, other):
                one.press("step")
                one.settle()
        for one, own, strange in ((lab, (2, 12), "begonia"), (other, (2, 16), "petunia")):
            one.wait_for_iteration(2)
            one.wait_for_cell(0, 1, str(own))
            assert strange not in one.page.content()
            one.press("own_data")
            one.page.locator(".st-key-own_use button").wait_for()
            one.settle()
            content = one.page.content()
            assert strange not in content
            assert ("petunia" if strange == "begonia" else "begonia") in content
            assert one.exceptions() == 0
    finally:
        context.close()


def test_xor_pasted(lab: Lab):
    lab.open(lang="en")
    lab.press("own_data")
    lab.page.get_by_role("tab").nth(1).click()
    lab.press("own_xor")
    use_table(lab)
    lab.wait_for_cell(0, 1, "(2, 4)")
    assert lab.exceptions() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_samples_drawn_on_the_plane_travel_in_the_link(lab: Lab, language: str):
    """Clicked, erased, taken back, trained on; the address alone brings the same run back."""
    lab.open(lang=language)
    lab.press("own_data")
    lab.page.get_by_role("tab").nth(2).click()
    tools = lab.page.locator(".st-key-draw_tool button")
    tools.first.wait_for()

    def click(across: float, up: float) -> None:
        lab.settle()
        canvas = lab.page.locator("[role=dialog] canvas").first
        box = canvas.bounding_box()
        assert box is not None
        before = lab.page.locator("[class*=st-key-canvas_]").first.get_attribute("class")
        canvas.click(position={"x": box["width"] * across, "y": box["height"] * up})
        lab.page.wait_for_function(
            """before => { const now = document.querySelector("[class*=st-key-canvas_]");
                return now && now.className !== before && now.querySelector("canvas"); }""",
            arg=before,
        )
        lab.settle()

    for place in ((0.3, 0.3), (0.7, 0.7), (0.5, 0.5)):
        click(*place)
    tools.nth(2).click()
    click(0.5, 0.5)
    tools.nth(1).click()
    for place in ((0.3, 0.7), (0.7, 0.3), (0.9, 0.1)):
        click(*place)
    lab.press("draw_undo")
    lab.settle()
    lab.press("own_use")
    lab.page.wait_for_function("new URL(location).searchParams.has('points')")
    lab.settle()
    lab.wait_for_cell(0, 1, "(2, 4)")
    lab.press("step")
    lab.wait_for_iteration(1)
    seen, address = lab.measures(), lab.page.url
    lab.page.goto(address)
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    assert lab.measures() == seen
    lab.wait_for_cell(0, 1, "(2, 4)")
    assert lab.exceptions() == 0
