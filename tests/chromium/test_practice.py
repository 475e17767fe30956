"""Shapes, assembled lines, NumPy: the whole way, by keyboard, at once, and to the lesson."""

import statistics
import time

import pytest

from core.practice.assemble import TASKS
from core.practice.shapes import question
from dashboard import questions
from tests.chromium.driver import Lab
from tests.chromium.practising import TEXT, address, alert, pick, practise


@pytest.mark.alone
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
