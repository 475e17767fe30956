"""Shapes, lines that are assembled, and what NumPy says: right and wrong, in both languages."""

from collections import Counter
from itertools import product

import pytest

from core.equations import SAMPLE
from core.lessons.whatif import run as run_line
from core.practice.assemble import TASKS, Sizes, build
from core.practice.experiments import EXPERIMENTS
from core.practice.shapes import KINDS, grade_shape, question
from dashboard import questions
from dashboard.grading import ANSWER, LINE, SAID, TILES
from dashboard.lesson import Lesson, notes_network
from dashboard.panels.practice import shapes
from dashboard.panels.shared.raised import kind_of, raised
from dashboard.practice import Practice
from dashboard.questions import ITEMS, OTHER_WAYS, experiment, numpy_says
from dashboard.text import text_in
from tests.dashboard.practice_pages import (
    LANGUAGES,
    boxes,
    in_turns,
    page,
    practice_of,
    press,
    score,
    submit,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_shapes(kind: str, language: str):
    text = text_in(language)
    for number in (0, 5):
        asked = question(1, number, kind)
        key = f"shape_{number}_{kind}"
        right: object = asked.answer
        wrong: object = (asked.sizes.n0, 77)
        if isinstance(right, str):
            wrong = next(choice for choice in asked.choices if choice != right)
        elif isinstance(right, frozenset):
            right = sorted(right)
            wrong = [name for name in ("X", "W1") if name not in right][:1]
        for answer, is_right in ((right, True), (wrong, False)):
            test = page("shapes", kind, number, language)
            if asked.choices:
                test.radio(key=f"{key}_{language}").set_value(answer)
            elif isinstance(answer, list):
                test.button_group(key=f"{key}_{language}").set_value(answer)
            else:
                test.text_input(key=key).set_value(str(answer))
            said = boxes(submit(test, f"check_{key}"))
            assert len(said["success"]) == is_right
            assert len(said["error"]) == (not is_right)
            assert score(test, f"shapes.{kind}") == (is_right, not is_right)
            if isinstance(answer, tuple):
                verdict = asked.grade(str(answer))
                if not is_right and verdict.at is not None:
                    assert f"{verdict.at + 1}" in said["error"][0]
                    assert (verdict.rule or "") in said["error"][0]
            reason = text(f"because.{asked.statement}")
            assert any(reason in markdown.value for markdown in test.markdown)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_the_shape_drills_can_be_told(kind: str):
    for number in range(len(KINDS[kind].items)):
        test = page("shapes", kind, number)
        assert boxes(press(test, "tell"))["info"]
        assert score(test, f"shapes.{kind}") == (0, 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TASKS)
def test_assemble(name: str, language: str):
    task_ = TASKS[name]
    tiles = tiles_of(task_.code)
    test = page("assemble", name, language=language)
    sizes = questions.sizes_of(name, 1, 0)
    assert build(task_, tiles, sizes).verdict == "right"
    for tile in tiles:
        press(test, f"tile_{task_.tiles.index(tile)}")
    assert practice_of(test).progress == {}, "not before Check"
    assert boxes(press(test, "check_line"))["success"]
    assert score(test, "assemble") == (1, 0)
    press(test, "tile_back")
    assert not boxes(test)["success"], "another line has not been checked"
    press(test, "tile_clear")
    press(test, "tile_0")
    assert boxes(press(test, "check_line"))["error"]
    assert score(test, "assemble") == (1, 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("tiles", "key"),
    [
        (("1/m", "dZ2", "@", "A1", "T"), "side_by_side_mean"),
        (("1/m", "*", "dZ2", "A1"), "side_by_side"),
        (("1/m", "*", "dZ2", "T", "A1"), "side_by_side"),
        (("1/m", "*", "dZ2", "@"), ""),
        (("@", "dZ2"), ""),
    ],
)
def test_a_product_that_is_missing_is_told(tiles: tuple[str, ...], key: str, language: str):
    text, task_ = text_in(language), TASKS["dW2"]
    test = page("assemble", "dW2", language=language)
    for tile in tiles:
        press(test, f"tile_{task_.tiles.index(tile)}")
    live = text(f"assemble.{key}") if key else text("assemble.open")
    assert live in [caption.value for caption in test.caption]
    checked = text(f"assemble.{key}") if key else text("assembled.incomplete")
    assert boxes(press(test, "check_line"))["info"] == [checked]
    assert live not in [caption.value for caption in test.caption], "once is enough"


def test_numpys_words_stand_once():
    test = page("assemble", "dW2")
    for tile in ("dZ2", "@", "A1"):
        press(test, f"tile_{TASKS['dW2'].tiles.index(tile)}")
    assert sum("matmul" in caption.value for caption in test.caption) == 1
    press(test, "check_line")
    shown = [e.value for e in [*test.caption, *test.error, *test.markdown]]
    assert sum("matmul" in words for words in shown) == 1


def tiles_of(code: str) -> list[str]:
    """The tiles of a right line; the mean's brackets are the tile's own."""
    plain = code.replace("1 / m * (", "1/m * ").replace(")", "").replace(".T", " T")
    return plain.split()


def test_sizes_of_m_samples_let_nothing_fit_by_luck():
    for name in TASKS:
        for number in range(50):
            sizes = questions.sizes_of(name, 1, number)
            if name.startswith("sample_"):
                assert sizes == Sizes()
            else:
                assert len(set(sizes)) == 4
                assert min(sizes) >= 2


@pytest.mark.parametrize(("item", "language"), in_turns(ITEMS["numpy_says"]))
def test_numpy_says(item: str, language: str):
    step, i = item.split(".")
    code = OTHER_WAYS[step][int(i)]
    sample = Lesson().sample(notes_network())
    kind = run_line(code, sample.namespace, sample.values[step]).kind
    other = next(other for other in ("error", "shape", "values") if other != kind)
    for answer in (kind, other):
        test = page("numpy_says", item, language=language)
        assert f"{step} = {code}" in [block.value for block in test.code]
        assert not any(SAMPLE[step] == block.value for block in test.code)
        test.radio(key=f"says_0_{language}").set_value(answer)
        said = boxes(submit(test, "check_says_0"))
        assert bool(said["success"]) == (answer == kind)
        assert score(test, "numpy_says") == ((1, 0) if answer == kind else (0, 1))


def test_every_answer_is_the_right_one_several_times():
    """A choice that is never right is soon left out, and then there is less to think about."""
    kinds = Counter(numpy_says(item).kind for item in ITEMS["numpy_says"])
    assert set(kinds) == set(SAID)
    assert min(kinds.values()) >= 4
    assert max(kinds.values()) <= len(ITEMS["numpy_says"]) / 2


def test_the_four_predictions_come_once_each_before_one_comes_again():
    for seed in range(200):
        practice = Practice(drill="predict", seed=seed)
        asked = []
        for _ in range(4):
            now = practice.begin()
            asked.append(now.item)
            _, finding = experiment(now.item)
            wrong = next(o for o in EXPERIMENTS[now.item].options if o != finding.answer)
            practice.answer(ANSWER, (wrong,))
            practice.next()
        assert sorted(asked) == sorted(ITEMS["predict"])


@pytest.mark.parametrize(
    ("drill", "button"),
    [("numpy_says", "check_says_0"), ("predict", "check_predict_predict_0"),
     ("experiments", "check_experiments_predict_0"), ("bugs", "check_hunt_line_0")],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh"])
def test_sent_off_without_an_answer_it_asks_for_one(drill: str, button: str, language: str):
    test = submit(page(drill, ITEMS[drill][0], language=language), button)
    text = text_in(language)
    wanted = text("hunt.choose_line" if drill == "bugs" else "practice.choose_one")
    assert boxes(test)["info"] == [wanted]
    assert practice_of(test).progress == {}


def test_a_shape_without_a_right_number_is_told_so():
    graded = grade_shape((2, 4), (9, 8), ("n[2]", "m"))
    assert (graded.slip, graded.at, graded.rule) == ("both", 0, "n[2]")
    assert grade_shape((9, 4), (9, 8), ("n[2]", "m")).slip == "number"
    assert grade_shape((8, 9), (9, 8), ("n[2]", "m")).slip == "swapped"


WRONG = [
    ("shapes", "matrix", ANSWER, ("(1, 1, 1)",)),
    ("assemble", "sample_dW2", LINE, ("dz2", "@", "a1")),
    ("numpy_says", "dW2.1", ANSWER, None),
    ("by_hand", "tanh.1", "Z1", ("9", "9")),
    ("predict", "m_doubled", ANSWER, ("half",)),
    ("experiments", "saturation", ANSWER, ("1",)),
]


@pytest.mark.parametrize(("drill", "kind", "part", "given"), WRONG)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wrong_answer_leads_to_a_statement_and_its_place(
    drill: str, kind: str, part: str, given: tuple[str, ...] | None, language: str
):
    test = page(drill, kind, language=language)
    if given is None:
        right = questions.numpy_says(kind).kind
        given = (next(said for said in SAID if said != right),)
    practice = practice_of(test)
    if drill == "assemble":
        practice.begin().given[TILES] = given
    practice.answer(part, given)
    assert not any(practice.begin().first.values())
    test.run()
    assert len(boxes(test)["error"]) == 1
    assert [b for b in test.button if b.key == "to_lesson"]
    word = text_in(language)("practice.statement", number="").strip()
    assert any(word in markdown.value for markdown in test.markdown)


def test_numpys_words_are_explained_wherever_they_are_shown():
    """Every message of every drill is one that the page has words for."""
    messages = set()
    for kind in ("line", "transpose", "operator"):
        for number in range(60):
            asked = question(1, number, kind)
            lines = [*shapes.ways(asked).values(), asked.asked.partition(" = ")[2]]
            found = [questions.ran(asked, line) for line in lines if "?" not in line and line]
            messages |= {ran.message for ran in found if ran.shape is None}
    for task in TASKS.values():
        for tiles in product(task.operands, ("@", "*"), task.operands):
            outcome = build(task, tiles, Sizes(2, 3, 4, 5))
            messages |= {outcome.message} if outcome.verdict == "error" else set()
    kinds = [kind_of(message) for message in messages]
    assert {"matrix", "elementwise"} <= set(kinds)
    assert "" not in kinds, messages
    for language in LANGUAGES:
        text = text_in(language)
        words = raised(text, "operands could not be broadcast together with shapes (4,3) (3,) ")
        assert "(4, 3)" in words
        assert "(3,)" in words
        assert raised(text, "anything else") == text("raised.own", message="anything else")
