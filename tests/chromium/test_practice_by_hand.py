"""A computation by hand in a browser: by keyboard alone, and over a reload."""

from core.practice.marking import written
from dashboard import questions
from tests.chromium.driver import Lab
from tests.chromium.practising import TEXT, address, alert, practise


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


def test_numbers_by_hand_outlive_a_reload(lab: Lab):
    """Right, wrong and begun: after the page is loaded again all stand there, and count once."""
    practise(lab, "by_hand", "tanh.1")
    solution = questions.hand_task(1, 0, "tanh.1").solution
    right, wrong = written(solution["Z1"]), ["9", "1/4"]
    for at, texts in enumerate((right, wrong)):
        for i, typed in enumerate(texts):
            lab.page.locator(f".st-key-hand_0_{at}_{i} input").fill(typed)
        lab.press(f"check_hand_0_{at}")
        lab.page.wait_for_selector("[data-testid=stAlert]")
        lab.settle()
        if at == 0:
            lab.press("go_on")
            lab.page.wait_for_selector(".st-key-hand_0_1_0 input")
            lab.settle()
    before = address(lab)
    lab.page.reload()
    lab.page.wait_for_selector(".st-key-hand_0_1_0 input")
    lab.settle()
    values = [lab.page.locator(f".st-key-hand_0_1_{i} input").input_value() for i in (0, 1)]
    assert values == ["9", "0.25"]
    alert(lab, "Error", TEXT("practice.wrong").strip("*"))
    assert address(lab) == before
    lab.press("check_hand_0_1")
    lab.settle()
    assert address(lab)["done"] == before["done"] == "f1-1-1"
    assert lab.exceptions() == 0
