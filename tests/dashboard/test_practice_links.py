"""The exercises in a link and in a file: all of them come back, and any text is survived."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.practice.by_hand import STEPS
from core.practice.entries import read_number
from core.practice.leitner import from_text
from core.practice.marking import written
from core.practice.mistakes import EVERY
from dashboard.grading import ANSWER, DETECTORS, LINE, REPAIR, TILES
from dashboard.link import read_link, write_practice
from dashboard.practice import DRILLS, Practice
from dashboard.questions import BUGS, ITEMS
from dashboard.text import text_in
from dashboard.typed import LONGEST
from tests.dashboard.practice_pages import LANGUAGES, page, practice_of, press


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


# Bugs by number, numbers by hand.


def test_the_address_does_not_name_the_bug():
    assert len(BUGS) == len(EVERY)
    for name in EVERY:
        practice = Practice()
        practice.resume("bugs", 1, 4, name)
        link = write_practice(practice)
        assert name not in str(link)
        assert link["kind"].isdigit()
        for kind in (link["kind"], name):
            read = read_link({**link, "kind": kind})
            assert read.problems == []
            assert read.practice.begin().item == name
    read = read_link({"drill": "bugs", "kind": "17"})
    assert [problem.name for problem in read.problems] == ["kind"]


def by_hand(number: int, item: str) -> Practice:
    practice = Practice()
    practice.resume("by_hand", 1, number, item)
    return practice


ENTRY = st.one_of(
    st.floats(-99, 99).map(lambda x: f"{x:.3f}"),
    st.sampled_from(["", "1/4", "−0,5", "12.5 %", "x", "1e-3", "1e99/1e-99", "-0", "１"]),
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 500), st.sampled_from(ITEMS["by_hand"]), st.data())
def test_a_link_brings_the_numbers_by_hand_back(number: int, item: str, data: st.DataObject):
    practice = by_hand(number, item)
    now = practice.begin()
    for step in data.draw(st.lists(st.sampled_from(tuple(STEPS)), unique=True, max_size=8)):
        size = now.task.solution[step].size
        practice.answer(step, data.draw(st.lists(ENTRY, min_size=size, max_size=size)))
    for step in data.draw(st.lists(st.sampled_from(tuple(STEPS)), unique=True, max_size=2)):
        practice.look_up(step)
    practice.go(data.draw(st.sampled_from(tuple(STEPS))))
    link = write_practice(practice)
    assert len(link.get("typed", "")) <= LONGEST
    assert "%" not in urlencode(link), "a link carries it as it is"
    read = read_link(link)
    assert read.problems == []
    after = read.practice.begin()
    assert after.step == now.step
    assert after.first.keys() == now.first.keys()
    assert read.practice.progress == practice.progress
    assert write_practice(read.practice) == link
    for step, entries in after.given.items():
        before, again = ([read_number(e) for e in es] for es in (now.given[step], entries))
        assert [b is None for b in again] == [a is None for a in before] or "1e99/1e-99" in str(
            now.given
        )
        pairs = [(a, b) for a, b in zip(before, again, strict=True) if a and b]
        assert all(abs(a - b) <= 1e-5 * abs(a) for a, b in pairs)


def test_what_counts_already_counts_no_second_time():
    practice = by_hand(0, "tanh.1")
    practice.answer("Z1", ["9", "9"])
    practice.look_up("A1")
    again = read_link(write_practice(practice)).practice
    again.answer("Z1", written(again.begin().task.solution["Z1"]))
    again.answer("A1", written(again.begin().task.solution["A1"]))
    assert again.progress == practice.progress
    assert again.progress["by_hand.forward"] == (1, 0, 2)


@pytest.mark.parametrize("typed", [
    "", "x", "17", "-1", "0_", "0_z1", "0_a1", "0_a1~2~3", "0_a1~2_a1~2", "0_a1~1/4", "0_a1~nan",
    "0_a1~1e999", "0_a1~**b**", "0_a1~" + "9" * 900, "٣_a1~2", "0_a01~2", "0_a1~inf", "0_a", "0_A_A", "0_A1~2_a", "0_İ1~2", "0_a~",
])  # fmt: skip
def test_numbers_that_a_link_cannot_hold_are_refused(typed: str):
    read = read_link({"drill": "by_hand", "kind": "tanh.1", "typed": typed})
    assert [problem.name for problem in read.problems] == ["typed"]
    assert read.practice.begin().given == {}
    assert read.practice.begin().first == {}
    assert read.practice.begin().step == 0


@given(st.text("0123456789abcdefghijklmnopqABCDEFGHIJKLMNOPQ.-~_e", max_size=60))
def test_any_typed_numbers_are_survived(typed: str):
    read = read_link({"drill": "by_hand", "kind": "relu.2", "typed": f"3_{typed}"})
    assert read.practice.begin().marks is not None


def test_numbers_of_another_exercise_are_left_alone():
    assert read_link({"drill": "shapes", "typed": "0_a1~2"}).problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_a_links_numbers_cannot_be_read(language: str):
    test = page("by_hand", "tanh.1", language=language, typed="**x**")
    assert [warning.value for warning in test.warning] == [text_in(language)("problem.typed")]
    test = page("by_hand", "tanh.1", language=language, typed="1_A0.5~-1.25")
    assert not test.warning
    assert test.text_input(key="hand_0_1_0").value == ""
    test.button_group(key="hand_step").set_value("Z1").run()
    assert [test.text_input(key=f"hand_0_0_{i}").value for i in (0, 1)] == ["0.5", "-1.25"]


# What counts already.

ONCE = [
    ("shapes", "matrix", ANSWER, ("(1, 1)",), "a"),
    ("assemble", "sample_dW2", LINE, ("dz2", "@", "a1"), "l"),
    ("numpy_says", "dW2.1", ANSWER, ("same",), None),
    ("bugs", "sign", LINE, ("1",), "l"),
    ("predict", "m_doubled", ANSWER, ("half",), "a"),
    ("predict", "m_doubled", ANSWER, ("same",), "A"),
    ("experiments", "vanishing", ANSWER, ("tanh",), "A"),
]


@pytest.mark.parametrize(("drill", "kind", "part", "given", "mark"), ONCE)
def test_no_answer_counts_again_after_a_reload(
    drill: str, kind: str, part: str, given: tuple[str, ...], mark: str | None
):
    practice = Practice()
    practice.resume(drill, 1, 0, kind)
    practice.begin().given[TILES] = given if drill == "assemble" else ()
    practice.answer(part, given)
    before = practice.progress
    link = write_practice(practice)
    assert mark is None or link["answered"] == mark
    read = read_link(dict(parse_qsl(urlencode(link))))
    assert read.problems == []
    again = read.practice
    assert again.begin().first == practice.begin().first
    again.answer(part, given)
    if drill in ("shapes", "assemble", "bugs"):
        again.tell()
    assert again.progress == before
    again.next()
    assert "answered" not in write_practice(again), "the next question is a new one"


def test_an_answer_that_was_shown_counts_no_second_time():
    practice = Practice()
    practice.resume("shapes", 1, 0, "matrix")
    practice.tell()
    again = read_link(write_practice(practice)).practice
    again.answer(ANSWER, (str(again.begin().shapes.answer),))
    assert again.progress == practice.progress


def test_the_parts_of_a_hunt_count_one_by_one():
    practice = Practice()
    practice.resume("bugs", 1, 0, "sign")
    practice.answer(LINE, (str(EVERY["sign"].faulty_line),))
    practice.answer(DETECTORS, ("none",))
    again = read_link(write_practice(practice)).practice
    assert write_practice(again)["answered"] == "Ld"
    again.answer(REPAIR, ("0",))
    assert write_practice(again)["answered"] in ("Ldr", "LdR")


@pytest.mark.parametrize("mark", ["x", "aa", "aA", "l", "a ", "<b>", "Ａ", "a" * 99])
def test_a_mark_that_names_no_part_is_refused(mark: str):
    read = read_link({"drill": "shapes", "kind": "matrix", "answered": mark})
    assert [problem.name for problem in read.problems] == ["answered"]
    assert read.practice.begin().first == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_a_question_counts_no_more(language: str):
    words = text_in(language)("practice.counted")

    def said(**link: str) -> bool:
        test = page("shapes", "matrix", language=language, **link)
        assert not test.exception
        return any(words in caption.value for caption in test.caption)

    assert said(answered="a")
    assert not said()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_no_question_is_told_until_the_next_action(language: str):
    words = text_in(language)("problem.kind")
    test = page("shapes", "chess", language=language)
    assert [warning.value for warning in test.warning] == [words]
    test.run()
    assert [warning.value for warning in test.warning] == [words], "a mere redraw is no action"
    press(test, "go_on")
    assert not test.warning
    assert practice_of(test).begin().number == 1
