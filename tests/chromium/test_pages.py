"""From page to page: what stands on several of them says the same on each."""

import pytest

from tests.chromium.driver import Lab

SHOWN = """() => Object.fromEntries(
    [...document.querySelectorAll('[data-testid=stSidebar] [class*=st-key-]')].flatMap(place => {
        const name = [...place.classList].find(name => name.startsWith('st-key-'));
        const said = [
            ...[...place.querySelectorAll('[data-testid=stSliderThumbValue]')].map(e => e.innerText),
            ...[...place.querySelectorAll('input:not([type=range]):not([type=radio])')]
                .map(e => e.type === 'checkbox' ? e.checked : e.value),
            ...[...place.querySelectorAll('input[type=radio]')].map(e => e.checked),
            ...[...place.querySelectorAll('[aria-checked]')].map(e => e.getAttribute('aria-checked')),
        ];
        return /set_|lesson_/.test(name) ? [[name, said.join(' ')]] : []; }))"""
"""What every setting in the sidebar shows, by the key of its widget."""
LINK = {"n1": 7, "alpha": 0.5, "noise": 0.3, "dataset": "moons", "m": 120, "activation": "relu",
        "init": "he", "iters": 4321, "speed": 50, "seed": 4, "wseed": 5, "sample": 9, "net": "lab"}  # fmt: skip


def test_a_setting_shows_its_value_on_every_page(lab: Lab):
    """Each page has widgets of its own under the same keys; round twice, from each to each."""
    lab.open(lang="zh", **LINK)
    first: dict[str, dict[str, str]] = {}
    pages = lab.page.locator("[data-testid=stTopNavLink]")
    for at in (4, 0, 1, 2, 1, 3, 2, 4, 3, 0, 2, 0):
        pages.nth(at).click()
        lab.settle()
        shown = lab.page.evaluate(SHOWN)
        assert shown["st-key-set_lang"] == "false true", at
        kind = "lesson" if at in (1, 2) else "practice" if at == 3 else "settings"
        assert shown == first.setdefault(kind, shown), at
    assert lab.exceptions() == 0
    settings, lesson = first["settings"], first["lesson"]
    assert len(settings) > 12
    for name, value in {"n1": "7", "alpha": "0.5", "noise": "0.30", "m": "120"}.items():
        assert value in settings[f"st-key-set_{name}"].split(), name
    assert lesson["st-key-lesson_source_zh"].split() == ["false", "false", "true"]
    assert lesson["st-key-lesson_sample"].split() == ["9"]


@pytest.mark.parametrize(
    ("kind", "place"),
    [("sum", "#sums"), ("product", "#forward"), ("gradient", ".st-key-see_dimensions")],
)
def test_a_reason_leads_to_the_very_section(lab: Lab, kind: str, place: str):
    """The section stands up to 4,400 pixels down its page."""
    lab.page.goto(f"{lab.url}/practice?lang=en&drill=shapes&kind={kind}&q=0")
    lab.page.locator(".st-key-tell button:visible").first.wait_for()
    lab.settle()
    lab.press("tell")
    lab.settle()
    lab.press("to_lesson")
    lab.page.locator(place).wait_for()
    lab.settle()

    def there() -> None:
        box = lab.page.locator(place).bounding_box()
        # The bar of pages is 60 pixels high.
        assert box is not None
        assert 50 <= box["y"] < 120

    lab.eventually(there)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_from_an_explanation_a_button_leads_back_to_the_question(lab: Lab, language: str):
    lab.page.goto(f"{lab.url}/practice?lang={language}&drill=shapes&kind=transpose&q=3")
    lab.page.locator(".st-key-tell button:visible").first.wait_for()
    lab.settle()
    asked = lab.page.locator("h4").first.inner_text()
    lab.press("tell")
    lab.settle()
    lab.press("to_lesson")
    lab.page.locator(".st-key-to_question button").wait_for()
    lab.settle()
    lab.press("to_question")
    lab.page.locator(".st-key-to_lesson").wait_for()
    lab.settle()
    assert lab.page.locator("h4").first.inner_text() == asked
    assert not lab.page.locator(".st-key-to_question").count()
