"""Every product opened at every entry: the sum on the page comes to the entry."""

import re
from functools import partial

import pytest

from core.equations import SAMPLE, vectorised
from core.lessons.entries import can_be_opened, opened
from core.passes import Pass
from core.training import advance, start
from core.types import Array, Name
from dashboard.lesson import NETWORKS, STOPS, Lesson
from dashboard.panels.lessons import product
from tests.chromium.driver import Lab
from tests.chromium.test_lessons import AT, CONFIGS, link

PRODUCTS = [step for step, code in SAMPLE.items() if can_be_opened(code)]
OVER_M = [name for name, code in vectorised(2).items() if can_be_opened(code)]
WRITTEN = """() => [...document.querySelectorAll('[class*=st-key-product_] annotation')]
    .map(a => a.textContent).filter(t => t.startsWith('\\\\left('))"""


def network(source: str) -> tuple[Lesson, Pass, dict[str, object]]:
    """The lesson on a network, its pass, and the link that opens it."""
    lesson = Lesson(source=source)
    lab = advance(start(CONFIGS[0]), AT).snapshot
    more = {**link(CONFIGS[0]), "sample": 1} if source == "lab" else {}
    return lesson, lesson.of(lab), {**more, "net": source}


def added_up(tex: str) -> tuple[float, float]:
    """The sum as it is written, from its digits, and the entry that the page says it is."""
    line = tex.split(" = ", 1)[1]
    total, entry = line.rsplit(" = ", 1)
    plain = re.sub(r"\\cdot 10\^\{(-?\d+)\}", r"*10**(\1)", total)
    plain = re.sub(r"\\tfrac\{1\}\{(\d+)\}", r"1/\1*", plain)
    plain = plain.replace(r"\left", "").replace(r"\right", "").replace(r"\cdot", "*")
    number = re.sub(r"\\cdot 10\^\{(-?\d+)\}", r"e\1", entry)
    return eval(plain), float(number)


def opened_up(lab: Lab, key: str) -> None:
    """Open the drawer of a product, if it is not open."""
    button = lab.page.locator(f"[class*=st-key-entry_{key}_next] button").first
    if not button.is_visible():
        lab.page.locator(f"[class*=st-key-product_{key}] summary").first.click()
        button.wait_for()
    lab.settle()
    # The drawer slides open and fetches what draws its fields: a press that meets the button on its
    # way goes down on it and comes up beside it.
    before = None
    while (place := button.bounding_box()) != before:
        before = place
        lab.page.wait_for_timeout(250)


def same(lab: Lab, written: str) -> str:
    """The sum of the entry that is open, which is to be this one."""
    found: list[str] = lab.page.evaluate(WRITTEN)
    assert found[-1:] == [written], (found, str(lab.conversation))
    return found[-1]


def open_and_read(
    lab: Lab, key: str, name: str, code: str, values: dict[str, Array], most: int
) -> int:
    """Go through the entries with the button; how many were read."""
    opened_up(lab, key)
    result, symbol = values[name], Name.of(name)
    columns = result.shape[1]
    count = min(most, result.size)
    for at in range(count):
        i, j = divmod(at, columns)
        entry = opened(code, values, result, i, j)
        written = product.written(symbol, entry)
        found = lab.eventually(partial(same, lab, written))
        if r"\cdots" not in found:
            total, value = added_up(found)
            assert value == pytest.approx(total, rel=2e-3, abs=2e-4), found
        if at + 1 < count:
            lab.press(f"entry_{key}_next")
            lab.settle()
    return count


@pytest.mark.parametrize("source", NETWORKS)
def test_every_entry_of_one_sample(lab: Lab, source: str):
    lesson, of, more = network(source)
    sample = lesson.sample_in_data(advance(start(CONFIGS[0]), AT).snapshot)
    read = 0
    for step in PRODUCTS:
        lab.visit("one_sample", lang="en", step=STOPS.index(step), **more)
        values = dict(sample.values)
        read += open_and_read(lab, "step", step, SAMPLE[step], values, most=100)
    assert read == sum(sample.values[step].size for step in PRODUCTS)
    assert lab.page.locator(".katex-error").count() == 0
    assert lab.exceptions() == 0
    assert of.m > 1


@pytest.mark.parametrize("source", NETWORKS)
def test_every_entry_over_m_samples(lab: Lab, source: str):
    """Of what is as wide as the data the first columns, of the gradients all."""
    _, of, more = network(source)
    lab.visit("many_samples", lang="en", **more)
    values = dict(of.by_code)
    for name in OVER_M:
        pill = lab.page.locator(".st-key-product_line button", has_text=str(Name.of(name)))
        pill.filter(has_text=re.compile(rf"^{re.escape(str(Name.of(name)))}$")).click()
        lab.settle()
        opened_up(lab, "many")
        for part in ("row", "column"):
            box = lab.page.locator(f"[class*=st-key-entry_many_] input[aria-label={part.title()}]")
            if box.count() and box.first.is_enabled():
                box.first.fill("1")
                box.first.press("Enter")
                lab.settle()
        gradient = name[0] == "d" and name[1] in "Wb"
        open_and_read(lab, "many", name, vectorised(2)[name], values, most=100 if gradient else 3)
    assert lab.page.locator(".katex-error").count() == 0
    assert lab.exceptions() == 0


def test_the_entries_go_by_themselves_to_the_last(lab: Lab):
    lab.visit("one_sample", lang="en", step=STOPS.index("dW2"))
    lab.page.locator("[class*=st-key-product_step] summary").first.click()
    lab.press("entry_step_play")
    column = lab.page.locator("[class*=st-key-entry_step] input[aria-label=Column]")
    for at in ("2", "3", "4"):
        lab.page.wait_for_function(
            "([e, at]) => e.value === at", arg=[column.element_handle(), at], timeout=8000
        )
    play = lab.page.locator(".st-key-entry_step_play button")
    play.get_by_text("Play", exact=True).wait_for()
    assert lab.exceptions() == 0
