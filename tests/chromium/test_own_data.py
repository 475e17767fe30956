"""A learner's own table, from the file to the lesson, in a real browser."""

import pytest
from sklearn import datasets

from dashboard.text import text_in
from tests.chromium.driver import Lab

TABLES = {"iris": "setosa", "wine": "class_1", "breast_cancer": "benign"}


def table(name: str) -> bytes:
    """A data set of scikit-learn as CSV text, its classes by name."""
    found = getattr(datasets, f"load_{name}")(as_frame=True)
    frame = found.frame
    frame["kind"] = [str(found.target_names[i]) for i in frame.pop("target")]
    text: str = frame.to_csv(index=False)
    return text.encode()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", TABLES)
def test_from_the_file_to_the_lesson(lab: Lab, name: str, language: str):
    lab.open(lang=language)
    lab.press("own_data")
    lab.page.set_input_files(
        "input[type=file]",
        [{"name": f"{name}.csv", "mimeType": "text/csv", "buffer": table(name)}],
    )
    chooser = lab.page.locator("[class*=st-key-own_positive] input")
    chooser.wait_for()
    lab.settle()
    chooser.click()
    lab.page.keyboard.type(TABLES[name])
    lab.page.keyboard.press("Enter")
    lab.page.locator(".st-key-own_use button").wait_for()
    lab.settle()
    lab.page.locator(".st-key-own_use button").click()
    lab.page.wait_for_function("new URL(location).searchParams.has('table')")
    lab.settle()
    assert lab.page.locator(f"text={text_in(language)('dataset.csv')}").count()
    for _ in range(3):
        lab.press("step")
        lab.settle()
    assert lab.measures()[0] == "3"
    lab.page.locator(".st-key-matrix button").filter(has_text="dW[2]").first.click()
    lab.settle()
    lab.press("explain")
    lab.wait_for_step("dW2")
    lab.settle()
    assert lab.exceptions() == 0
    assert lab.page.locator(".katex-error").count() == 0


def test_xor_pasted(lab: Lab):
    lab.open(lang="en")
    lab.press("own_data")
    lab.page.get_by_role("tab").nth(1).click()
    lab.press("own_xor")
    lab.page.locator(".st-key-own_use button").wait_for()
    lab.settle()
    lab.page.locator(".st-key-own_use button").click()
    lab.page.wait_for_function("new URL(location).searchParams.has('table')")
    lab.settle()
    assert "(2, 4)" in lab.table(0)[1]
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
    assert "(2, 4)" in lab.table(0)[1]
    lab.press("step")
    lab.settle()
    seen, address = lab.measures(), lab.page.url
    assert seen[0] == "1"
    lab.page.goto(address)
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    assert lab.measures() == seen
    assert "(2, 4)" in lab.table(0)[1]
    assert lab.exceptions() == 0
