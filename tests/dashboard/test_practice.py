"""The exercises without a browser: what counts, what comes next, every verdict, any text."""

import copy
import random
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode

import altair as alt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from core.config import Config
from core.equations import SAMPLE
from core.lessons.whatif import WHAT_IFS
from core.lessons.whatif import run as run_line
from core.practice.assemble import TASKS, Sizes, build
from core.practice.by_hand import STEPS, task
from core.practice.detectors import DETECTORS, fixture, verdicts
from core.practice.experiments import EXPERIMENTS
from core.practice.leitner import from_text
from core.practice.marking import written
from core.practice.mistakes import EVERY
from core.practice.shapes import KINDS, question
from core.training import start
from dashboard import questions
from dashboard.charts.palette import DARK, LIGHT
from dashboard.charts.practice import costs_chart, plane_chart, runs_chart
from dashboard.grading import ANSWER, LINE, REPAIR, TILES
from dashboard.grading import DETECTORS as PREDICTED
from dashboard.lesson import Lesson, notes_network
from dashboard.link import read_link, write_link, write_practice
from dashboard.practice import DRILLS, Practice
from dashboard.questions import ITEMS
from dashboard.session import Session
from dashboard.settings import Settings
from dashboard.text import text_in

LANGUAGES = ("en", "zh")
NASTY = (
    "", " ", "(4, 3", "4，3", "（４，３）", "4×3", "(4,)", "()", "-1", "1e999", "nan", "½", "**bold**",
    "$x^2$", "<script>alert(1)</script>", "[a](http://e.x)", "__import__('os')", ":material/bug_report:",
    "`code`", "{braces}", "9" * 500, "\x00", "😀", "1/0", "--5", "W1, nothing",
)  # fmt: skip


def script() -> None:
    """The page and its sidebar, without the navigation."""
    import streamlit as st

    from dashboard import sidebar, state
    from dashboard.pages.practice import practice

    with st.sidebar:
        sidebar.practice(state.text(), state.session())
    practice()


def page(drill: str, kind: str, number: int = 0, language: str = "en", seed: int = 1) -> AppTest:
    test = AppTest.from_function(script, default_timeout=60)
    values = {"drill": drill, "kind": kind, "q": number, "lang": language, "qseed": seed}
    for name, value in values.items():
        test.query_params[name] = str(value)
    return test.run()


def practice_of(test: AppTest) -> Practice:
    return test.session_state["session"].practice


def boxes(test: AppTest) -> dict[str, list[str]]:
    assert not test.exception
    return {
        kind: [box.value for box in getattr(test, kind)] for kind in ("success", "error", "info")
    }


def press(test: AppTest, key: str) -> AppTest:
    return test.button(key=key).click().run()


def submit(test: AppTest, key: str) -> AppTest:
    """Send off the form whose button has this key."""
    return next(b for b in test.button if b.key == key).click().run()


def score(test: AppTest, skill: str) -> tuple[int, int]:
    card = practice_of(test).progress[skill]
    return card.right, card.wrong


def in_turns(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name in one language, the next in the other: every word is looked for elsewhere."""
    return [(name, LANGUAGES[i % 2]) for i, name in enumerate(names)]


# What counts, and what comes next.


def test_only_the_first_answer_counts():
    practice = Practice()
    practice.resume("shapes", 1, 3, "matrix")
    right = practice.begin().shapes.answer
    practice.answer(ANSWER, ("no shape",))
    assert practice.progress == {}, "what cannot be read is no answer"
    practice.answer(ANSWER, ("(1, 1, 1)",))
    practice.answer(ANSWER, (str(right),))
    assert practice.progress["shapes.matrix"] == (1, 0, 1)


@pytest.mark.parametrize("drill", ["shapes", "assemble", "bugs"])
def test_to_be_told_counts_as_missed_unless_answered_before(drill: str):
    practice = Practice()
    practice.resume(drill, 1, 0, None)
    practice.tell()
    assert [(card.right, card.wrong) for card in practice.progress.values()] == [(0, 1)]
    practice.tell()
    assert [(card.right, card.wrong) for card in practice.progress.values()] == [(0, 1)]
    if drill == "bugs":
        practice.answer(LINE, (str(EVERY[practice.begin().item].faulty_line),))
        assert practice.progress["bugs.line"].right == 0


@pytest.mark.parametrize("drill", DRILLS)
@pytest.mark.parametrize("seed", [1, 2, 77])
def test_no_question_twice_in_a_row(drill: str, seed: int):
    practice = Practice(seed=seed)
    practice.turn_to(drill)
    seen, last = set(), None
    for i in range(120):
        now = practice.begin()
        if drill != "shapes" and i > 60 and i % 2:
            practice.missed[drill] = [now.item]
        asked = now.shapes if drill == "shapes" else now.item
        assert asked != last
        assert now.item in ITEMS[drill]
        seen.add(now.item)
        last = asked
        practice.next()
    assert seen == set(ITEMS[drill])


def test_what_was_missed_comes_again_soon():
    practice = Practice()
    practice.turn_to("bugs")
    missed = practice.begin().item
    practice.answer(LINE, ("1",) if EVERY[missed].faulty_line != 1 else ("2",))
    following = []
    for _ in range(4):
        practice.next()
        following.append(practice.begin().item)
    assert missed in following
    assert missed != following[0]


def test_one_kind_can_be_asked_about_alone():
    practice = Practice()
    practice.ask_only("transpose")
    for _ in range(5):
        assert practice.begin().item == "transpose"
        practice.next()
    practice.ask_only(None)
    assert practice.begin().item != "transpose"
    with pytest.raises(ValueError, match="nothing"):
        practice.ask_only("nothing")


def test_the_numbers_by_hand_are_found_for_every_seed():
    for item in ITEMS["by_hand"]:
        activation, m = item.split(".")
        for seed in range(60):
            assert task(997 * seed % questions.TASK_SEEDS, int(m), activation).m == int(m)


def test_repairs_stand_in_an_order_that_tells_nothing():
    first = [
        questions.repairs(mistake, 1, number)[0] == mistake.choices[0]
        for mistake in EVERY.values()
        for number in range(60)
        if mistake.repairs
    ]
    assert 0.1 < np.mean(first) < 0.5
    for mistake in EVERY.values():
        assert sorted(questions.repairs(mistake, 3, 5), key=repr) == sorted(
            mistake.choices, key=repr
        )


# Links and files.


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(DRILLS), st.integers(1, 9_999), st.integers(0, 99_999), st.data())
def test_a_link_brings_the_question_back(drill: str, seed: int, number: int, data: st.DataObject):
    practice = Practice()
    practice.resume(drill, seed, number, data.draw(st.sampled_from(ITEMS[drill])))
    link = write_practice(practice)
    read = read_link(dict(parse_qsl(urlencode(link))))
    assert read.problems == []
    assert read.practice.begin() == practice.begin()


def test_a_link_carries_the_progress_and_nothing_before_there_is_any():
    practice = Practice()
    assert write_practice(practice) == {}
    practice.resume("shapes", 1, 3, "matrix")
    practice.answer(ANSWER, ("(1, 1)",))
    assert read_link(write_practice(practice)).practice.progress == practice.progress


@pytest.mark.parametrize(
    ("name", "value"), [("drill", "chess"), ("kind", "chess"), ("q", "-1"), ("qseed", "0")]
)
def test_an_impossible_value_is_named(name: str, value: str):
    link = read_link({name: value})
    assert [problem.name for problem in link.problems] == [name]
    assert link.practice.begin().item in ITEMS["shapes"]


@given(st.text(max_size=80))
def test_any_progress_is_survived(text: str):
    assert read_link({"done": text}).practice.progress == from_text(text)


def test_a_file_of_progress_is_opened_and_any_other_refused():
    practice = Practice()
    practice.load("a3-2-1_q1-0-4\n")
    assert practice.opened
    assert practice.progress["assemble"] == (3, 2, 1)
    practice.load("no progress")
    assert practice.opened is False
    assert practice.progress["assemble"] == (3, 2, 1)


# Every exercise, right and wrong, in both languages.


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
    code = WHAT_IFS[step][int(i)]
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


def fill(test: AppTest, number: int, at: int, texts: list[str]) -> AppTest:
    for i, text in enumerate(texts):
        test.text_input(key=f"hand_{number}_{at}_{i}").set_value(text)
    return submit(test, f"check_hand_{number}_{at}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_hand_to_the_end(language: str):
    test = page("by_hand", "tanh.2", language=language)
    solution = practice_of(test).begin().task.solution
    for at, step in enumerate(STEPS):
        said = boxes(fill(test, 0, at, written(solution[step])))
        assert len(said["success"]) == 1, step
        press(test, "go_on")
    assert score(test, "by_hand.forward") == (5, 0)
    assert score(test, "by_hand.backward") == (7, 0)
    assert score(test, "by_hand.update") == (5, 0)
    assert practice_of(test).begin().number == 1, "another network follows"


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_hand_names_a_slip_and_goes_on_from_it(language: str):
    text = text_in(language)
    test = page("by_hand", "relu.1", language=language)
    of = practice_of(test).begin().task
    given = of.given
    slipped = given["W1"] @ given["X"]
    said = boxes(fill(test, 0, 0, written(slipped)))
    assert text("slip.no_bias") in said["error"][0]
    press(test, "go_on")
    said = boxes(fill(test, 0, 1, written(np.maximum(slipped, 0))))
    assert said["success"]
    assert score(test, "by_hand.forward") == (1, 1)
    said = boxes(fill(test, 0, 1, ["1/3", ""]))
    assert said["info"]
    said = boxes(fill(test, 0, 1, ["1/3", "x"]))
    assert said["info"]


@pytest.mark.parametrize(("name", "language"), in_turns(EVERY))
def test_bug_hunt(name: str, language: str):
    text, mistake = text_in(language), EVERY[name]
    real = verdicts(mistake.edits, fixture(n1=mistake.n1))
    caught = [detector for detector in DETECTORS if real[detector].rejects]
    test = page("bugs", name, language=language)
    assert mistake.program.text in [block.value for block in test.code]
    other = 1 if mistake.faulty_line != 1 else 2
    test.number_input(key="hunt_line_0").set_value(other)
    assert boxes(submit(test, "check_hunt_line_0"))["error"]
    test.number_input(key="hunt_line_0").set_value(mistake.faulty_line)
    assert boxes(submit(test, "check_hunt_line_0"))["success"]
    test.button_group(key=f"hunt_detectors_0_{language}").set_value(caught or ["none"])
    assert len(boxes(submit(test, "check_hunt_detectors_0"))["success"]) == 2
    shown = test.dataframe[0].value
    assert list(shown["verdict"]) == [text(f"detects.{real[d].outcome}") for d in DETECTORS]
    assert score(test, "bugs.detector") == (1, 0)
    if mistake.repairs:
        choices = questions.repairs(mistake, 1, 0)
        right = choices.index(mistake.choices[0])
        test.radio(key=f"hunt_repair_0_{language}").set_value((right + 1) % len(choices))
        assert boxes(submit(test, "check_hunt_repair_0"))["error"]
        assert not any(text(f"mistake.{name}") == m.value for m in test.markdown)
        test.radio(key=f"hunt_repair_0_{language}").set_value(right)
        assert len(boxes(submit(test, "check_hunt_repair_0"))["success"]) == 3
        assert score(test, "bugs.repair") == (0, 1)
    assert any(text(f"mistake.{name}") == m.value for m in test.markdown)
    assert score(test, "bugs.line") == (0, 1)


@pytest.mark.parametrize("said", [["none"], ["error"], list(DETECTORS)])
def test_a_wrong_prediction_of_the_detectors_is_told(said: list[str]):
    test = page("bugs", "sign")
    press(test, "tell")
    test.button_group(key="hunt_detectors_0_en").set_value(said)
    boxes_ = boxes(submit(test, "check_hunt_detectors_0"))
    hits = sum((d in said) == (d in EVERY["sign"].caught) for d in DETECTORS)
    assert text_in("en")("hunt.predicted", hits=hits, all=5) in boxes_["error"]
    assert score(test, "bugs.detector") == (0, 1)


@pytest.mark.parametrize("name", [name for name in EVERY if EVERY[name].repairs])
def test_only_the_right_repair_passes_every_detector(name: str):
    mistake = EVERY[name]
    for choice in mistake.choices:
        found = verdicts(mistake.repaired(choice), fixture(n1=mistake.n1))
        is_right = choice == mistake.choices[0]
        assert any(verdict.rejects for verdict in found.values()) != is_right, choice


@pytest.mark.parametrize(("name", "language"), in_turns(EXPERIMENTS))
def test_experiments(name: str, language: str):
    text, card = text_in(language), EXPERIMENTS[name]
    runs = card.run()
    finding = card.answer(runs)
    drill = "predict" if name in ITEMS["predict"] else "experiments"
    wrong = next(option for option in card.options if option != finding.answer)
    for answer in (finding.answer, wrong):
        test = page(drill, name, language=language)
        test.radio(key=f"{drill}_predict_0_{language}").set_value(answer)
        said = boxes(submit(test, f"check_{drill}_predict_0"))
        assert bool(said["success"]) == (answer == finding.answer)
        assert any(text(f"reason.{name}") == m.value for m in test.markdown)
        numbers = [float(value) for value in test.dataframe[0].value["value"]]
        np.testing.assert_allclose(numbers, list(finding.numbers.values()), rtol=1e-3, atol=1e-12)
        assert score(test, drill) == ((1, 0) if answer == finding.answer else (0, 1))


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_set_up_can_stand_in_the_lab(name: str):
    for trial in EXPERIMENTS[name].trials:
        session = Session(Settings(), start(Config()))
        session.set_up(trial.config)
        assert session.run.config == trial.config
        link = read_link(write_link(session.settings, session.run))
        assert link.problems == []
        assert link.settings.config == trial.config


def test_an_experiment_opens_in_the_lab():
    test = page("experiments", "saturation")
    test.radio(key="experiments_predict_0_en").set_value("1")
    submit(test, "check_experiments_predict_0")
    labels = [b.key for b in test.button if b.key and b.key.startswith("to_lab_")]
    assert len(labels) == 2


# Any text.


@pytest.mark.parametrize(("drill", "part", "sent"), [
    ("numpy_says", ANSWER, "报错"), ("predict", ANSWER, "都不行"), ("experiments", ANSWER, "x"),
    ("bugs", LINE, "99"), ("bugs", PREDICTED, "报错"), ("bugs", REPAIR, "-1"), ("bugs", REPAIR, "x"),
    ("by_hand", "Z9", "1"),
])  # fmt: skip
def test_a_choice_that_is_not_on_offer_is_refused(drill: str, part: str, sent: str):
    practice = Practice()
    practice.turn_to(drill)
    with pytest.raises(ValueError, match=sent if drill != "by_hand" else part):
        practice.answer(part, (sent,))
    assert practice.begin().given == {}
    assert practice.progress == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("drill", "kind", "key"), [
    ("shapes", "matrix", "shape_0_matrix"), ("by_hand", "tanh.1", "hand_0_0_0"),
])  # fmt: skip
def test_any_text_is_answered_and_not_rendered(drill: str, kind: str, key: str, language: str):
    test = page(drill, kind, language=language)
    check = f"check_{key}" if drill == "shapes" else "check_hand_0_0"
    for typed in NASTY:
        test.text_input(key=key).set_value(typed)
        said = boxes(submit(test, check))
        assert sum(map(len, said.values())) == 1, typed
        if len(typed) > 3 and not any(char.isdigit() for char in typed):
            shown = [e.value for e in [*test.markdown, *test.caption, *test.latex, *test.code]]
            verdicts_ = [words for kind in said.values() for words in kind]
            assert not any(typed in words for words in [*shown, *verdicts_])


def test_a_thousand_random_texts_give_a_grade_or_none():
    letters = "0123456789()[],.;x×*-−+/% \t\nabWZ′²$`_<>{}\\（１，２）½∞😀"
    draw = random.Random(7)
    practice = Practice()
    for i in range(1000):
        typed = "".join(draw.choices(letters, k=draw.randrange(0, 40)))
        kind = tuple(KINDS)[i % len(KINDS)]
        practice.resume("shapes", 1, i, kind)
        assert practice.begin().shapes.grade(typed).verdict in ("right", "wrong", "unreadable")
        with suppress(ValueError):
            practice.answer(ANSWER, (typed,))
        practice.resume("by_hand", 1, i % 7, ITEMS["by_hand"][i % 4])
        step = tuple(STEPS)[i % len(STEPS)]
        size = practice.begin().task.solution[step].size
        practice.answer(step, [typed] * size)
        assert practice.begin().marks


# Charts.


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_charts_are_valid_and_hold_cores_numbers(colours):
    of = questions.hunt("sign")
    runs, _ = questions.experiment("overfitting")
    costs = costs_chart({"right": of.right_costs, "this": of.costs}, "iteration", colours)
    history = [run.history for run in runs]
    several = runs_chart(["m = 20"], history, True, ("iteration", "train", "test"), colours)
    plane = plane_chart(runs[0].snapshot.train, ("y = 0", "y = 1"), ("x1", "x2"), colours)
    np.testing.assert_array_equal(costs["datasets"]["right"]["J"], of.right_costs)
    np.testing.assert_array_equal(
        several["datasets"]["test0"]["J"], runs[0].history.measure("test_cost")
    )
    assert len(plane["datasets"]["points"]) == 20
    for chart in (costs, several, plane):
        bare = {name: copy.deepcopy(part) for name, part in chart.items() if name != "datasets"}
        alt.LayerChart.from_dict(bare, validate=True)


def test_a_thing_that_is_not_there_cannot_be_put_or_chosen():
    practice = Practice()
    practice.turn_to("assemble")
    with pytest.raises(ValueError, match="W9"):
        practice.put("W9")
    practice.begin().given[TILES] = ("T",) * 16
    with pytest.raises(ValueError, match="T"):
        practice.put("T")
    with pytest.raises(ValueError, match="chess"):
        practice.turn_to("chess")
    practice.turn_to("bugs")
    practice.answer(PREDICTED, ("none",))
    practice.answer(REPAIR, (None,))
    assert REPAIR not in practice.begin().given
