"""The exercises on a phone, in either language, and out of a file."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from dashboard.practice import DRILLS
from tests.chromium.driver import Lab
from tests.chromium.practising import TEXT, address, practise


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_exercise_fits_a_phone(chromium, server, language: str, scheme: str):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    lab = Lab(context.new_page(), server[0])
    for drill in DRILLS:
        lab.page.goto(f"{lab.url}/practice?{urlencode({'drill': drill, 'lang': language})}")
        lab.page.wait_for_selector(".st-key-go_on button:visible")
        lab.settle()
        if lab.page.locator(".st-key-tell button:visible").count():
            lab.press("tell")
            lab.page.wait_for_selector("[data-testid=stAlert]")
            lab.settle()
        main = lab.page.locator("[data-testid=stMain]")
        assert main.evaluate("e => e.scrollWidth <= e.clientWidth"), drill
        assert lab.page.locator(".katex-error").count() == 0
        assert lab.exceptions() == 0
    context.close()


@pytest.mark.parametrize("before", ["en", "zh"])
def test_an_exercise_goes_on_in_the_other_language(lab: Lab, before: str):
    """A choice that was made and not sent off is not handed on in the words of the old language."""
    after = {"en": "zh", "zh": "en"}[before]
    for drill, kind in (
        ("numpy_says", "dW2.0"),
        ("experiments", "noise_floor"),
        ("shapes", "line"),
    ):
        practise(lab, drill, kind, lang=before)
        radio = "[data-testid=stMain] [role=radiogroup] label"
        lab.page.locator(f"{radio}:has(input[type=radio])").last.click()
        name = {"en": "English", "zh": "中文"}[after]
        lab.page.locator(".st-key-set_lang").get_by_text(name).click()
        lab.page.wait_for_function(
            "lang => new URL(location).searchParams.get('lang') === lang", arg=after
        )
        lab.settle()
        lab.page.locator(f"{radio}:has(input[type=radio])").last.click()
        lab.page.locator("[data-testid=stFormSubmitButton] button").click()
        lab.page.wait_for_selector("[data-testid=stAlert]")
        lab.settle()
        assert lab.exceptions() == 0


def test_progress_is_saved_in_a_file_and_opened_again(lab: Lab, tmp_path):
    practise(lab, "shapes", "matrix", q=3, done="a3-2-1")
    lab.page.get_by_text(TEXT("progress.keep")).click()
    with lab.page.expect_download() as download:
        lab.press("progress_save")
    file = tmp_path / "progress.txt"
    download.value.save_as(file)
    assert file.read_text() == "a3-2-1"
    file.write_text("q2-1-0_b1-0-3")
    lab.page.locator(".st-key-progress_file input").set_input_files(file)
    expect(lab.page.get_by_text(TEXT("progress.opened"))).to_be_visible()
    lab.settle()
    assert address(lab)["done"] == "b1-0-3_q2-1-0"
    assert lab.exceptions() == 0
