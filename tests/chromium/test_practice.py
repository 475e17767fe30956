"""The exercises in a real browser: each kind goes the whole way, by keyboard, and on a phone."""

import statistics
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from core.practice.assemble import TASKS
from core.practice.marking import written
from core.practice.mistakes import EVERY
from core.practice.shapes import question
from dashboard import questions
from dashboard.practice import DRILLS
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


def test_shapes_by_keyboard_alone_and_at_once(lab: Lab):
    """A shape is typed and sent off by Enter; Ctrl+Enter goes on; a wrong one names its number."""
    practise(lab, "shapes", "matrix", q=3)
    times = []
    for number in range(3, 9):
        kind = address(lab)["kind"]
        asked = question(1, number, kind)
        if isinstance(asked.answer, tuple):
            field = lab.page.locator(f".st-key-shape_{number}_{kind} input")
            field.focus()
            lab.page.keyboard.type("(1, 1, 1)")
            lab.page.keyboard.press("Enter")
            alert(lab, "Error", f"{len(asked.answer)}")
            lab.page.keyboard.press("Control+A")
            lab.page.keyboard.type("x".join(map(str, asked.answer)))
            began = time.perf_counter()
            lab.page.keyboard.press("Enter")
            lab.page.wait_for_selector("[data-testid=stAlertContentSuccess]")
            times.append(1000 * (time.perf_counter() - began))
            lab.settle()
        lab.page.keyboard.press("Control+Enter")
        lab.page.wait_for_function(
            "q => new URL(location).searchParams.get('q') === q", arg=str(number + 1)
        )
        lab.settle()
    assert lab.exceptions() == 0
    print(f"\nshapes: a verdict after {statistics.median(times):.0f} ms (median)")
    assert statistics.median(times) < 900
    done = address(lab)["done"]
    lab.page.reload()
    lab.page.wait_for_selector(".st-key-go_on button:visible")
    lab.settle()
    assert address(lab)["done"] == done, "progress and question come back"


def test_a_wrong_answer_leads_to_the_lesson_step(lab: Lab):
    practise(lab, "shapes", "transpose", q=2)
    asked = question(1, 2, "transpose")
    pick(lab, "shape_2_transpose_en", asked.asked)
    lab.press("check_shape_2_transpose")
    lab.page.wait_for_selector("[data-testid=stAlert]")
    lab.press("to_lesson")
    lab.page.wait_for_url("**/one_sample**")
    lab.page.wait_for_selector("[data-testid=stMain] h4")
    lab.settle()
    assert lab.exceptions() == 0


def test_assemble(lab: Lab):
    practise(lab, "assemble", "sample_dW2")
    tiles = TASKS["sample_dW2"].tiles
    for tile in ("dz2", "@", "a1"):
        lab.press(f"tile_{tiles.index(tile)}")
        lab.settle()
    lab.press("check_line")
    alert(lab, "Error", "error")
    lab.press("tile_clear")
    lab.settle()
    for tile in ("dz2", "*", "a1", "T"):
        lab.press(f"tile_{tiles.index(tile)}")
        lab.settle()
    lab.press("check_line")
    alert(lab, "Success", "same numbers")
    lab.press("go_on")
    lab.page.wait_for_function("new URL(location).searchParams.get('q') === '1'")
    assert lab.exceptions() == 0


def test_numpy_says(lab: Lab):
    item = "dW2.1"
    practise(lab, "numpy_says", item)
    outcome = questions.numpy_says(item)
    pick(lab, "says_0_en", TEXT(f"says_kind.{outcome.kind}"))
    lab.press("check_says_0")
    alert(lab, "Success", TEXT(f"whatif.{outcome.kind}").split("{")[0])
    assert lab.exceptions() == 0


def test_by_hand_by_keyboard_alone(lab: Lab):
    practise(lab, "by_hand", "tanh.1")
    solution = questions.hand_task(1, 0, "tanh.1").solution
    for at, step in enumerate(solution):
        texts = written(solution[step])
        lab.page.locator(f".st-key-hand_0_{at}_0 input").focus()
        for i, text in enumerate(texts):
            lab.page.keyboard.type(text)
            lab.page.keyboard.press("Tab" if i + 1 < len(texts) else "Enter")
        lab.page.wait_for_selector("[data-testid=stAlertContentSuccess]")
        lab.settle()
        lab.page.keyboard.press("Control+Enter")
        if at + 1 < len(solution):
            lab.page.wait_for_selector(f".st-key-hand_0_{at + 1}_0 input")
        lab.settle()
    assert address(lab)["q"] == "1"
    assert "f5-5-0_b5-7-0_u5-5-0" in address(lab)["done"]
    assert lab.exceptions() == 0


@pytest.mark.parametrize("name", ["sign", "no_transpose"])
def test_bug_hunt(lab: Lab, name: str):
    practise(lab, "bugs", name)
    mistake = EVERY[name]
    field = lab.page.locator(".st-key-hunt_line_0 input")
    field.fill(str(mistake.faulty_line))
    field.press("Enter")
    alert(lab, "Success", f"Line {mistake.faulty_line}")
    for detector in mistake.caught:
        lab.page.locator(".st-key-hunt_detectors_0_en button").filter(
            has_text=TEXT(f"detector.{detector}")
        ).click()
    lab.press("check_hunt_detectors_0")
    lab.page.wait_for_selector(".st-key-hunt_repair_0_en")
    lab.settle()
    rows = lab.table(0)[1:]
    assert len(rows) == 5
    rejected = sum(TEXT("detects.rejects") in " ".join(row) for row in rows)
    assert rejected == len(mistake.caught)
    expect(lab.page.locator("[data-testid=stVegaLiteChart] canvas")).to_be_visible()
    at = questions.repairs(mistake, 1, 0).index(mistake.choices[0])
    lab.page.locator(".st-key-hunt_repair_0_en [role=radiogroup] label").nth(at).click()
    lab.press("check_hunt_repair_0")
    alert(lab, "Success", "every detector passes")
    expect(lab.page.get_by_text(TEXT(f"mistake.{name}")[:40])).to_be_visible()
    assert lab.exceptions() == 0


@pytest.mark.parametrize(
    ("drill", "name"), [("predict", "alpha_diverges"), ("experiments", "conditioning")]
)
def test_an_experiment_is_run_and_opened_in_the_lab(lab: Lab, drill: str, name: str):
    practise(lab, drill, name)
    runs, finding = questions.experiment(name)
    lab.page.locator(f".st-key-{drill}_predict_0_en [role=radiogroup] label").first.click()
    lab.press(f"check_{drill}_predict_0")
    lab.page.wait_for_selector("[data-testid=stAlert]")
    lab.settle()
    canvases = lab.page.locator("[data-testid=stVegaLiteChart] canvas")
    expect(canvases).to_have_count(1 + len(runs))
    assert len(lab.table(0)) == 1 + len(finding.numbers)
    lab.press("to_lab_0")
    lab.page.wait_for_selector(".st-key-play button:visible")
    lab.settle()
    config = runs[0].config
    assert address(lab)["dataset"] == config.dataset
    assert float(address(lab).get("alpha", "1.2")) == config.learning_rate
    assert lab.exceptions() == 0


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
